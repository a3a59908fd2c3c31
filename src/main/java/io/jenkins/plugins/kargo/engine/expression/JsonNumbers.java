package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a configuration the numbers it has after Kargo wrote it as JSON and read it again: templates make floats, and a
 * float without a fraction becomes an integer.
 */
final class JsonNumbers {
    private static final double TWO_TO_63 = 0x1p63;

    private JsonNumbers() {}

    static Map<String, Object> normalize(Map<?, ?> map) {
        return map(map, "");
    }

    private static Map<String, Object> map(Map<?, ?> map, String field) {
        Map<String, Object> normal = new LinkedHashMap<>();
        map.forEach((key, value) ->
                normal.put(String.valueOf(key), value(value, field.isEmpty() ? "" + key : field + '.' + key)));
        return Collections.unmodifiableMap(normal);
    }

    private static Object value(Object value, String field) {
        if (value instanceof Map<?, ?> map) {
            return map(map, field);
        } else if (value instanceof List<?> list) {
            Object[] normal = new Object[list.size()];
            for (int i = 0; i < normal.length; i++) {
                normal[i] = value(list.get(i), field + '[' + i + ']');
            }
            return Collections.unmodifiableList(java.util.Arrays.asList(normal));
        } else if (value instanceof Tainted tainted) {
            return Tainted.of(value(tainted.reveal(), field));
        }
        return value instanceof Double number ? number(number, field) : value;
    }

    private static Object number(double number, String field) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw ExpressionException.of(
                    Phase.RUN, field + ": the value is not a number that JSON has; use quote() to keep it a string");
        }
        boolean whole = number == Math.rint(number) && number >= -TWO_TO_63 && number < TWO_TO_63;
        return whole ? (Object) (long) number : (Object) number;
    }
}
