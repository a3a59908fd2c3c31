package io.jenkins.plugins.kargo.engine.store;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Columns and their values, converted to what both databases store; mutable while it is put together. */
final class Row {
    final Map<String, Object> columns = new LinkedHashMap<>();

    Row text(String column, String value) {
        // PostgreSQL refuses the character NUL, which output of tools may hold.
        columns.put(column, value == null ? null : value.replace('\0', '\uFFFD'));
        return this;
    }

    Row json(String column, Object value) {
        columns.put(column, value == null ? null : Json.write(value));
        return this;
    }

    Row number(String column, long value) {
        columns.put(column, value);
        return this;
    }

    Row flag(String column, boolean value) {
        columns.put(column, value ? 1L : 0L);
        return this;
    }

    Row time(String column, Instant value) {
        columns.put(column, value == null ? null : value.toEpochMilli());
        return this;
    }

    Row duration(String column, Duration value) {
        columns.put(column, value == null ? null : value.toMillis());
        return this;
    }

    /** The columns of this row whose value is another than in {@code stored}. */
    Row changesFrom(Row stored) {
        Row changes = new Row();
        columns.forEach((column, value) -> {
            if (!Objects.equals(value, stored.columns.get(column))) {
                changes.columns.put(column, value);
            }
        });
        return changes;
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }
}
