package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import java.util.List;
import java.util.Map;

/** Checks what a step wants to be stored: plain values only, and not without bounds. */
final class PlainValues {
    /** Characters of text and elements together; far more than any output that a later step or a person reads. */
    static final int MAX_SIZE = 1 << 20;

    private static final int MAX_DEPTH = 100;

    private PlainValues() {}

    /** @throws IllegalArgumentException naming the key that holds something else than plain values, or too much */
    static void require(String what, Map<String, Object> values) {
        int size = size(what, values, 0);
        if (size > MAX_SIZE) {
            throw new IllegalArgumentException(
                    what + " has a size of " + size + ", more than " + MAX_SIZE + ": write large data to a file");
        }
    }

    private static int size(String where, Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(where + " is nested deeper than " + MAX_DEPTH + " levels");
        }
        if (value == null || value instanceof Boolean || value instanceof Number) {
            return 1;
        }
        if (value instanceof String text) {
            return text.length() + 1;
        }
        long size = 1;
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String key)) {
                    throw new IllegalArgumentException(where + " has a key that is no string: " + entry.getKey());
                }
                size += key.length() + size(where + '.' + key, entry.getValue(), depth + 1);
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                size += size(where + '[' + i + ']', list.get(i), depth + 1);
            }
        } else if (value instanceof Tainted) {
            throw new IllegalArgumentException(where + " holds a secret, and secrets are never stored");
        } else {
            throw new IllegalArgumentException(
                    where + " is a " + value.getClass().getName()
                            + "; only strings, numbers, booleans, lists, maps and null can be stored");
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }
}
