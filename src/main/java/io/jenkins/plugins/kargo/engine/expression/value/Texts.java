package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Strings as Go has them: indexes and slices count UTF-8 bytes, cases change character by character, comparison is by
 * code point. A slice that cuts a character leaves U+FFFD for each byte of it.
 */
public final class Texts {
    private Texts() {}

    /** Number of characters (code points), the function {@code len}. */
    public static int length(@NonNull String text) {
        return text.codePointCount(0, text.length());
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Number of UTF-8 bytes. */
    public static int byteLength(@NonNull String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                length++;
                i++;
            }
        }
        return length;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes as a string, U+FFFD for each byte that is not part of a character. */
    @NonNull
    public static String decode(@NonNull byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : Utf8.decode(bytes);
    }

    static Unsigned8 byteAt(String text, int index) {
        return Unsigned8.of(isAscii(text) ? text.charAt(index) : bytes(text)[index]);
    }

    static String slice(String text, int from, int to) {
        return isAscii(text) ? text.substring(from, to) : decode(Arrays.copyOfRange(bytes(text), from, to));
    }

    /** Negative, zero or positive, in the order of code points, which is that of UTF-8 bytes. */
    static int compare(String left, String right) {
        int end = Math.min(left.length(), right.length());
        for (int i = 0; i < end; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Position in bytes of the first occurrence, -1 when there is none. */
    public static long indexOf(@NonNull String text, @NonNull String part) {
        return byteIndex(text, text.indexOf(part));
    }

    /** Position in bytes of the last occurrence, -1 when there is none. */
    public static long lastIndexOf(@NonNull String text, @NonNull String part) {
        return byteIndex(text, text.lastIndexOf(part));
    }

    private static long byteIndex(String text, int index) {
        return index < 0 ? -1 : byteLength(text.substring(0, index));
    }

    @NonNull
    public static String upper(@NonNull String text) {
        return text.codePoints()
                .map(Character::toUpperCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @NonNull
    public static String lower(@NonNull String text) {
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Unicode's white space, which is not Java's. */
    public static boolean isSpace(int c) {
        return c >= '\t' && c <= '\r' || c == ' ' || c == 0x85 || c == 0xA0 || c > 0xFF && Character.isSpaceChar(c);
    }

    /** Without white space at both ends. */
    @NonNull
    public static String trim(@NonNull String text) {
        return trim(text, Texts::isSpace);
    }

    /** Without the characters of {@code cutset} at both ends. */
    @NonNull
    public static String trim(@NonNull String text, @NonNull String cutset) {
        return trim(text, c -> cutset.indexOf(c) >= 0);
    }

    private static String trim(String text, java.util.function.IntPredicate cut) {
        int from = 0;
        int to = text.length();
        while (from < to && cut.test(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (to > from && cut.test(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    /**
     * The parts between separators, or the single characters when the separator is empty.
     *
     * @param limit at most so many parts, the last being the rest; negative for all, 0 for a nil list
     * @param keep how many characters of the separator stay at the end of a part
     */
    @NonNull
    public static List<?> split(
            @NonNull String text, @NonNull String separator, long limit, int keep, @NonNull Evaluation evaluation) {
        if (limit == 0) {
            return Lists.NIL;
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (limit < 0 || parts.size() < limit - 1) {
            int end = separator.isEmpty()
                    ? start < text.length() ? text.offsetByCodePoints(start, 1) : -1
                    : text.indexOf(separator, start);
            if (end < 0 || separator.isEmpty() && end == text.length()) {
                break;
            }
            evaluation.steps(1);
            parts.add(text.substring(start, end + Math.min(keep, separator.length())));
            start = end + separator.length();
        }
        if (!separator.isEmpty() || start < text.length()) {
            parts.add(text.substring(start));
        }
        evaluation.text(text.length());
        return Lists.ofTexts(parts);
    }

    /** Replaces the first {@code limit} occurrences, all for a negative limit. An empty string occurs everywhere. */
    @NonNull
    public static String replace(
            @NonNull String text,
            @NonNull String old,
            @NonNull String replacement,
            long limit,
            @NonNull Evaluation evaluation) {
        StringBuilder result = new StringBuilder();
        int start = 0;
        int found = 0;
        for (long count = 0; limit < 0 || count < limit; count++) {
            if (old.isEmpty() && count > 0) {
                found = found < text.length() ? text.offsetByCodePoints(found, 1) : -1;
            } else {
                found = text.indexOf(old, start);
            }
            if (found < 0) {
                break;
            }
            evaluation.text((long) found - start + replacement.length());
            result.append(text, start, found).append(replacement);
            start = found + old.length();
        }
        evaluation.text((long) text.length() - start);
        return result.append(text, start, text.length()).toString();
    }
}
