package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints values as Go's {@code %v}: {@code [1 2]}, {@code map[a:1]}, {@code <nil>}. The function {@code string}. */
public final class Printer {
    private final Evaluation evaluation;
    private final StringBuilder text = new StringBuilder();

    private Printer(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    @NonNull
    public static String print(@CheckForNull Object value, @NonNull Evaluation evaluation) {
        Printer printer = new Printer(evaluation);
        printer.write(value, 0);
        return printer.text.toString();
    }

    private void write(Object tainted, int depth) {
        Object value = evaluation.open(tainted);
        evaluation.steps(1);
        if (depth > evaluation.limits().depth()) {
            throw new ValueException(
                    "values nested deeper than " + evaluation.limits().depth() + " cannot be printed");
        }
        List<?> list = Lists.view(value);
        if (list != null) {
            writeAll("[", list, "]", depth);
        } else if (value instanceof Map<?, ?> map) {
            write(map, depth);
        } else if (value instanceof StructValue struct
                && !struct.type().fields().isEmpty()) {
            writeAll("{", struct.values(), "}", depth);
        } else {
            append(scalar(value));
        }
    }

    private void append(String part) {
        evaluation.text(part.length());
        text.append(part);
    }

    private void writeAll(String open, List<?> values, String close, int depth) {
        append(open);
        String separator = "";
        for (Object value : values) {
            append(separator);
            write(value, depth + 1);
            separator = " ";
        }
        append(close);
    }

    private void write(Map<?, ?> map, int depth) {
        List<Object> keys = new ArrayList<>(map.keySet());
        keys.sort(Printer::compareKeys);
        append("map[");
        String separator = "";
        for (Object key : keys) {
            append(separator);
            write(key, depth + 1);
            append(":");
            write(map.get(key), depth + 1);
            separator = " ";
        }
        append("]");
    }

    /** Keys of one type by value; those of different types in some fixed order. */
    private static int compareKeys(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return Texts.compare(a, b);
        } else if (Numbers.isInteger(left) && Numbers.isInteger(right)) {
            return Long.compare(((Number) left).longValue(), ((Number) right).longValue());
        } else if (Numbers.isFloat(left) && Numbers.isFloat(right)) {
            return Double.compare(((Number) left).doubleValue(), ((Number) right).doubleValue());
        } else if (left instanceof Boolean a && right instanceof Boolean b) {
            return Boolean.compare(a, b);
        }
        return rank(left).compareTo(rank(right));
    }

    private static String rank(Object key) {
        return key == null ? "" : TypeNames.of(key);
    }

    static String scalar(Object value) {
        if (value == null) {
            return "<nil>";
        } else if (Numbers.isFloat(value)) {
            return FloatText.print(((Number) value).doubleValue());
        } else if (value instanceof ZonedDateTime time) {
            return Times.print(time);
        } else if (value instanceof Duration duration) {
            return Durations.print(duration);
        } else if (value instanceof ZoneId zone) {
            return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
        } else if (value instanceof Method.Bound bound) {
            return bound.method().name() + "()";
        } else if (value instanceof StructValue struct) {
            return struct.text();
        }
        return value.toString();
    }
}
