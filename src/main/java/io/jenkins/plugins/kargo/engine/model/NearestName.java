package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody who mistyped a name may have meant, ignoring case. */
public final class NearestName {
    private NearestName() {}

    /** The nearest of the names by Levenshtein's distance, of equally near ones the first; empty when none is near. */
    @NonNull
    public static Optional<String> of(@NonNull String written, @NonNull Collection<String> names) {
        String word = written.toLowerCase(Locale.ROOT);
        int limit = written.length() <= 3 ? 1 : Math.max(2, written.length() / 3);
        String best = null;
        int least = limit + 1;
        for (String name : names) {
            int distance = distance(word, name.toLowerCase(Locale.ROOT), least);
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The distance, or something not less than the bound. */
    private static int distance(String a, String b, int bound) {
        if (Math.abs(a.length() - b.length()) >= bound) {
            return bound;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
