package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.model.NearestName;
import java.util.Collection;
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
        return NearestName.of(written, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }
}
