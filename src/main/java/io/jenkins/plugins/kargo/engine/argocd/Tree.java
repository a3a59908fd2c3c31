package io.jenkins.plugins.kargo.engine.argocd;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a JSON document, read leniently: what is missing or of another kind is empty. */
record Tree(@NonNull Map<String, Object> members) {
    static final Tree EMPTY = new Tree(Map.of());

    static Tree of(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return EMPTY;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((key, member) -> members.put(String.valueOf(key), member));
        return new Tree(members);
    }

    boolean has(String key) {
        return members.get(key) != null;
    }

    Tree at(String key) {
        return of(members.get(key));
    }

    String text(String key) {
        Object value = members.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    List<Tree> list(String key) {
        List<Tree> list = new ArrayList<>();
        if (members.get(key) instanceof List<?> values) {
            values.forEach(value -> list.add(of(value)));
        }
        return list;
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (members.get(key) instanceof List<?> values) {
            values.forEach(value -> texts.add(String.valueOf(value)));
        }
        return texts;
    }

    Map<String, String> textMap(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        at(key).members().forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }

    /** A time as Kubernetes writes it, empty when there is none or it cannot be read. */
    Optional<Instant> time(String key) {
        try {
            return has(key) ? Optional.of(OffsetDateTime.parse(text(key)).toInstant()) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
