package io.jenkins.plugins.kargo.engine.freight.pattern;

/** Matches one text, letter by letter. */
record ExactMatcher(String pattern) implements Matcher {

    @Override
    public boolean matches(String candidate) {
        return pattern.equals(candidate);
    }

    @Override
    public String toString() {
        return pattern;
    }
}
