package io.jenkins.plugins.kargo.engine.promotion.step.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.step.common.GoText;
import io.jenkins.plugins.kargo.engine.promotion.step.common.KeyPath;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON and sets values in its text, as tidwall/sjson does: everything else stays as it is. */
final class JsonValues {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonValues() {}

    /** @return plain values */
    @CheckForNull
    static Object read(@NonNull String text) throws IOException {
        try {
            return plain(JSON.readValue(text, Object.class));
        } catch (JsonProcessingException e) {
            throw new IOException(
                    e.getOriginalMessage() + " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    e);
        }
    }

    /** Whole numbers that are too large for a Long are floats, as all numbers are for Kargo. */
    private static Object plain(Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                copy.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
            }
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            for (Object item : list) {
                copy.add(plain(item));
            }
            return copy;
        }
        if (value instanceof Integer) {
            return ((Number) value).longValue();
        }
        if ((value instanceof Double || value instanceof BigInteger)
                && Double.isInfinite(((Number) value).doubleValue())) {
            throw new IOException("there is a number that is too large");
        }
        return value instanceof BigInteger large ? (Object) large.doubleValue() : value;
    }

    /** @param value text, number or boolean; @throws IOException for anything else, or a key that cannot be set */
    @NonNull
    static String set(@NonNull String text, @NonNull String key, @CheckForNull Object value) throws IOException {
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new IOException("value for key \"" + key + "\" is not a scalar type");
        }
        String written = value instanceof String ? JSON.writeValueAsString(value) : GoText.plain(value);
        KeyPath path = JsonKey.parse(key);
        if (text.isBlank()) {
            return nested(path, 0, written);
        }
        JsonSpan span;
        try {
            span = JsonSpan.parse(text);
        } catch (JsonProcessingException e) {
            throw new IOException("could not parse JSON: " + e.getMessage(), e);
        }
        return set(text, span, path, 0, written);
    }

    private static String set(String text, JsonSpan span, KeyPath path, int depth, String value) throws IOException {
        if (depth == path.parts().size()) {
            return replace(text, span.start(), span.end(), value);
        }
        String part = path.parts().get(depth);
        if (span.isObject()) {
            JsonSpan member = span.member(part);
            return member == null
                    ? add(text, span, JSON.writeValueAsString(part), nested(path, depth + 1, value))
                    : set(text, member, path, depth + 1, value);
        }
        if (!span.isArray()) {
            return replace(text, span.start(), span.end(), nested(path, depth, value));
        }
        if (Boolean.TRUE.equals(path.named().get(depth))) {
            throw notNumeric(part);
        }
        int index = index(part);
        if (index >= 0 && index < span.children().size()) {
            return set(text, span.children().get(index), path, depth + 1, value);
        }
        String edited = text;
        JsonSpan array = span;
        for (int i = span.children().size(); i < index; i++) {
            edited = add(edited, array, null, "null");
            array = refind(edited, path, depth);
        }
        return add(edited, array, null, nested(path, depth + 1, value));
    }

    /** The value at the first parts of the path, which is there. */
    private static JsonSpan refind(String text, KeyPath path, int depth) throws IOException {
        JsonSpan span = JsonSpan.parse(text);
        for (String part : path.parts().subList(0, depth)) {
            span = span.isObject() ? span.member(part) : span.children().get(index(part));
        }
        return span;
    }

    private static IOException notNumeric(String part) {
        return new IOException("cannot set array element for non-numeric key \"" + part + '"');
    }

    private static int index(String part) throws IOException {
        if (part.equals("-1")) {
            return -1;
        }
        if (!part.matches("\\d{1,6}")) {
            throw notNumeric(part);
        }
        return Integer.parseInt(part);
    }

    /** What is missing from a part on: digits make an array unless they are said to be a name. */
    private static String nested(KeyPath path, int depth, String value) throws IOException {
        String result = value;
        for (int i = path.parts().size() - 1; i >= depth; i--) {
            String part = path.parts().get(i);
            boolean array = !path.named().get(i) && (part.equals("-1") || part.matches("\\d{1,6}"));
            if (array) {
                result = '[' + "null,".repeat(Math.max(0, index(part))) + result + ']';
            } else {
                result = '{' + JSON.writeValueAsString(part) + ':' + result + '}';
            }
        }
        return result;
    }

    /** Adds a member or item at the end, on a line of its own where the others are. */
    private static String add(String text, JsonSpan container, @CheckForNull String name, String value) {
        List<JsonSpan> children = container.children();
        if (children.isEmpty()) {
            String member = name == null ? value : name + ':' + value;
            return replace(text, container.start() + 1, container.end() - 1, member);
        }
        JsonSpan last = children.get(children.size() - 1);
        int lineStart = text.lastIndexOf('\n', last.start()) + 1;
        String line = text.substring(lineStart, last.start());
        int indent = line.length() - line.stripLeading().length();
        boolean ownLine = lineStart > container.start();
        String between = ownLine ? ",\n" + line.substring(0, indent) : ",";
        String member = name == null ? value : name + (ownLine ? ": " : ":") + value;
        return replace(text, last.end(), last.end(), between + member);
    }

    private static String replace(String text, int start, int end, String replacement) {
        return text.substring(0, start) + replacement + text.substring(end);
    }
}
