package io.jenkins.plugins.kargo.engine.freight.url;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.nio.charset.StandardCharsets;

/** What happens to the characters of a repository URL before it is taken apart. */
public final class UrlText {

    private UrlText() {}

    /**
     * Removes what nobody sees in a URL but what makes two spellings differ: every character that is not printable
     * (control characters, tabs and line ends, byte-order marks, zero-width and no-break spaces), then surrounding
     * spaces. Printable is what Go's {@code unicode.IsPrint} calls so: letters, marks, numbers, punctuation, symbols
     * and the plain space.
     */
    @NonNull
    public static String sanitize(@NonNull String url) {
        StringBuilder kept = new StringBuilder(url.length());
        url.codePoints().filter(UrlText::isPrintable).forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    /** Lower case character by character, without Java's context-dependent and length-changing rules. */
    static String lowerCase(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return lower.toString();
    }

    /** One char for each byte of the text's UTF-8 form: percent-encoding is defined on bytes. */
    static String toBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The inverse of {@link #toBytes}. */
    static String fromBytes(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
