package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.common.GoText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** Writes single values as YAML, in the style of what stood there before as far as the value allows. */
final class YamlScalars {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Resolver RESOLVER = new Resolver();

    /** What Go's strconv.ParseFloat and ParseBool take. */
    private static final Pattern GO_NUMBER = Pattern.compile(
            "[+-]?(?:(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?"
                    + "|0x[0-9a-f_]*\\.?[0-9a-f_]*p[+-]?\\d+|inf(?:inity)?)|nan",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern GO_BOOL = Pattern.compile("1|t|T|TRUE|true|True|0|f|F|FALSE|false|False");

    /** What YAML 1.2 or other parsers take for something else than text, beyond what our resolver knows. */
    private static final Pattern OTHER_TYPE = Pattern.compile(
            "(?i)[+-]?0o?[0-7_]+|[+-]?0x[0-9a-f_]+|[+-]?0b[01_]+|y|n|yes|no|on|off|null|~|[+-]?\\.(?:inf|nan)"
                    + "|[+-]?[0-9][0-9_,]*(?:\\.[0-9_]*)?|[0-9]+(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?"
                    + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \\t].*)?");

    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\ufeff\\p{Cs}]|: |:$| #|^\\s|\\s$|^(?:---|\\.\\.\\.)");
    private static final Pattern UNSAFE_START = Pattern.compile("[,\\[\\]{}#&*!|>'\"%@`]|[-?:](?:[\\s,\\[\\]{}]|$)");
    private static final Pattern UNSAFE_IN_FLOW = Pattern.compile("[,\\[\\]{}]|^[:?]|:$");

    private YamlScalars() {}

    /**
     * @param value text, number, boolean, null, or a list or map, which is written in flow style
     * @param before style of what it replaces, PLAIN for nothing
     * @param flow whether it stands inside brackets or braces
     */
    @NonNull
    static String write(@CheckForNull Object value, @NonNull ScalarStyle before, boolean flow) {
        if (value instanceof Map || value instanceof List) {
            return flow(value);
        }
        if (value instanceof Verbatim verbatim) {
            return verbatim.text();
        }
        if (!(value instanceof String text)) {
            return GoText.plain(value);
        }
        if (before == ScalarStyle.SINGLE_QUOTED && isPrintable(text)) {
            return '\'' + text.replace("'", "''") + '\'';
        }
        if (before != ScalarStyle.DOUBLE_QUOTED && before != ScalarStyle.SINGLE_QUOTED && isPlain(text, flow)) {
            return text;
        }
        return doubleQuoted(text);
    }

    /** Kargo's QuoteIfNecessary, for commit messages: text that a YAML or JSON parser takes for something else is quoted. */
    @NonNull
    static String forMessage(@CheckForNull Object value) {
        if (value instanceof Map || value instanceof List) {
            return flow(value);
        }
        return value instanceof String text && goesForAnotherType(text) ? GoText.quoted(text) : GoText.plain(value);
    }

    /** Whether some parser takes the text, without quotes, for something else than text. */
    static boolean isReadDifferently(String text) {
        return goesForAnotherType(text) || OTHER_TYPE.matcher(text).matches();
    }

    static boolean goesForAnotherType(String text) {
        return GO_NUMBER.matcher(text).matches() || GO_BOOL.matcher(text).matches() || isJson(text);
    }

    private static boolean isJson(String text) {
        String stripped = text.strip();
        if (stripped.equals("null")) {
            return true;
        }
        if (stripped.isEmpty() || "{[\"".indexOf(stripped.charAt(0)) < 0) {
            return GO_NUMBER.matcher(stripped).matches()
                    || GO_BOOL.matcher(stripped).matches();
        }
        try (var parser = JSON.createParser(stripped)) {
            JSON.readTree(parser);
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the text, written as it is, is read as that text by parsers of YAML 1.1 and 1.2. */
    private static boolean isPlain(String text, boolean flow) {
        return !text.isEmpty()
                && !UNSAFE.matcher(text).find()
                && !UNSAFE_START.matcher(text).lookingAt()
                && !(flow && UNSAFE_IN_FLOW.matcher(text).find())
                && !isReadDifferently(text)
                && RESOLVER.resolve(NodeId.scalar, text, true).equals(Tag.STR);
    }

    private static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(YamlScalars::needsEscape);
    }

    private static boolean needsEscape(int c) {
        return c < 0x20
                || (c >= 0x7f && c < 0xa0)
                || c == 0x2028
                || c == 0x2029
                || c == 0xfeff
                || (c >= 0xd800 && c <= 0xdfff)
                || (c & 0xfffe) == 0xfffe;
    }

    @NonNull
    static String doubleQuoted(@NonNull String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (needsEscape(c)) {
                        quoted.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08X" : "\\u%04X", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** Flow style that is JSON too. */
    private static String flow(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> doubleQuoted(String.valueOf(entry.getKey())) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlScalars::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? doubleQuoted(text) : write(value, ScalarStyle.PLAIN, true);
    }
}
