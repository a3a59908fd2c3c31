package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Reads parts of values: map entries, list elements, fields, methods, bytes of strings. */
public final class Members {
    private Members() {}

    /** {@code from.key} and {@code from[key]}: a missing map entry is nil, anything else that is missing an error. */
    @CheckForNull
    public static Object fetch(@CheckForNull Object from, @CheckForNull Object key) {
        if (from instanceof Map<?, ?> map) {
            return map.containsKey(mapKey(map, key)) ? entry(map, key) : zero(map);
        } else if (from == null) {
            throw new ValueException("cannot fetch " + describe(key) + " from nil");
        }
        Object member = member(from, key);
        if (member != null) {
            return member;
        }
        Integer index = index(from, key);
        if (index != null) {
            int length = size(from);
            if (index < 0 || index >= length) {
                throw new ValueException("index out of range: " + index + " (array length is " + length + ")");
            }
            return at(from, index);
        } else if (from instanceof StructValue struct && key instanceof String field) {
            return struct.get(field);
        }
        throw new ValueException("cannot fetch " + describe(key) + " from " + TypeNames.of(from));
    }

    /** The function {@code get}: as {@link #fetch} but nil instead of an error for what is missing. */
    @CheckForNull
    public static Object get(@CheckForNull Object from, @CheckForNull Object key) {
        if (from instanceof Map<?, ?> map) {
            return entry(map, key);
        } else if (from == null) {
            return null;
        }
        Object member = member(from, key);
        if (member != null) {
            return member;
        }
        Integer index = index(from, key);
        if (index != null) {
            return index >= 0 && index < size(from) ? at(from, index) : null;
        } else if (from instanceof StructValue struct && key instanceof String field) {
            return struct.type().indexOf(field) < 0 ? null : struct.get(field);
        }
        return null;
    }

    /** The entry of a map as a value of the language, null when there is none. */
    @CheckForNull
    private static Object entry(Map<?, ?> map, Object key) {
        return normal(map.get(mapKey(map, key)));
    }

    /** What a missing key yields. */
    @CheckForNull
    private static Object zero(Map<?, ?> map) {
        return map instanceof AnyKeyMap any ? any.missing() : map instanceof TextMap ? "" : null;
    }

    /** What Go would look up: nil is the zero key of a map with string keys. */
    private static Object mapKey(Map<?, ?> map, Object key) {
        if (map instanceof AnyKeyMap) {
            return key;
        } else if (key == null) {
            return "";
        } else if (key instanceof String) {
            return key;
        }
        throw new ValueException("cannot use " + TypeNames.of(key) + " as a key: the map's keys are strings");
    }

    @CheckForNull
    private static Object member(Object from, Object key) {
        Method method = key instanceof String name ? Methods.find(from, name) : null;
        return method == null ? null : new Method.Bound(method, from);
    }

    /** The index counted from the start, null when the value has no indexes. */
    @CheckForNull
    private static Integer index(Object from, Object key) {
        if (!(from instanceof String || Lists.isList(from))) {
            return null;
        }
        long index = Numbers.toInteger(key);
        long counted = index < 0 ? index + size(from) : index;
        return (int) Math.max(-1, Math.min(counted, Integer.MAX_VALUE));
    }

    /** Elements of a list, bytes of a string. */
    private static int size(Object from) {
        return from instanceof String text
                ? Texts.byteLength(text)
                : Lists.view(from).size();
    }

    private static Object at(Object from, int index) {
        return from instanceof String text
                ? Texts.byteAt(text, index)
                : normal(Lists.view(from).get(index));
    }

    /** {@code value[from:to]}; bounds beyond the ends are cut to them, null stands for the end. */
    @NonNull
    public static Object slice(@CheckForNull Object value, @CheckForNull Object from, @CheckForNull Object to) {
        if (!(value instanceof String || Lists.isList(value))) {
            throw new ValueException("cannot slice " + TypeNames.of(value));
        }
        int size = size(value);
        int end = to == null ? size : bound(Numbers.toInteger(to), size);
        int start = Math.min(from == null ? 0 : bound(Numbers.toInteger(from), size), end);
        if (value instanceof String text) {
            return Texts.slice(text, start, end);
        } else if (value instanceof byte[] bytes) {
            return java.util.Arrays.copyOfRange(bytes, start, end);
        }
        return ((List<?>) value).subList(start, end);
    }

    private static int bound(long index, int size) {
        return (int) Math.max(0, Math.min(index < 0 ? index + size : index, size));
    }

    /** The operator {@code in}. */
    public static boolean contains(
            @CheckForNull Object container, @CheckForNull Object needle, @NonNull Evaluation evaluation) {
        if (container == null) {
            return false;
        } else if (container instanceof Map<?, ?> map) {
            return map.containsKey(mapKey(map, evaluation.open(needle)));
        } else if (container instanceof StructValue struct) {
            if (needle instanceof String field) {
                return struct.type().indexOf(field) >= 0;
            }
            throw new ValueException("cannot use " + TypeNames.of(needle) + " as field name");
        }
        List<?> list = Lists.view(container);
        if (list == null) {
            throw new ValueException("operator \"in\" not defined on " + TypeNames.of(container));
        }
        evaluation.steps(list.size());
        for (Object element : list) {
            if (Equality.equal(element, needle, evaluation)) {
                return true;
            }
        }
        return false;
    }

    /** What a variable, map or list from outside holds, as a value of the language. */
    @CheckForNull
    public static Object normal(@CheckForNull Object value) {
        if (value instanceof String || value instanceof Long || value == null) {
            return value;
        } else if (value instanceof Number number && !(number instanceof Unsigned8)) {
            return Numbers.plain(number);
        }
        return value instanceof Instant instant ? instant.atZone(ZoneOffset.UTC) : value;
    }

    /** What leaves an expression: numbers are Long or Double, a month its number, lists what java.util offers. */
    @CheckForNull
    public static Object plain(@CheckForNull Object value, @NonNull Evaluation evaluation) {
        return Plain.of(value, evaluation, 0);
    }

    private static String describe(Object key) {
        return key instanceof String || key instanceof Number ? key.toString() : TypeNames.of(key);
    }
}
