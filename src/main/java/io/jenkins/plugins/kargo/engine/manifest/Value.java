package io.jenkins.plugins.kargo.engine.manifest;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A YAML value that knows where it stands. Immutable. The getters of {@link Mapping} are lenient: what is absent or of
 * another type reads as empty, because {@link Shape}s report that.
 */
sealed interface Value {
    Position at();

    /** The value as String, Long, Double, Boolean, null, List or Map in file order. */
    @CheckForNull
    Object plain();

    /**
     * @param content a String, Long, Double, Boolean or null
     * @param written the word in the file
     */
    record Scalar(Position at, @CheckForNull Object content, String written) implements Value {
        Scalar(Position at, @CheckForNull Object content) {
            this(at, content, String.valueOf(content));
        }

        @Override
        public Object plain() {
            return content;
        }
    }

    record Sequence(Position at, List<Value> items) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public List<Object> plain() {
            List<Object> plain = new ArrayList<>();
            items.forEach(item -> plain.add(item.plain()));
            return Collections.unmodifiableList(plain);
        }
    }

    /** @param keys where each key stands */
    record Mapping(Position at, Map<String, Value> members, Map<String, Position> keys) implements Value {
        static final Mapping EMPTY = new Mapping(Position.START, Map.of(), Map.of());

        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            keys = Map.copyOf(keys);
        }

        @Override
        public Map<String, Object> plain() {
            Map<String, Object> plain = new LinkedHashMap<>();
            members.forEach((key, value) -> plain.put(key, value.plain()));
            return Collections.unmodifiableMap(plain);
        }

        boolean has(String key) {
            return members.containsKey(key);
        }

        /** Where the value of the key stands, or this mapping when there is none. */
        Position at(String key) {
            return has(key) ? members.get(key).at() : at;
        }

        Position keyAt(String key) {
            return keys.getOrDefault(key, at);
        }

        String text(String key) {
            return textOf(members.get(key));
        }

        boolean flag(String key, boolean otherwise) {
            return members.get(key) instanceof Scalar s && s.content() instanceof Boolean b ? b : otherwise;
        }

        int whole(String key, int otherwise) {
            return members.get(key) instanceof Scalar s && s.content() instanceof Long l && l == l.intValue()
                    ? l.intValue()
                    : otherwise;
        }

        Mapping map(String key) {
            return mapOf(members.get(key));
        }

        List<Value> list(String key) {
            return members.get(key) instanceof Sequence s ? s.items() : List.of();
        }

        /** The items; those that are no mappings read as empty ones, so that indexes stay. */
        List<Mapping> maps(String key) {
            return list(key).stream().map(Value::mapOf).toList();
        }

        List<String> texts(String key) {
            return list(key).stream().map(Value::textOf).toList();
        }

        Map<String, String> textMap(String key) {
            Map<String, String> texts = new LinkedHashMap<>();
            map(key).members().forEach((name, value) -> texts.put(name, textOf(value)));
            return texts;
        }

        /** This mapping with the member set; a new one comes last. */
        Mapping with(String key, Value value) {
            Map<String, Value> changed = new LinkedHashMap<>(members);
            changed.put(key, value);
            Map<String, Position> places = new LinkedHashMap<>(keys);
            places.putIfAbsent(key, value.at());
            return new Mapping(at, changed, places);
        }

        Mapping without(String... removed) {
            Map<String, Value> changed = new LinkedHashMap<>(members);
            for (String key : removed) {
                changed.remove(key);
            }
            return new Mapping(at, changed, keys);
        }
    }

    /** Everything at one place: for values that stand for others in the file. */
    static Value of(Position at, @CheckForNull Object plain) {
        if (plain instanceof Value value) {
            return value;
        }
        if (plain instanceof Map<?, ?> map) {
            Mapping mapping = new Mapping(at, Map.of(), Map.of());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                mapping = mapping.with((String) entry.getKey(), of(at, entry.getValue()));
            }
            return mapping;
        }
        if (plain instanceof List<?> list) {
            return new Sequence(at, list.stream().map(item -> of(at, item)).toList());
        }
        return new Scalar(at, plain);
    }

    private static String textOf(@CheckForNull Value value) {
        return value instanceof Scalar s && s.content() instanceof String text ? text : "";
    }

    private static Mapping mapOf(@CheckForNull Value value) {
        return value instanceof Mapping map ? map : Mapping.EMPTY;
    }
}
