package io.jenkins.plugins.kargo.engine.expression.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns results of expressions into values of java.util and java.lang; what is plain already stays the same object. */
final class Plain {
    private Plain() {}

    static Object of(Object value, Evaluation evaluation, int depth) {
        if (depth > evaluation.limits().depth()) {
            throw new ValueException(
                    "the result is nested deeper than " + evaluation.limits().depth());
        } else if (value instanceof Number number) {
            return Numbers.plain(number);
        } else if (value instanceof NamedNumber number) {
            return number.number();
        } else if (value instanceof List<?> list) {
            return list(list, evaluation, depth);
        } else if (value instanceof Map<?, ?> map && !(map instanceof TextMap)) {
            return map(map, evaluation, depth);
        } else if (value instanceof Method.Bound) {
            throw new ValueException("the result is a method: call it with ()");
        }
        return value instanceof TextMap map ? Collections.unmodifiableMap(new LinkedHashMap<>(map)) : value;
    }

    private static List<?> list(List<?> list, Evaluation evaluation, int depth) {
        evaluation.steps(list.size());
        boolean changed = list instanceof TypedList;
        List<Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
            Object plain = of(element, evaluation, depth + 1);
            changed |= plain != element;
            copy.add(plain);
        }
        return changed ? Collections.unmodifiableList(copy) : list;
    }

    private static Map<?, ?> map(Map<?, ?> map, Evaluation evaluation, int depth) {
        evaluation.steps(map.size());
        boolean changed = map instanceof AnyKeyMap;
        Map<Object, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object key = of(entry.getKey(), evaluation, depth + 1);
            Object plain = of(entry.getValue(), evaluation, depth + 1);
            changed |= plain != entry.getValue();
            copy.put(key, plain);
        }
        return changed ? Collections.unmodifiableMap(copy) : map;
    }
}
