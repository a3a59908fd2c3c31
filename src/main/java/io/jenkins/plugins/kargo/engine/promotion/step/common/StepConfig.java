package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a configuration that its step's schema has accepted. An absent key and null are the same. */
public record StepConfig(@NonNull Map<String, Object> values) {
    /** A text, empty when there is none. */
    @NonNull
    public String text(@NonNull String key) {
        return text(key, "");
    }

    @NonNull
    public String text(@NonNull String key, @NonNull String otherwise) {
        Object value = values.get(key);
        return value == null || value.equals("") ? otherwise : value.toString();
    }

    public boolean flag(@NonNull String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    public int number(@NonNull String key, int otherwise) {
        return values.get(key) instanceof Number number ? number.intValue() : otherwise;
    }

    /** A value of any kind, null when there is none. */
    public Object value(@NonNull String key) {
        return values.get(key);
    }

    @NonNull
    public List<String> texts(@NonNull String key) {
        List<String> texts = new ArrayList<>();
        if (values.get(key) instanceof List<?> list) {
            list.forEach(value -> texts.add(String.valueOf(value)));
        }
        return texts;
    }

    @NonNull
    public Optional<StepConfig> object(@NonNull String key) {
        return Optional.ofNullable(values.get(key)).map(StepConfig::of);
    }

    @NonNull
    public List<StepConfig> objects(@NonNull String key) {
        List<StepConfig> objects = new ArrayList<>();
        if (values.get(key) instanceof List<?> list) {
            list.forEach(value -> objects.add(of(value)));
        }
        return objects;
    }

    @SuppressWarnings("unchecked")
    private static StepConfig of(Object value) {
        return new StepConfig((Map<String, Object>) value);
    }
}
