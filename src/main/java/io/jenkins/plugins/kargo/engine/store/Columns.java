package io.jenkins.plugins.kargo.engine.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads columns back into the types that {@link Row} took. */
final class Columns {
    private Columns() {}

    static ProjectKey project(ResultSet row) throws SQLException {
        return new ProjectKey(row.getString("owner"), row.getString("project"));
    }

    static boolean flag(ResultSet row, String column) throws SQLException {
        return row.getLong(column) != 0;
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static Duration duration(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Duration.ofMillis(millis);
    }

    static <T> T json(ResultSet row, String column, TypeReference<T> type) throws SQLException {
        String json = row.getString(column);
        return json == null ? null : Json.read(json, type);
    }

    /** The stored values with the given ones set, as Kargo's set-metadata does. */
    static Map<String, Object> merged(Map<String, Object> stored, Map<String, Object> values) {
        Map<String, Object> merged = new LinkedHashMap<>(stored);
        merged.putAll(values);
        return merged;
    }

    static void build(Row row, BuildReference build) {
        row.text("build_id", build.id())
                .text("build_url", build.url())
                .text("build_name", build.displayName())
                .json("build_started_by", build.startedBy());
    }

    static BuildReference build(ResultSet row) throws SQLException {
        return new BuildReference(
                row.getString("build_id"),
                row.getString("build_url"),
                row.getString("build_name"),
                json(row, "build_started_by", Json.STRINGS));
    }
}
