package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.ZonedDateTime;

/** The operators on numbers, strings, times and durations. Operands are open (see {@link Evaluation#open}). */
public final class Arithmetic {
    private Arithmetic() {}

    private static ValueException mismatch(Object left, String operator, Object right) {
        return new ValueException(
                "invalid operation: %s %s %s".formatted(TypeNames.of(left), operator, TypeNames.of(right)));
    }

    @NonNull
    public static Object add(@CheckForNull Object left, @CheckForNull Object right, @NonNull Evaluation evaluation) {
        if (left instanceof Number a && right instanceof Number b) {
            return areIntegers(a, b)
                    ? (Object) (a.longValue() + b.longValue())
                    : (Object) (a.doubleValue() + b.doubleValue());
        } else if (left instanceof String a && right instanceof String b) {
            evaluation.text((long) a.length() + b.length());
            return a.concat(b);
        } else if (left instanceof ZonedDateTime a && right instanceof Duration b) {
            return Times.plus(a, b);
        } else if (left instanceof Duration a && right instanceof ZonedDateTime b) {
            return Times.plus(b, a);
        } else if (left instanceof Duration a && right instanceof Duration b) {
            return Duration.ofNanos(Durations.nanos(a) + Durations.nanos(b));
        }
        throw mismatch(left, "+", right);
    }

    @NonNull
    public static Object subtract(@CheckForNull Object left, @CheckForNull Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return areIntegers(a, b)
                    ? (Object) (a.longValue() - b.longValue())
                    : (Object) (a.doubleValue() - b.doubleValue());
        } else if (left instanceof ZonedDateTime a && right instanceof ZonedDateTime b) {
            return Times.between(b, a);
        } else if (left instanceof ZonedDateTime a && right instanceof Duration b) {
            return Times.plus(a, Duration.ofNanos(-Durations.nanos(b)));
        } else if (left instanceof Duration a && right instanceof Duration b) {
            return Duration.ofNanos(Durations.nanos(a) - Durations.nanos(b));
        }
        throw mismatch(left, "-", right);
    }

    /** A duration times an integer is a duration, times a float it is a number of nanoseconds, as in Go. */
    @NonNull
    public static Object multiply(@CheckForNull Object left, @CheckForNull Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return areIntegers(a, b)
                    ? (Object) (a.longValue() * b.longValue())
                    : (Object) (a.doubleValue() * b.doubleValue());
        } else if (isNumberOrDuration(left) && isNumberOrDuration(right)) {
            return Numbers.isFloat(left) || Numbers.isFloat(right)
                    ? (Object) (nanos(left).doubleValue() * nanos(right).doubleValue())
                    : Duration.ofNanos(nanos(left).longValue() * nanos(right).longValue());
        }
        throw mismatch(left, "*", right);
    }

    private static boolean isNumberOrDuration(Object value) {
        return value instanceof Number || value instanceof Duration;
    }

    private static Number nanos(Object value) {
        return value instanceof Duration duration ? (Number) Durations.nanos(duration) : (Number) value;
    }

    @NonNull
    public static Object divide(@CheckForNull Object left, @CheckForNull Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return a.doubleValue() / b.doubleValue();
        }
        throw mismatch(left, "/", right);
    }

    @NonNull
    public static Object modulo(@CheckForNull Object left, @CheckForNull Object right) {
        if (left instanceof Number a && right instanceof Number b && areIntegers(a, b)) {
            if (b.longValue() == 0) {
                throw new ValueException("integer divide by zero");
            }
            return a.longValue() % b.longValue();
        }
        throw mismatch(left, "%", right);
    }

    @NonNull
    public static Object power(@CheckForNull Object left, @CheckForNull Object right) {
        return Power.of(Numbers.toFloat(left), Numbers.toFloat(right));
    }

    @NonNull
    public static Object negate(@CheckForNull Object value) {
        if (value instanceof Unsigned8 number) {
            return Unsigned8.of(-number.intValue());
        } else if (Numbers.isInteger(value)) {
            return -((Number) value).longValue();
        } else if (value instanceof Number number) {
            return -number.doubleValue();
        }
        throw new ValueException("invalid operation: - " + TypeNames.of(value));
    }

    /** Compares by {@code <}, {@code <=}, {@code >} or {@code >=}. Comparisons with NaN are false. */
    public static boolean compare(@CheckForNull Object left, @NonNull String operator, @CheckForNull Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return areIntegers(a, b)
                    ? holds(Long.compare(a.longValue(), b.longValue()), operator)
                    : floats(a.doubleValue(), operator, b.doubleValue());
        } else if (left instanceof String a && right instanceof String b) {
            return holds(Texts.compare(a, b), operator);
        } else if (left instanceof ZonedDateTime a && right instanceof ZonedDateTime b) {
            return holds(a.toInstant().compareTo(b.toInstant()), operator);
        } else if (left instanceof Duration a && right instanceof Duration b) {
            return holds(a.compareTo(b), operator);
        }
        throw mismatch(left, operator, right);
    }

    /** The order of {@code sort}: whether left comes first. */
    public static boolean isLess(@CheckForNull Object left, @CheckForNull Object right) {
        return compare(left, "<", right);
    }

    private static boolean floats(double left, String operator, double right) {
        return !Double.isNaN(left) && !Double.isNaN(right) && holds(left < right ? -1 : left > right ? 1 : 0, operator);
    }

    private static boolean holds(int order, String operator) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean areIntegers(Number left, Number right) {
        return Numbers.isInteger(left) && Numbers.isInteger(right);
    }
}
