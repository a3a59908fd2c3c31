package io.jenkins.plugins.kargo.engine.manifest;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Go's duration texts; the longest is Go's, some 292 years. */
final class Durations {
    private static final Pattern KARGO = Pattern.compile("([0-9]+(\\.[0-9]+)?[smh])+");
    private static final Pattern GO =
            Pattern.compile("\\+?(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+|\\+?0");
    private static final Pattern PART = Pattern.compile("([0-9.]+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "µs",
            1_000L,
            "μs",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);

    private Durations() {}

    /** Hours, minutes and seconds, as Kargo's own fields have them. */
    static Optional<Duration> parse(String text) {
        return KARGO.matcher(text).matches() ? sum(text) : Optional.empty();
    }

    /** What Go itself takes, except negative durations. */
    static Optional<Duration> parseGo(String text) {
        return GO.matcher(text).matches() ? sum(text) : Optional.empty();
    }

    private static Optional<Duration> sum(String text) {
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))));
        }
        return nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(nanos.longValue()));
    }
}
