package io.jenkins.plugins.kargo.engine.freight.pattern;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.function.Function;

/** Reads patterns as they stand in ProjectConfigs and Warehouses. */
public final class Patterns {

    private static final String GLOB = "glob:";
    private static final List<String> REGEXP = List.of("regex:", "regexp:");

    private Patterns() {}

    /**
     * A pattern of names: {@code glob:…}, {@code regex:…} or {@code regexp:…}; anything else is the exact name.
     *
     * @throws InvalidPatternException if the glob or regular expression does not compile
     */
    @NonNull
    public static Matcher parseName(@NonNull String pattern) {
        return parse(pattern, ExactMatcher::new);
    }

    /**
     * A pattern of paths: {@code glob:…}, {@code regex:…} or {@code regexp:…}; anything else is a base directory, which
     * matches itself and what is under it.
     *
     * @throws InvalidPatternException if the glob or regular expression does not compile
     */
    @NonNull
    public static Matcher parsePath(@NonNull String pattern) {
        return parse(pattern, BaseDirMatcher::new);
    }

    /** Matches what at least one of the matchers matches; nothing when there is none. */
    @NonNull
    public static Matcher anyOf(@NonNull List<? extends Matcher> matchers) {
        return new AnyMatcher(List.copyOf(matchers));
    }

    private static Matcher parse(String pattern, Function<String, Matcher> plain) {
        if (pattern.startsWith(GLOB)) {
            return GlobMatcher.compile(pattern.substring(GLOB.length()));
        }
        for (String prefix : REGEXP) {
            if (pattern.startsWith(prefix)) {
                return RegexpMatcher.compile(pattern.substring(prefix.length()));
            }
        }
        return plain.apply(pattern);
    }
}
