package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * A stable merge sort that asks only whether one element is less than another. List.sort is not used because it throws
 * for orders that contradict themselves, as that of NaN does. Go's sort is not stable from 13 elements on: there the
 * order of equal elements may differ.
 */
final class Sorting {
    private Sorting() {}

    static <T> List<T> sort(@NonNull List<T> values, BiPredicate<T, T> isLess, Evaluation evaluation) {
        List<T> from = new ArrayList<>(values);
        List<T> to = new ArrayList<>(values);
        for (int width = 1; width < values.size(); width *= 2) {
            evaluation.steps(values.size());
            for (int start = 0; start < values.size(); start += 2 * width) {
                merge(from, to, start, Math.min(start + width, values.size()), start + 2 * width, isLess);
            }
            List<T> swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static <T> void merge(
            List<T> from, List<T> to, int start, int middle, int limit, BiPredicate<T, T> isLess) {
        int end = Math.min(limit, from.size());
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeRight = left == middle || right < end && isLess.test(from.get(right), from.get(left));
            to.set(i, from.get(takeRight ? right++ : left++));
        }
    }
}
