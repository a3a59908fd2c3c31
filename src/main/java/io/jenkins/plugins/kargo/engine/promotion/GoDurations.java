package io.jenkins.plugins.kargo.engine.promotion;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Kargo's manifests write them ({@code 1h30m}, {@code 1.5m}) and as its messages print them. */
public final class GoDurations {
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([smh])");
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    private GoDurations() {}

    /** @throws IllegalArgumentException when the text is no such duration or is longer than 292 years */
    public static Duration parse(String text) {
        Matcher part = PART.matcher(text);
        BigDecimal seconds = BigDecimal.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            int unit =
                    switch (part.group(2)) {
                        case "h" -> 3600;
                        case "m" -> 60;
                        default -> 1;
                    };
            seconds = seconds.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
            end = part.end();
        }
        BigDecimal nanos = seconds.multiply(NANOS);
        if (end == 0 || end != text.length() || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("\"" + text + "\" is no duration such as 30s, 5m or 1h30m");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    /** Such as {@code 1h0m0s}, {@code 1m30s}, {@code 1.5s}, {@code 250ms}. */
    public static String text(Duration duration) {
        if (duration.isNegative()) {
            return "-" + text(duration.negated());
        }
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.isZero() ? "0s" : decimal(duration.toNanos(), 1_000_000) + "ms";
        }
        String seconds =
                decimal(duration.toSecondsPart() * 1_000_000_000L + duration.toNanosPart(), 1_000_000_000) + "s";
        if (duration.toMinutes() == 0) {
            return seconds;
        }
        String minutes = duration.toMinutesPart() + "m" + seconds;
        return duration.toHours() == 0 ? minutes : duration.toHours() + "h" + minutes;
    }

    private static String decimal(long nanos, long unit) {
        BigDecimal value = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit));
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
