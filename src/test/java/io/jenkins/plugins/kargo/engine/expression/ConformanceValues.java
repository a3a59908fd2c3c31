package io.jenkins.plugins.kargo.engine.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kargo.engine.expression.value.AnyKeyMap;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Reads the conformance data and the values in them. */
public final class ConformanceValues {
    private ConformanceValues() {}

    public static JsonNode read(String file) {
        File path = new File(System.getProperty("kargo.conformance", ""), file);
        Assumptions.assumeTrue(path.isFile(), () -> "skipped: there is no conformance data at " + path);
        try {
            return new ObjectMapper().readTree(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON number without a point is an int; {@code $time}, {@code $map} and so on mark what JSON has not. */
    public static Object value(JsonNode json) {
        if (json == null || json.isNull()) {
            return null;
        } else if (json.isIntegralNumber()) {
            return json.canConvertToLong() ? (Object) json.longValue() : (Object) json.doubleValue();
        } else if (json.isNumber()) {
            return json.doubleValue();
        } else if (json.isBoolean()) {
            return json.booleanValue();
        } else if (json.isTextual()) {
            return json.textValue();
        } else if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(element -> list.add(value(element)));
            return list;
        }
        return json.size() == 1 && json.fieldNames().next().startsWith("$") ? special(json) : map(json);
    }

    private static Map<String, Object> map(JsonNode json) {
        Map<String, Object> map = new LinkedHashMap<>();
        json.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
        return map;
    }

    private static Object special(JsonNode json) {
        String kind = json.fieldNames().next();
        JsonNode value = json.get(kind);
        return switch (kind) {
            case "$time" -> ZonedDateTime.parse(value.textValue());
            case "$duration" -> Duration.ofNanos(value.longValue());
            case "$bytes" -> Base64.getDecoder().decode(value.textValue());
            case "$float" ->
                switch (value.textValue()) {
                    case "+Inf" -> Double.POSITIVE_INFINITY;
                    case "-Inf" -> Double.NEGATIVE_INFINITY;
                    default -> Double.NaN;
                };
            case "$now" -> Instant.now().atZone(ZoneOffset.UTC);
            case "$map" -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                value.forEach(pair -> map.put(value(pair.get(0)), value(pair.get(1))));
                yield AnyKeyMap.copyOf(map);
            }
            default -> map(json);
        };
    }
}
