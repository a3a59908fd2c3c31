package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A map whose keys may be of any type, as groupBy and fromPairs make them: 1 and 1.0 are two keys, a missing key of the
 * wrong type is just missing, and it has no JSON form.
 */
public final class AnyKeyMap extends AbstractMap<Object, Object> {
    private final Map<Object, Object> entries = new LinkedHashMap<>();
    private final Object missing;

    /** @param missing what a missing key yields */
    AnyKeyMap(@CheckForNull Object missing) {
        this.missing = missing;
    }

    Object missing() {
        return missing;
    }

    /** A copy of the entries, in their order. Keys may be null, text, numbers, booleans, times and durations. */
    @NonNull
    public static AnyKeyMap copyOf(@NonNull Map<?, ?> entries) {
        AnyKeyMap copy = new AnyKeyMap(null);
        entries.forEach(copy::set);
        return copy;
    }

    void set(Object key, Object value) {
        entries.put(key(key), value);
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(key(key));
    }

    @Override
    public Object get(Object key) {
        return entries.get(key(key));
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return Collections.unmodifiableMap(entries).entrySet();
    }

    /** @throws ValueException when Go could not hash the key */
    private static Object key(Object key) {
        if (!isHashable(key)) {
            throw new ValueException("a " + TypeNames.of(key) + " cannot be the key of a map");
        }
        return key instanceof Double number && number == 0 ? Double.valueOf(0) : key;
    }

    private static boolean isHashable(Object key) {
        if (key instanceof List<?> pair && Lists.isPair(key)) {
            return pair.stream().allMatch(AnyKeyMap::isHashable);
        }
        return !(key instanceof Map || key instanceof byte[] || key instanceof List);
    }
}
