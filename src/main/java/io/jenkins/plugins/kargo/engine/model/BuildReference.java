package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/**
 * A Jenkins build as far as the engine knows it.
 *
 * @param id externalizable id ({@code job#number})
 * @param url relative to the Jenkins root, with a trailing slash, for links
 * @param startedBy ids of the users who started it, directly or through upstream builds: none of them may approve what
 *     it promotes; empty when no person did
 */
public record BuildReference(
        @NonNull String id,
        @NonNull String url,
        @NonNull String displayName,
        @NonNull List<String> startedBy) {
    public static final BuildReference NONE = new BuildReference("", "", "");

    public BuildReference {
        startedBy = Values.list(startedBy);
    }

    /** A build that no person started. */
    public BuildReference(@NonNull String id, @NonNull String url, @NonNull String displayName) {
        this(id, url, displayName, List.of());
    }
}
