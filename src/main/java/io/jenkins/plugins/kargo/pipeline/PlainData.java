package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values between Groovy and the engine. Scripts get mutable lists and maps of texts, numbers and booleans, which the
 * sandbox allows and a build can save; from scripts anything else is refused, with the place where it was found.
 */
final class PlainData {
    private static final int MAX_DEPTH = 50;

    private PlainData() {}

    /** @throws IllegalArgumentException when the value holds something that is not plain */
    @CheckForNull
    static Serializable copy(@CheckForNull Object value) {
        return copy(value, "", 0);
    }

    /** As {@link #copy}, for a map. */
    @NonNull
    static LinkedHashMap<String, Object> map(@NonNull Map<?, ?> values) {
        return map(values, "", 0);
    }

    private static Serializable copy(Object value, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a value nested more than " + MAX_DEPTH + " deep" + at(path));
        }
        if (value == null || value instanceof String || value instanceof Boolean) {
            return (Serializable) value;
        }
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        if (value instanceof Number number) {
            return number;
        }
        if (value instanceof Map<?, ?> entries) {
            return map(entries, path, depth);
        }
        if (value instanceof Iterable<?> elements) {
            ArrayList<Object> list = new ArrayList<>();
            for (Object element : elements) {
                list.add(copy(element, path + '[' + list.size() + ']', depth + 1));
            }
            return list;
        }
        throw new IllegalArgumentException(
                "a " + value.getClass().getName() + at(path) + ": use texts, numbers, booleans, lists and maps only");
    }

    private static LinkedHashMap<String, Object> map(Map<?, ?> entries, String path, int depth) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            String name = String.valueOf(key);
            map.put(name, copy(value, path.isEmpty() ? name : path + '.' + name, depth + 1));
        });
        return map;
    }

    /**
     * A map of texts, as {@code vars} and {@code credentials} are.
     *
     * @param argument the name of the argument, for the message
     */
    @NonNull
    static LinkedHashMap<String, String> texts(@NonNull String argument, @CheckForNull Map<?, ?> values) {
        LinkedHashMap<String, String> texts = new LinkedHashMap<>();
        if (values != null) {
            values.forEach((key, value) -> {
                if (value instanceof Map || value instanceof List) {
                    throw new IllegalArgumentException("'" + argument + "' maps '" + key
                            + "' to a list or map; it takes texts, numbers and booleans");
                }
                texts.put(String.valueOf(key), value == null ? "" : value.toString());
            });
        }
        return texts;
    }

    private static String at(String path) {
        return path.isEmpty() ? "" : " at '" + path + "'";
    }
}
