package io.jenkins.plugins.kargo.engine.freight.pattern;

import io.jenkins.plugins.kargo.engine.freight.url.SlashPath;

/**
 * Matches a directory, or file, and everything under it; the empty pattern and {@code .} match every relative path.
 * Where Kargo looks for the two characters {@code ..} anywhere in the relative path, this looks for a segment
 * {@code ..}: a file named {@code a..b} is under its directory like any other.
 */
final class BaseDirMatcher implements Matcher {

    private static final String UP = "..";

    private final String pattern;
    private final String base;

    BaseDirMatcher(String pattern) {
        this.pattern = pattern;
        this.base = SlashPath.clean(pattern);
    }

    @Override
    public boolean matches(String candidate) {
        String path = SlashPath.clean(candidate);
        if (base.equals(".")) {
            return !path.startsWith("/") && !isAbove(path);
        }
        if (path.equals(base)) {
            return true;
        }
        String under = base.endsWith("/") ? base : base + '/';
        return path.startsWith(under) && !isAbove(path.substring(under.length()));
    }

    private static boolean isAbove(String relative) {
        return relative.equals(UP) || relative.startsWith(UP + '/');
    }

    @Override
    public String toString() {
        return pattern;
    }
}
