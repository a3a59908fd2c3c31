package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * A Jenkins build as far as the engine knows it.
 *
 * @param id externalizable id ({@code job#number})
 * @param url relative to the Jenkins root, with a trailing slash, for links
 */
public record BuildReference(@NonNull String id, @NonNull String url, @NonNull String displayName) {
    public static final BuildReference NONE = new BuildReference("", "", "");
}
