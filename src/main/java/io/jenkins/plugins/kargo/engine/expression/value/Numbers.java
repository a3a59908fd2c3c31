package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** Numbers: integers have 64 bits and wrap around, floats are doubles, conversions cut as Go's do on amd64. */
public final class Numbers {
    private static final double TWO_TO_63 = 0x1p63;

    private Numbers() {}

    public static boolean isInteger(@CheckForNull Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Unsigned8
                || value instanceof Short
                || value instanceof Byte;
    }

    public static boolean isFloat(@CheckForNull Object value) {
        return value instanceof Number && !isInteger(value);
    }

    /** A number as an integer; floats are cut. @throws ValueException when it is no number */
    public static long toInteger(@CheckForNull Object value) {
        if (isInteger(value)) {
            return ((Number) value).longValue();
        } else if (value instanceof Number number) {
            return truncate(number.doubleValue());
        }
        throw new ValueException("invalid operation: int(" + TypeNames.of(value) + ")");
    }

    /** @throws ValueException when it is no number */
    public static double toFloat(@CheckForNull Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new ValueException("invalid operation: float(" + TypeNames.of(value) + ")");
    }

    /** What does not fit becomes the smallest integer, as on amd64. */
    static long truncate(double number) {
        return number >= -TWO_TO_63 && number < TWO_TO_63 ? (long) number : Long.MIN_VALUE;
    }

    /** The function {@code int}. */
    public static long parseInteger(@CheckForNull Object value) {
        if (value instanceof NamedNumber named) {
            return named.number();
        } else if (value instanceof java.time.Duration duration) {
            return Durations.nanos(duration);
        } else if (!(value instanceof String text)) {
            return toInteger(value);
        } else if (isDigits(text)) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new ValueException("invalid operation: int(" + text + "): it does not fit into 64 bits");
            }
        }
        throw new ValueException("invalid operation: int(" + ((String) value) + ")");
    }

    private static boolean isDigits(String text) {
        int start = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        return text.length() > start && text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
    }

    /** The function {@code float}. */
    public static double parseFloat(@CheckForNull Object value) {
        if (!(value instanceof String text)) {
            return toFloat(value);
        }
        Double number = FloatText.parse(text);
        if (number == null) {
            throw new ValueException("invalid operation: float(" + text + ")");
        }
        return number;
    }

    /** @throws ValueException when it is no number */
    @NonNull
    public static Object absolute(@CheckForNull Object value) {
        if (value instanceof Unsigned8) {
            return value;
        } else if (isInteger(value)) {
            return Math.abs(((Number) value).longValue());
        } else if (value instanceof Number number) {
            // -0.0 is not below zero and keeps its sign
            return number.doubleValue() < 0 ? -number.doubleValue() : number.doubleValue();
        }
        throw new ValueException("invalid argument for abs (type " + TypeNames.of(value) + ")");
    }

    /** Half away from zero. */
    public static double round(double number) {
        double truncated = number < 0 ? Math.ceil(number) : Math.floor(number);
        return Math.abs(number - truncated) >= 0.5 ? truncated + Math.copySign(1, number) : truncated;
    }

    /** A number that keeps its kind but is one of the classes that leave an expression. */
    @NonNull
    static Number plain(@NonNull Number number) {
        if (number instanceof Long || number instanceof Double) {
            return number;
        }
        return isInteger(number) ? (Number) number.longValue() : (Number) number.doubleValue();
    }
}
