package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes YAML as go-yaml does: block style, indented by four, keys in an order that counts digits as numbers. */
public final class YamlWriter {
    static final int INDENT = 4;

    private final Evaluation evaluation;
    private final StringBuilder text = new StringBuilder();

    private YamlWriter(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** One document with a line break at its end. */
    @NonNull
    public static String write(@CheckForNull Object value, @NonNull Evaluation evaluation) {
        YamlWriter writer = new YamlWriter(evaluation);
        writer.node(value, 0, 0, 0);
        writer.append("\n");
        return writer.text.toString();
    }

    private void append(String part) {
        evaluation.text(part.length());
        text.append(part);
    }

    /** @param outer where the list or map around it starts */
    private void node(Object tainted, int indent, int outer, int depth) {
        Object value = evaluation.open(tainted);
        evaluation.steps(1);
        if (depth > evaluation.limits().depth()) {
            throw new ValueException(
                    "values nested deeper than " + evaluation.limits().depth() + " cannot become YAML");
        }
        List<?> list = Lists.view(value);
        Map<?, ?> map = mapOf(value);
        if (list != null && !list.isEmpty()) {
            sequence(list, indent, depth);
        } else if (map != null && !map.isEmpty()) {
            List<Object> keys = new ArrayList<>(map.keySet());
            mapping(map, value instanceof Map ? Sorting.sort(keys, YamlKeys::isLess, evaluation) : keys, indent, depth);
        } else if (list != null) {
            append("[]");
        } else {
            append(map != null ? "{}" : scalar(value, depth == 0 ? INDENT : indent, outer, false));
        }
    }

    @CheckForNull
    private static Map<?, ?> mapOf(Object value) {
        if (!(value instanceof StructValue struct) || struct.type().fields().isEmpty()) {
            return value instanceof Map<?, ?> map ? map : null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        struct.type().fields().forEach(f -> fields.put(f.name().toLowerCase(Locale.ROOT), struct.get(f.name())));
        return fields;
    }

    private boolean isBlock(Object tainted) {
        Object value = evaluation.open(tainted);
        List<?> list = Lists.view(value);
        Map<?, ?> map = mapOf(value);
        return list != null && !list.isEmpty() || map != null && !map.isEmpty();
    }

    private void sequence(List<?> list, int indent, int depth) {
        String separator = "";
        for (Object element : list) {
            append(separator + "- ");
            node(element, indent + 2, indent, depth + 1);
            separator = "\n" + " ".repeat(indent);
        }
    }

    private void mapping(Map<?, ?> map, List<?> keys, int indent, int depth) {
        // everything but the inside of a sequence item starts at a multiple of the indent
        int inner = INDENT * ((indent + INDENT) / INDENT);
        String separator = "";
        for (Object key : keys) {
            append(separator + scalar(key, inner, indent, true) + ":");
            Object value = map.get(key);
            append(isBlock(value) ? "\n" + " ".repeat(inner) : " ");
            node(value, inner, indent, depth + 1);
            separator = "\n" + " ".repeat(indent);
        }
    }

    private static String scalar(Object value, int indent, int outer, boolean key) {
        if (Lists.isNil(value)) {
            return "null";
        } else if (value instanceof String string) {
            return YamlScalar.write(string, indent, outer, key);
        } else if (Numbers.isFloat(value)) {
            return number(((Number) value).doubleValue());
        } else if (value instanceof NamedNumber number) {
            return Long.toString(number.number());
        } else if (value instanceof ZonedDateTime time) {
            return Times.rfc3339(time);
        } else if (value instanceof Duration duration) {
            return YamlScalar.write(Durations.print(duration), indent, outer, key);
        } else if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof StructValue struct) {
            return YamlScalar.write(struct.text(), indent, outer, key);
        }
        throw new ValueException("YAML has no " + TypeNames.of(value));
    }

    private static String number(double number) {
        if (Double.isNaN(number)) {
            return ".nan";
        } else if (Double.isInfinite(number)) {
            return number > 0 ? ".inf" : "-.inf";
        }
        return FloatText.print(number);
    }
}
