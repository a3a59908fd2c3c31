package io.jenkins.plugins.kargo.engine.manifest;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How messages name what was found and what is allowed. Passwords in URLs are not shown. */
final class Wording {
    private static final Pattern PASSWORD = Pattern.compile("(://[^/@:\\s]*):[^/@\\s]*@");
    private static final int LONGEST = 80;
    private static final int MOST_NAMES = 20;

    private Wording() {}

    static String found(Value value) {
        if (value instanceof Value.Sequence) {
            return "a list";
        }
        if (value instanceof Value.Mapping) {
            return "a mapping";
        }
        Object content = value.plain();
        if (content == null) {
            return "nothing";
        }
        if (content instanceof String text) {
            return quoted(text);
        }
        String meant = (content instanceof Boolean ? "the truth value " : "the number ") + content;
        String written = ((Value.Scalar) value).written();
        return written.equals(content.toString()) ? meant : written + ", which YAML reads as " + meant;
    }

    static String quoted(String text) {
        String shown = PASSWORD.matcher(text).replaceAll("$1:****@");
        return '"' + (shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown).replace("\n", "\\n") + '"';
    }

    static String allowed(Collection<String> names) {
        return "allowed: " + String.join(", ", names);
    }

    /** The first of the names: a message is no place for hundreds. */
    static String listed(Collection<String> names) {
        return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? ", …" : "");
    }

    /** {@code ; did you mean x?} when one of the names is near enough, else nothing. */
    static String didYouMean(String written, Collection<String> names) {
        return nearest(written, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private static Optional<String> nearest(String written, Collection<String> names) {
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

    /** Levenshtein's distance, or something not less than the bound. */
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
