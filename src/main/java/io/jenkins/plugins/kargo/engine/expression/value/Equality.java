package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * When values are equal. Integers and floats compare as numbers, also as elements of lists; inside maps everything has
 * to be of the same type too, as Go compares maps by reflect.DeepEqual. NaN equals nothing.
 */
public final class Equality {
    private static final int MAX_HASH_DEPTH = 3;

    private Equality() {}

    /** The operator {@code ==}. Comparing a secret with nil does not open it. */
    public static boolean equal(@CheckForNull Object left, @CheckForNull Object right, @NonNull Evaluation evaluation) {
        if (left instanceof Tainted && Lists.isNil(right) || right instanceof Tainted && Lists.isNil(left)) {
            return false;
        }
        return equal(evaluation.open(left), evaluation.open(right), evaluation, 0);
    }

    private static boolean equal(Object left, Object right, Evaluation evaluation, int depth) {
        if (left instanceof Number a && right instanceof Number b) {
            return numbers(a, b);
        } else if (Lists.isSlice(left) && Lists.isSlice(right)) {
            return lists(Lists.view(left), Lists.view(right), evaluation, depth);
        } else if (left instanceof ZonedDateTime a && right instanceof ZonedDateTime b) {
            return a.toInstant().equals(b.toInstant());
        } else if (Lists.isNil(left) && Lists.isNil(right)) {
            return true;
        }
        return deep(left, right, evaluation, depth);
    }

    static boolean numbers(Number left, Number right) {
        return Numbers.isInteger(left) && Numbers.isInteger(right)
                ? left.longValue() == right.longValue()
                : left.doubleValue() == right.doubleValue();
    }

    private static boolean lists(List<?> left, List<?> right, Evaluation evaluation, int depth) {
        TypedList.Elements a = Lists.elementsOf(left);
        TypedList.Elements b = Lists.elementsOf(right);
        boolean comparable = a == TypedList.Elements.PAIRS || b == TypedList.Elements.PAIRS
                ? a == b
                : a == b || a == TypedList.Elements.ANY || b == TypedList.Elements.ANY;
        if (!comparable || left.size() != right.size()) {
            return false;
        }
        enter(evaluation, left.size(), depth);
        for (int i = 0; i < left.size(); i++) {
            Object x = evaluation.open(left.get(i));
            Object y = evaluation.open(right.get(i));
            if (!equal(x, y, evaluation, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean deep(Object left, Object right, Evaluation evaluation, int depth) {
        if (left instanceof Number a && right instanceof Number b) {
            return TypeNames.of(a).equals(TypeNames.of(b)) && numbers(a, b);
        } else if (left instanceof byte[] a && right instanceof byte[] b) {
            return Arrays.equals(a, b);
        } else if (left instanceof Duration a && right instanceof Duration b) {
            return a.equals(b);
        } else if (left instanceof List<?> a && right instanceof List<?> b) {
            return Lists.elementsOf(a) == Lists.elementsOf(b)
                    && (a == Lists.NIL) == (b == Lists.NIL)
                    && a.size() == b.size()
                    && deepElements(a, b, evaluation, depth);
        } else if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return left.getClass().equals(AnyKeyMap.class) == right.getClass().equals(AnyKeyMap.class)
                    && left.getClass().equals(TextMap.class) == right.getClass().equals(TextMap.class)
                    && a.size() == b.size()
                    && deepEntries(a, b, evaluation, depth);
        } else if (left instanceof StructValue a && right instanceof StructValue b) {
            return a.type().name().equals(b.type().name())
                    && Objects.equals(a.behind(), b.behind())
                    && deepElements(a.values(), b.values(), evaluation, depth);
        }
        return Objects.equals(left, right);
    }

    private static boolean deepElements(List<?> left, List<?> right, Evaluation evaluation, int depth) {
        enter(evaluation, left.size(), depth);
        for (int i = 0; i < left.size(); i++) {
            if (!deep(evaluation.open(left.get(i)), evaluation.open(right.get(i)), evaluation, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean deepEntries(Map<?, ?> left, Map<?, ?> right, Evaluation evaluation, int depth) {
        enter(evaluation, left.size(), depth);
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            if (!right.containsKey(entry.getKey())
                    || !deep(
                            evaluation.open(entry.getValue()),
                            evaluation.open(right.get(entry.getKey())),
                            evaluation,
                            depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static void enter(Evaluation evaluation, int size, int depth) {
        evaluation.steps(size);
        if (depth > evaluation.limits().depth()) {
            throw new ValueException(
                    "values nested deeper than " + evaluation.limits().depth() + " cannot be compared");
        }
    }

    /** A hash that equal values share, so that duplicates are found without comparing everything with everything. */
    static int hash(@CheckForNull Object value, int depth) {
        if (value instanceof Number number) {
            // + 0.0 makes -0.0 and 0.0 one
            return Double.hashCode(number.doubleValue() + 0.0);
        } else if (value instanceof ZonedDateTime time) {
            return time.toInstant().hashCode();
        } else if (value instanceof String || value instanceof Boolean || value instanceof Duration) {
            return value.hashCode();
        }
        if (value instanceof Map<?, ?> map && depth <= MAX_HASH_DEPTH) {
            int hash = map.size();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                hash += 31 * hash(entry.getKey(), depth + 1) ^ hash(entry.getValue(), depth + 1);
            }
            return hash;
        }
        List<?> list = Lists.view(value);
        if (list == null || list.isEmpty() || depth > MAX_HASH_DEPTH) {
            return 0;
        }
        // a few elements tell lists apart; more would make hashing of shared nested lists expensive
        int hash = 31 * list.size() + hash(list.get(0), depth + 1);
        return 31 * hash + hash(list.get(list.size() - 1), depth + 1);
    }
}
