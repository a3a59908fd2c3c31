package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of expressions as outputs, which are stored. */
public final class PlainOutput {
    private PlainOutput() {}

    /** What is more than data is kept as JSON has it for Kargo: times as RFC 3339, durations as nanoseconds. */
    @CheckForNull
    public static Object of(@CheckForNull Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, child) -> copy.put(String.valueOf(key), of(child)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(child -> copy.add(of(child)));
            return copy;
        }
        if (value instanceof ZonedDateTime time) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        }
        if (value instanceof Duration duration) {
            return duration.toNanos();
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        boolean data = value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
        return data ? value : value.toString();
    }
}
