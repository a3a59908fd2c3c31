package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A map of strings to (possibly tainted) strings: a missing key yields the empty string instead of nil. */
public final class TextMap extends AbstractMap<String, Object> {
    private final Map<String, Object> entries;

    private TextMap(Map<String, Object> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    @NonNull
    public static TextMap of(@NonNull Map<String, String> entries) {
        return new TextMap(new LinkedHashMap<>(entries));
    }

    /** The same map with every value tainted. */
    @NonNull
    public static TextMap tainted(@NonNull Map<String, String> entries) {
        Map<String, Object> tainted = new LinkedHashMap<>();
        entries.forEach((key, value) -> tainted.put(key, Tainted.of(value)));
        return new TextMap(tainted);
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(key);
    }

    @Override
    public Object get(Object key) {
        return entries.get(key);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return entries.entrySet();
    }
}
