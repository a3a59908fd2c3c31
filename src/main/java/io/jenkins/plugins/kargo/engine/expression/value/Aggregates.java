package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** max, min, mean and median over numbers and lists of numbers, however nested. */
public final class Aggregates {
    private Aggregates() {}

    /**
     * The greatest or least number: a later one replaces an earlier one when {@code earlier comparison later}. A single
     * argument that is no list is returned as it is, nothing yields nil.
     */
    @CheckForNull
    public static Object most(
            @NonNull List<Object> arguments,
            @NonNull String name,
            @NonNull String comparison,
            @NonNull Evaluation evaluation) {
        if (arguments.size() == 1) {
            Object only = evaluation.open(arguments.get(0));
            if (!(only instanceof Number) && !Lists.isList(only)) {
                return only;
            }
        }
        Object best = null;
        for (Object number : numbers(arguments, name, evaluation)) {
            if (best == null || Arithmetic.compare(best, comparison, number)) {
                best = number;
            }
        }
        return best;
    }

    /** 0 for no numbers. */
    public static double mean(@NonNull List<Object> arguments, @NonNull Evaluation evaluation) {
        Sum sum = new Sum();
        double total = sum.of(arguments, evaluation, 0);
        return sum.count == 0 ? 0 : total / sum.count;
    }

    /** Adds up list by list, because the order of adding floats shows in the last digit. */
    private static final class Sum {
        private int count;

        double of(List<?> values, Evaluation evaluation, int depth) {
            enter(values, evaluation, depth);
            double total = 0;
            for (Object tainted : values) {
                Object value = evaluation.open(tainted);
                List<?> nested = Lists.view(value);
                if (nested != null) {
                    total += of(nested, evaluation, depth + 1);
                } else if (value instanceof Number number) {
                    total += number.doubleValue();
                    count++;
                } else {
                    throw invalid("mean", value);
                }
            }
            return total;
        }
    }

    private static void enter(List<?> values, Evaluation evaluation, int depth) {
        evaluation.steps(values.size());
        if (depth > evaluation.limits().depth()) {
            throw new ValueException("recursion depth exceeded");
        }
    }

    private static ValueException invalid(String name, Object value) {
        return new ValueException("invalid argument for " + name + " (type " + TypeNames.of(value) + ")");
    }

    /** 0 for no numbers. */
    public static double median(@NonNull List<Object> arguments, @NonNull Evaluation evaluation) {
        List<Double> numbers = new ArrayList<>();
        numbers(arguments, "median", evaluation).forEach(n -> numbers.add(n.doubleValue()));
        if (numbers.isEmpty()) {
            return 0;
        }
        Collections.sort(numbers);
        int middle = numbers.size() / 2;
        return numbers.size() % 2 == 1 ? numbers.get(middle) : (numbers.get(middle - 1) + numbers.get(middle)) / 2;
    }

    private static List<Number> numbers(List<Object> arguments, String name, Evaluation evaluation) {
        List<Number> numbers = new ArrayList<>();
        collect(arguments, name, numbers, evaluation, 0);
        return numbers;
    }

    private static void collect(List<?> values, String name, List<Number> numbers, Evaluation evaluation, int depth) {
        enter(values, evaluation, depth);
        for (Object tainted : values) {
            Object value = evaluation.open(tainted);
            List<?> nested = Lists.view(value);
            if (nested != null) {
                collect(nested, name, numbers, evaluation, depth + 1);
            } else if (value instanceof Number number) {
                numbers.add(number);
            } else {
                throw invalid(name, value);
            }
        }
    }
}
