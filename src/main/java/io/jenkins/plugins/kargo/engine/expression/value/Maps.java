package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes maps and takes them apart. Go's order is random; here it is that in which entries were added. */
public final class Maps {
    private Maps() {}

    @NonNull
    public static List<Object> keys(@NonNull Map<?, ?> map, @NonNull Evaluation evaluation) {
        evaluation.steps(map.size());
        return new ArrayList<>(map.keySet());
    }

    @NonNull
    public static List<Object> values(@NonNull Map<?, ?> map, @NonNull Evaluation evaluation) {
        evaluation.steps(map.size());
        return new ArrayList<>(map.values());
    }

    @NonNull
    public static List<?> toPairs(@NonNull Map<?, ?> map, @NonNull Evaluation evaluation) {
        evaluation.steps(map.size());
        List<Object> pairs = new ArrayList<>(map.size());
        map.forEach((key, value) -> pairs.add(Lists.pair(key, value)));
        return Lists.ofPairs(pairs);
    }

    /** @throws ValueException when an element is not a list of two */
    @NonNull
    public static Map<?, ?> fromPairs(@NonNull List<?> pairs, @NonNull Evaluation evaluation) {
        evaluation.steps(pairs.size());
        AnyKeyMap map = new AnyKeyMap(null);
        for (Object element : pairs) {
            List<?> pair = Lists.view(evaluation.open(element));
            if (pair == null) {
                throw new ValueException(
                        "invalid pair: fromPairs takes lists of key and value, got " + TypeNames.of(element));
            } else if (pair.size() != 2) {
                throw new ValueException("invalid pair length " + pair.size());
            }
            map.set(evaluation.open(pair.get(0)), pair.get(1));
        }
        return map;
    }

    /** A map literal. Of equal keys the first wins, as in expr-lang. @throws ValueException when a key is no string */
    @NonNull
    public static Map<String, Object> literal(
            @NonNull Object[] keys, @NonNull Object[] values, @NonNull Evaluation evaluation) {
        evaluation.elements(keys.length);
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keys.length; i++) {
            if (!(evaluation.open(keys[i]) instanceof String key)) {
                throw new ValueException("the key of a map must be a string, got " + TypeNames.of(keys[i]));
            }
            if (!map.containsKey(key)) {
                map.put(key, values[i]);
            }
        }
        return map;
    }

    /** Adds a value to its group. @throws ValueException when the key cannot be one */
    public static void addToGroup(
            @NonNull AnyKeyMap groups,
            @CheckForNull Object key,
            @CheckForNull Object value,
            @NonNull Evaluation evaluation) {
        Object open = evaluation.open(key);
        @SuppressWarnings("unchecked") // made here
        List<Object> group = (List<Object>) groups.get(open);
        if (group == null) {
            group = new ArrayList<>();
            groups.set(open, group);
        }
        group.add(value);
    }

    /** A map for groupBy: a group that does not exist is a nil list. */
    @NonNull
    public static AnyKeyMap groups() {
        return new AnyKeyMap(Lists.NIL);
    }
}
