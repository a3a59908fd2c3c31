package io.jenkins.plugins.kargo.engine.discovery.selection;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.pattern.InvalidPatternException;
import io.jenkins.plugins.kargo.engine.freight.pattern.Matcher;
import io.jenkins.plugins.kargo.engine.freight.pattern.Patterns;
import io.jenkins.plugins.kargo.engine.freight.pattern.RegexpMatcher;
import java.util.List;
import java.util.function.Predicate;

/** Which tags count: none that an ignoring expression finds something in; of the rest all, or those that are allowed. */
public final class TagFilter implements Predicate<String> {
    private final Matcher ignored;
    private final Matcher allowed;
    private final boolean allAllowed;

    /** @throws IllegalArgumentException when an expression does not compile, naming field and expression */
    public TagFilter(@NonNull List<String> allowTagsRegexes, @NonNull List<String> ignoreTagsRegexes) {
        allowed = compile("allowTagsRegexes", allowTagsRegexes);
        ignored = compile("ignoreTagsRegexes", ignoreTagsRegexes);
        allAllowed = allowTagsRegexes.isEmpty();
    }

    private static Matcher compile(String field, List<String> expressions) {
        try {
            return Patterns.anyOf(
                    expressions.stream().map(RegexpMatcher::compile).toList());
        } catch (InvalidPatternException e) {
            throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean test(String tag) {
        return !ignored.matches(tag) && (allAllowed || allowed.matches(tag));
    }
}
