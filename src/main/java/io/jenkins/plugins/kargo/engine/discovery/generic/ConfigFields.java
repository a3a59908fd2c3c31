package io.jenkins.plugins.kargo.engine.discovery.generic;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads the {@code config} of a generic subscription, and collects what is wrong with it instead of stopping at the
 * first mistake. Every field that was never asked for is one. Used by one thread.
 */
public final class ConfigFields {
    private final Map<String, Object> config;
    private final TreeSet<String> known = new TreeSet<>();
    private final Map<String, String> problems = new LinkedHashMap<>();

    public ConfigFields(@NonNull Map<String, Object> config) {
        this.config = config;
    }

    /** Text that has to be there; empty when it is not. */
    @NonNull
    public String required(@NonNull String name) {
        String text = text(name, "");
        if (text.isEmpty() && !problems.containsKey(name)) {
            problems.put(
                    config.containsKey(name) ? name : "",
                    config.containsKey(name) ? "must not be empty" : "lacks the required field " + name);
        }
        return text;
    }

    @NonNull
    public String text(@NonNull String name, @NonNull String otherwise) {
        Object value = value(name);
        if (value == null || value instanceof String) {
            return value == null ? otherwise : (String) value;
        }
        problems.put(name, "must be text; found " + value);
        return otherwise;
    }

    public boolean flag(@NonNull String name, boolean otherwise) {
        Object value = value(name);
        if (value == null || value instanceof Boolean) {
            return value == null ? otherwise : (Boolean) value;
        }
        problems.put(name, "must be true or false; found " + value);
        return otherwise;
    }

    /** A whole number within limits. */
    public int whole(@NonNull String name, int otherwise, int least, int most) {
        Object value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Long number && number >= least && number <= most) {
            return number.intValue();
        }
        problems.put(name, "must be a whole number from " + least + " to " + most + "; found " + value);
        return otherwise;
    }

    @NonNull
    public List<String> texts(@NonNull String name) {
        Object value = value(name);
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            list.forEach(item -> texts.add((String) item));
        } else if (value != null) {
            problems.put(name, "must be a list of texts; found " + value);
        }
        return texts;
    }

    @NonNull
    public Map<String, String> textMap(@NonNull String name) {
        Object value = value(name);
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map && map.values().stream().allMatch(String.class::isInstance)) {
            map.forEach((key, text) -> texts.put((String) key, (String) text));
        } else if (value != null) {
            problems.put(name, "must be a mapping of texts; found " + value);
        }
        return texts;
    }

    /** Notes what a check of a value says. @param check throws IllegalArgumentException for a value that is wrong */
    public <T> void check(@NonNull String name, @NonNull T value, @NonNull Consumer<T> check) {
        try {
            check.accept(value);
        } catch (IllegalArgumentException e) {
            problem(name, String.valueOf(e.getMessage()));
        }
    }

    public void problem(@NonNull String name, @NonNull String message) {
        problems.putIfAbsent(name, message);
    }

    /** Whether nothing that was asked for is wrong; fields that nobody asks for may still come. */
    boolean isRightSoFar() {
        return problems.isEmpty();
    }

    /** Messages by field; call after everything was read. */
    @NonNull
    public Map<String, String> problems() {
        Map<String, String> all = new LinkedHashMap<>(problems);
        for (String name : config.keySet()) {
            if (!known.contains(name)) {
                all.put(name, "there is no such field (allowed: " + String.join(", ", known) + ')');
            }
        }
        return all;
    }

    /** @throws IllegalArgumentException with all problems, when there is one */
    public void throwIfWrong() {
        Map<String, String> all = problems();
        if (!all.isEmpty()) {
            throw new IllegalArgumentException(all.entrySet().stream()
                    .map(problem -> (problem.getKey().isEmpty() ? "config" : "config." + problem.getKey()) + ": "
                            + problem.getValue())
                    .collect(Collectors.joining("; ")));
        }
    }

    private Object value(String name) {
        known.add(name);
        return config.get(name);
    }
}
