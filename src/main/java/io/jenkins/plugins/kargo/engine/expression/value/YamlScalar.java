package io.jenkins.plugins.kargo.engine.expression.value;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the Go library go-yaml writes a string: plain where that reads back as the same string, else in the quotes it
 * prefers. A port of its rules, so that {@code asYAML} gives the same text.
 */
final class YamlScalar {
    private static final Set<String> WORDS = Set.of(
            "", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE", ".nan", ".NaN", ".NAN",
            ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");
    /** YAML 1.1 took them for booleans. */
    private static final Set<String> OLD_BOOLEANS = Set.of("y", "yes", "on", "n", "no", "off");

    private static final Pattern INTEGER = Pattern.compile("[-+]?(?:\\d+|0[xX]\\p{XDigit}+|0[oO]?[0-7]+|0[bB][01]+)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:\\.\\d+|\\d+(?:\\.\\d*)?)(?:[eE][-+]?\\d+)?");
    private static final Pattern BASE_60 = Pattern.compile("[-+]?\\d[\\d_]*(?::[0-5]?\\d)+(?:\\.[\\d_]*)?");
    private static final Pattern TIMESTAMP = Pattern.compile(
            "\\d{4}-\\d{1,2}-\\d{1,2}(?:(?:[Tt]\\d{1,2}:\\d{1,2}:\\d{1,2}(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:\\d\\d))"
                    + "| +\\d{1,2}:\\d{1,2}:\\d{1,2}(?:[.,]\\d+)?)?");
    private static final String INDICATORS = "#,[]{}&*!|>'\"%@`";

    private final String text;
    private boolean indicators;
    private boolean special;
    private boolean tabs;
    private boolean breaks;
    private boolean breakThenSpace;
    private boolean spaceThenBreak;

    private YamlScalar(String text) {
        this.text = text;
        analyze();
    }

    /**
     * The string as one scalar.
     *
     * @param indent where the lines of a literal block start
     * @param outer where what the scalar belongs to starts
     * @param key whether it is a key, which stays on one line (go-yaml writes keys of several lines after {@code ?})
     */
    static String write(String text, int indent, int outer, boolean key) {
        YamlScalar scalar = new YamlScalar(text);
        boolean edges = scalar.hasBlankEdge();
        if (text.indexOf('\n') >= 0) {
            return key || scalar.special || scalar.spaceThenBreak || text.endsWith(" ")
                    ? doubleQuoted(text)
                    : literal(text, indent, outer);
        } else if (!isString(text)) {
            return doubleQuoted(text);
        } else if (scalar.special || scalar.tabs || scalar.spaceThenBreak || scalar.breakThenSpace) {
            return doubleQuoted(text);
        } else if (edges || scalar.breaks || scalar.indicators) {
            return "'" + text.replace("'", "''") + "'";
        }
        return text;
    }

    private boolean hasBlankEdge() {
        return !text.isEmpty()
                && (text.charAt(0) == ' '
                        || text.charAt(text.length() - 1) == ' '
                        || isBreak(text.charAt(0))
                        || isBreak(text.charAt(text.length() - 1)));
    }

    /** Whether YAML takes the plain text for a string and not for a number, boolean, null or time. */
    private static boolean isString(String text) {
        String plain = text.replace("_", "");
        boolean number = !text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0;
        return !WORDS.contains(text)
                && !(OLD_BOOLEANS.contains(text.toLowerCase(Locale.ROOT)) && isOneCase(text))
                && !(number
                        && (INTEGER.matcher(plain).matches()
                                || FLOAT.matcher(plain).matches() && FloatText.parse(plain) != null
                                || BASE_60.matcher(text).matches()
                                || TIMESTAMP.matcher(text).matches()));
    }

    /** {@code yes}, {@code Yes} and {@code YES}, but not {@code yEs}. */
    private static boolean isOneCase(String text) {
        String rest = text.substring(1);
        return rest.equals(rest.toLowerCase(Locale.ROOT)) || text.equals(text.toUpperCase(Locale.ROOT));
    }

    private void analyze() {
        indicators = text.startsWith("---") || text.startsWith("...");
        char previous = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blankFollows = i + 1 == text.length() || isBlank(text.charAt(i + 1));
            boolean first = i == 0;
            indicators |= first && INDICATORS.indexOf(c) >= 0
                    || first && (c == '-' || c == '?') && blankFollows
                    || c == ':' && blankFollows
                    || c == '#' && (isBlank(previous) || isBreak(previous));
            tabs |= c == '\t';
            special |= c != '\t' && !isPrintable(c);
            breaks |= isBreak(c);
            breakThenSpace |= c == ' ' && isBreak(previous) && !first;
            spaceThenBreak |= isBreak(c) && previous == ' ' && !first;
            previous = c;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    /**
     * go-yaml does not count characters outside the basic plane as printable. It does count Unicode's line and paragraph
     * separators, but other readers take those for line breaks, so they are escaped.
     */
    private static boolean isPrintable(char c) {
        return c == '\n'
                || c >= ' ' && c <= '~'
                || c >= 0xA0 && !Character.isSurrogate(c) && !isBreak(c) && c != 0xFEFF && c < 0xFFFE;
    }

    private static String literal(String text, int indent, int outer) {
        StringBuilder block = new StringBuilder("|");
        if (text.charAt(0) == ' ' || isBreak(text.charAt(0))) {
            // go-yaml always says 4, which is wrong inside lists: nobody could read that
            block.append(indent - outer);
        }
        if (!text.endsWith("\n")) {
            block.append('-');
        } else if (text.length() == 1 || isBreak(text.charAt(text.length() - 2))) {
            block.append('+');
        }
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            block.append('\n').append(line.isEmpty() ? "" : " ".repeat(indent)).append(line);
        }
        return block.toString();
    }

    private static String doubleQuoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> appendQuoted(quoted, c));
        return quoted.append('"').toString();
    }

    private static void appendQuoted(StringBuilder quoted, int c) {
        int escape = "\0\u0007\b\t\n\u000b\f\r\u001b\"\\\u0085\u2028\u2029".indexOf(c);
        if (escape >= 0) {
            quoted.append('\\').append("0abtnvfre\"\\NLP".charAt(escape));
        } else if (c < 0x10000 && isPrintable((char) c)) {
            quoted.appendCodePoint(c);
        } else {
            String format = c < 0x100 ? "\\x%02X" : c < 0x10000 ? "\\u%04X" : "\\U%08X";
            quoted.append(format.formatted(c));
        }
    }
}
