package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
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
        for (Object argument : arguments) {
            Object open = evaluation.open(argument);
            for (Object candidate : open instanceof Duration ? List.of(open) : numbers(open, name, evaluation)) {
                if (best == null || Arithmetic.compare(best, comparison, candidate)) {
                    best = candidate;
                }
            }
        }
        return best;
    }

    private static List<Object> numbers(Object argument, String name, Evaluation evaluation) {
        List<Object> values = new ArrayList<>();
        collect(Collections.singletonList(argument), name, values, evaluation, 0);
        for (Object value : values) {
            if (!(value instanceof Number)) {
                throw invalid(name, value);
            }
        }
        return values;
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

        /** What is in a list is added one by one; a list in a list is added up by itself first. */
        double of(List<?> arguments, Evaluation evaluation, int depth) {
            enter(arguments, evaluation, depth);
            double total = 0;
            for (Object tainted : arguments) {
                Object argument = evaluation.open(tainted);
                List<?> list = Lists.view(argument);
                evaluation.steps(list == null ? 1 : list.size());
                for (Object element : list == null ? Collections.singletonList(argument) : list) {
                    Object value = evaluation.open(element);
                    total += Lists.isList(value) ? of(List.of(value), evaluation, depth + 1) : number(value);
                }
            }
            return total;
        }

        private double number(Object value) {
            count++;
            return toFloat("mean", value);
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
        List<Object> values = new ArrayList<>();
        collect(arguments, "median", values, evaluation, 0);
        if (values.isEmpty()) {
            return 0;
        }
        List<Double> numbers = new ArrayList<>();
        values.forEach(value -> numbers.add(toFloat("median", value)));
        Collections.sort(numbers);
        int middle = numbers.size() / 2;
        return numbers.size() % 2 == 1 ? numbers.get(middle) : (numbers.get(middle - 1) + numbers.get(middle)) / 2;
    }

    /** Durations and months count as the numbers behind them. */
    private static double toFloat(String name, Object value) {
        if (value instanceof Duration duration) {
            return Durations.nanos(duration);
        } else if (value instanceof NamedNumber named) {
            return named.number();
        } else if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw invalid(name, value);
    }

    /** The values in lists, however nested. */
    private static void collect(List<?> values, String name, List<Object> flat, Evaluation evaluation, int depth) {
        enter(values, evaluation, depth);
        for (Object tainted : values) {
            Object value = evaluation.open(tainted);
            List<?> nested = Lists.view(value);
            if (nested != null) {
                collect(nested, name, flat, evaluation, depth + 1);
            } else {
                flat.add(value);
            }
        }
    }
}
