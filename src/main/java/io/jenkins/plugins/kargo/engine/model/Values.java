package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The checks and copies that the model's constructors share. */
final class Values {
    private Values() {}

    static <T> List<T> list(@CheckForNull List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    /** Keeps the order of the entries and admits null values, as YAML does. */
    static <V> Map<String, V> map(@CheckForNull Map<String, V> values) {
        return values == null || values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @NonNull
    static String text(@CheckForNull String value) {
        return value == null ? "" : value;
    }

    @NonNull
    static String required(@CheckForNull String value, String what) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        return value;
    }
}
