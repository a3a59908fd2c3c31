package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON as Go's encoding/json does: keys sorted, {@code < > &} escaped, bytes as base64, times by RFC 3339,
 * durations in nanoseconds.
 */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final Evaluation evaluation;
    private final String indent;
    private final StringBuilder text = new StringBuilder();

    private JsonWriter(Evaluation evaluation, String indent) {
        this.evaluation = evaluation;
        this.indent = indent;
    }

    /** On one line. @throws ValueException for values that JSON has not, such as NaN and maps with keys of any type */
    @NonNull
    public static String compact(@CheckForNull Object value, @NonNull Evaluation evaluation) {
        return new JsonWriter(evaluation, "").writeAll(value);
    }

    /** On many lines, indented by two. */
    @NonNull
    public static String indented(@CheckForNull Object value, @NonNull Evaluation evaluation) {
        return new JsonWriter(evaluation, "  ").writeAll(value);
    }

    private String writeAll(Object value) {
        write(value, 0);
        return text.toString();
    }

    private void write(Object tainted, int depth) {
        Object value = evaluation.open(tainted);
        evaluation.steps(1);
        if (depth > evaluation.limits().depth()) {
            throw new ValueException(
                    "values nested deeper than " + evaluation.limits().depth() + " cannot become JSON");
        }
        if (value instanceof Map<?, ?> map) {
            writeMap(sorted(map), depth);
        } else if (value instanceof StructValue struct
                && !struct.type().fields().isEmpty()) {
            writeMap(fields(struct), depth);
        } else if (value instanceof List<?> list && !Lists.isNil(list)) {
            writeList(list, depth);
        } else {
            append(scalar(value));
        }
    }

    private void append(String part) {
        evaluation.text(part.length());
        text.append(part);
    }

    private static Map<String, Object> sorted(Map<?, ?> map) {
        if (map instanceof AnyKeyMap) {
            throw new ValueException(
                    "JSON has no map whose keys are no strings (groupBy and fromPairs make such maps)");
        }
        List<String> keys = new ArrayList<>(map.size());
        for (Object key : map.keySet()) {
            keys.add(String.valueOf(key));
        }
        keys.sort(Texts::compare);
        Map<String, Object> sorted = new LinkedHashMap<>();
        keys.forEach(key -> sorted.put(key, map.get(key)));
        return sorted;
    }

    private static Map<String, Object> fields(StructValue struct) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (StructType.Field field : struct.type().fields()) {
            Object value = struct.get(field.name());
            if (!field.omitEmpty() || !isEmpty(value)) {
                fields.put(field.json(), value);
            }
        }
        return fields;
    }

    private static boolean isEmpty(Object value) {
        return value == null
                || value.equals("")
                || value.equals(0L)
                || value.equals(false)
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof List<?> list && list.isEmpty();
    }

    private void writeMap(Map<String, Object> entries, int depth) {
        append("{");
        String separator = "";
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            append(separator);
            newLine(depth + 1);
            append(quote(entry.getKey()));
            append(indent.isEmpty() ? ":" : ": ");
            write(entry.getValue(), depth + 1);
            separator = ",";
        }
        if (!entries.isEmpty()) {
            newLine(depth);
        }
        append("}");
    }

    private void writeList(List<?> list, int depth) {
        append("[");
        String separator = "";
        for (Object element : list) {
            append(separator);
            newLine(depth + 1);
            write(element, depth + 1);
            separator = ",";
        }
        if (!list.isEmpty()) {
            newLine(depth);
        }
        append("]");
    }

    private void newLine(int depth) {
        if (!indent.isEmpty()) {
            append("\n" + indent.repeat(depth));
        }
    }

    private static String scalar(Object value) {
        if (Lists.isNil(value)) {
            return "null";
        } else if (value instanceof String text) {
            return quote(text);
        } else if (Numbers.isFloat(value)) {
            return FloatText.json(((Number) value).doubleValue());
        } else if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof byte[] bytes) {
            return quote(Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof ZonedDateTime time) {
            return time(time);
        } else if (value instanceof Duration duration) {
            return Long.toString(Durations.nanos(duration));
        } else if (value instanceof NamedNumber number) {
            return Long.toString(number.number());
        } else if (value instanceof ZoneId) {
            return "{}";
        } else if (value instanceof StructValue struct) {
            return quote(struct.text());
        }
        throw new ValueException("JSON has no " + TypeNames.of(value));
    }

    private static String time(ZonedDateTime time) {
        if (time.getYear() < 0 || time.getYear() > 9999) {
            throw new ValueException("JSON has no time whose year is not between 0 and 9999");
        }
        return quote(Times.rfc3339(time));
    }

    /** The text as a JSON string. */
    @NonNull
    public static String quote(@NonNull String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') {
                escape(quoted, c);
            } else if (c == '\u2028' || c == '\u2029') {
                quoted.append(c == '\u2028' ? "\\u2028" : "\\u2029");
            } else if (Character.isSurrogate(c)) {
                int character = text.codePointAt(i);
                if (Character.isSupplementaryCodePoint(character)) {
                    quoted.appendCodePoint(character);
                    i++;
                } else {
                    quoted.append("\\ufffd");
                }
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static void escape(StringBuilder quoted, char c) {
        switch (c) {
            case '"', '\\' -> quoted.append('\\').append(c);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case '\b' -> quoted.append("\\b");
            case '\f' -> quoted.append("\\f");
            default -> quoted.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
        }
    }
}
