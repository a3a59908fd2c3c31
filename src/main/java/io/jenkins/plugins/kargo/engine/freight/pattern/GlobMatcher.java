package io.jenkins.plugins.kargo.engine.freight.pattern;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * A glob with the meaning that the doublestar library gives it: {@code *} and {@code ?} stay inside a path segment, {@code
 * **} as a whole segment spans any number of them (anywhere else it is a plain {@code *}), {@code [a-z]} and {@code
 * [^a-z]} are character classes, <code>{a,b}</code> alternatives, a backslash escapes. The whole name must match.
 */
public final class GlobMatcher implements Matcher {

    private final GlobSyntax syntax;

    private GlobMatcher(GlobSyntax syntax) {
        this.syntax = syntax;
    }

    /**
     * Reads a glob, written without the prefix {@code glob:}.
     *
     * @throws InvalidPatternException if it is malformed
     */
    @NonNull
    public static GlobMatcher compile(@NonNull String pattern) {
        return new GlobMatcher(new GlobSyntax(pattern));
    }

    @Override
    public boolean matches(String candidate) {
        return new GlobRun(syntax).matches(candidate);
    }

    @Override
    public String toString() {
        return syntax.toString();
    }
}
