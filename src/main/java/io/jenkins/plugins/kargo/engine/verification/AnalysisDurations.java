package io.jenkins.plugins.kargo.engine.verification;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's durations, as analysis templates write them: {@code 500ms}, {@code 1h30m}, {@code 1.5m}. */
final class AnalysisDurations {
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|ms|s|m|h)");

    private AnalysisDurations() {}

    /** @throws IllegalArgumentException when the text is none, is negative or does not fit */
    static Duration parse(String text) {
        Matcher part = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))));
            end = part.end();
        }
        if (end != text.length() || end == 0 || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            if ("0".equals(text)) {
                return Duration.ZERO;
            }
            throw new IllegalArgumentException("\"" + text + "\" is no duration such as 30s, 5m or 1h30m");
        }
        return Duration.ofNanos(nanos.longValue());
    }
}
