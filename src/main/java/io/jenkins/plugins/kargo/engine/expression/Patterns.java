package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.freight.pattern.InvalidPatternException;
import io.jenkins.plugins.kargo.engine.freight.pattern.RegexpMatcher;

/** Regular expressions of the operator {@code matches}. */
final class Patterns {
    private Patterns() {}

    /** @throws ValueException when the pattern is no regular expression */
    static RegexpMatcher compile(String pattern) {
        try {
            return RegexpMatcher.compile(pattern);
        } catch (InvalidPatternException e) {
            throw new ValueException(e.getMessage());
        }
    }
}
