package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the list functions of the language do. Lists given are never changed. */
public final class ListFunctions {
    private ListFunctions() {}

    @NonNull
    public static List<Object> reverse(@NonNull List<?> list, @NonNull Evaluation evaluation) {
        evaluation.elements(list.size());
        List<Object> reversed = new ArrayList<>(list.size());
        for (int i = list.size() - 1; i >= 0; i--) {
            reversed.add(list.get(i));
        }
        return reversed;
    }

    /** The first of each group of equal elements, found by hash and then by {@code ==}. */
    @NonNull
    public static List<Object> unique(@NonNull List<?> list, @NonNull Evaluation evaluation) {
        Map<Integer, List<Object>> byHash = new HashMap<>();
        List<Object> unique = new ArrayList<>();
        for (Object element : list) {
            Object open = evaluation.open(element);
            List<Object> candidates = byHash.computeIfAbsent(Equality.hash(open, 0), h -> new ArrayList<>(1));
            evaluation.steps(1L + candidates.size());
            if (candidates.stream().noneMatch(c -> Equality.equal(open, c, evaluation))) {
                candidates.add(open);
                unique.add(element);
            }
        }
        return unique;
    }

    /** Nil when there are no elements at all, as in Go. */
    @NonNull
    public static List<Object> concat(@NonNull List<? extends List<?>> lists, @NonNull Evaluation evaluation) {
        List<Object> all = new ArrayList<>();
        for (List<?> list : lists) {
            evaluation.elements(list.size());
            all.addAll(list);
        }
        return all.isEmpty() ? Lists.NIL : all;
    }

    @NonNull
    public static List<Object> flatten(@NonNull List<?> list, @NonNull Evaluation evaluation) {
        List<Object> flat = new ArrayList<>();
        flatten(list, flat, evaluation, 0);
        return flat;
    }

    private static void flatten(List<?> list, List<Object> flat, Evaluation evaluation, int depth) {
        evaluation.steps(list.size());
        if (depth > evaluation.limits().depth()) {
            throw new ValueException("recursion depth exceeded");
        }
        for (Object element : list) {
            List<?> nested = Lists.view(element);
            if (nested != null) {
                flatten(nested, flat, evaluation, depth + 1);
            } else {
                evaluation.elements(1);
                flat.add(element);
            }
        }
    }

    @NonNull
    public static List<Object> sort(@NonNull List<?> list, boolean descending, @NonNull Evaluation evaluation) {
        return sortBy(list, list, descending, evaluation);
    }

    /** The elements in the order of their keys. */
    @NonNull
    public static List<Object> sortBy(
            @NonNull List<?> list, @NonNull List<?> keys, boolean descending, @NonNull Evaluation evaluation) {
        evaluation.elements(list.size());
        List<Object> open = new ArrayList<>(keys.size());
        keys.forEach(key -> open.add(evaluation.open(key)));
        List<Integer> order = Sorting.sort(
                IntStream.range(0, list.size()).boxed().toList(),
                (a, b) -> descending
                        ? Arithmetic.isLess(open.get(b), open.get(a))
                        : Arithmetic.isLess(open.get(a), open.get(b)),
                evaluation);
        List<Object> sorted = new ArrayList<>(list.size());
        order.forEach(i -> sorted.add(list.get(i)));
        return sorted;
    }
}
