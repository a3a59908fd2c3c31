package io.jenkins.plugins.kargo.engine.freight.pattern;

import java.util.List;
import java.util.stream.Collectors;

/** Matches what any of its matchers matches. */
record AnyMatcher(List<Matcher> matchers) implements Matcher {

    @Override
    public boolean matches(String candidate) {
        return matchers.stream().anyMatch(m -> m.matches(candidate));
    }

    @Override
    public String toString() {
        return matchers.stream().map(Matcher::toString).collect(Collectors.joining(", "));
    }
}
