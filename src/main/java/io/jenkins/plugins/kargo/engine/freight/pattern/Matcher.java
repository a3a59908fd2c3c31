package io.jenkins.plugins.kargo.engine.freight.pattern;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Decides whether a name or a slash-separated path is meant. Immutable, safe for any thread. */
public interface Matcher {

    boolean matches(@NonNull String candidate);

    /** The pattern as written, without its {@code glob:} or {@code regex:} prefix. */
    @Override
    String toString();
}
