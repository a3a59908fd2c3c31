package io.jenkins.plugins.kargo.engine.freight.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * A regular expression in RE2 syntax that matches anywhere in the text unless it is anchored. Takes time linear in the
 * text whatever the expression: it may come from users.
 */
public final class RegexpMatcher implements Matcher {

    private final Pattern pattern;

    private RegexpMatcher(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads a regular expression, written without the prefix {@code regex:}.
     *
     * @throws InvalidPatternException if it is no RE2 expression, or one whose repetitions multiply beyond measure
     */
    @NonNull
    public static RegexpMatcher compile(@NonNull String expression) {
        RegexpSize.check(expression);
        try {
            return new RegexpMatcher(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            String problem = e.getDescription();
            throw new InvalidPatternException(
                    "\"" + expression + "\" is not a valid regular expression: " + problem
                            + ". Use RE2 syntax (as Go does; no look-ahead, no back-references)",
                    e);
        }
    }

    @Override
    public boolean matches(String candidate) {
        return pattern.matcher(candidate).find();
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
