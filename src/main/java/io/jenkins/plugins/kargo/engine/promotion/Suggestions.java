package io.jenkins.plugins.kargo.engine.promotion;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Helps whoever mistyped a name. */
final class Suggestions {
    private static final int SHOWN = 12;

    private Suggestions() {}

    /**
     * The end of a sentence about an unknown name.
     *
     * @return {@code ; did you mean "x"?}, else the names that there are, else what is said when there are none
     */
    static String among(String name, Collection<String> known, String whenNone) {
        if (known.isEmpty()) {
            return "; " + whenNone;
        }
        Optional<String> nearest = known.stream()
                .filter(other -> distance(name, other) <= tolerance(name))
                .min(Comparator.comparingInt((String other) -> distance(name, other))
                        .thenComparing(other -> other));
        return nearest.map(other -> "; did you mean \"" + other + "\"?")
                .orElseGet(() -> "; there are: "
                        + known.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "))
                        + (known.size() > SHOWN ? ", …" : ""));
    }

    private static int tolerance(String name) {
        return name.length() <= 3 ? 1 : Math.max(2, name.length() / 3);
    }

    /** Levenshtein's, ignoring case. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
