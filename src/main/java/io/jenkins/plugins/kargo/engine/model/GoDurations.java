package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's duration texts, as manifests write them and messages print them; the longest is Go's, some 292 years. */
public final class GoDurations {
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final Pattern KARGO_PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([smh])");
    private static final Pattern GO_PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");

    private GoDurations() {}

    /** Hours, minutes and seconds, as Kargo's own fields have them: {@code 1h30m}, {@code 1.5m}. */
    @NonNull
    public static Optional<Duration> findKargo(@NonNull String text) {
        return sum(KARGO_PART, text);
    }

    /** What Go itself takes, such as {@code 500ms}, except negative durations. */
    @NonNull
    public static Optional<Duration> findGo(@NonNull String text) {
        String unsigned = text.startsWith("+") ? text.substring(1) : text;
        return unsigned.equals("0") ? Optional.of(Duration.ZERO) : sum(GO_PART, unsigned);
    }

    /** As {@link #findKargo}. @throws IllegalArgumentException when the text is none */
    @NonNull
    public static Duration parseKargo(@NonNull String text) {
        return findKargo(text).orElseThrow(() -> none(text));
    }

    /** As {@link #findGo}. @throws IllegalArgumentException when the text is none */
    @NonNull
    public static Duration parseGo(@NonNull String text) {
        return findGo(text).orElseThrow(() -> none(text));
    }

    private static IllegalArgumentException none(String text) {
        return new IllegalArgumentException("\"" + text + "\" is no duration such as 30s, 5m or 1h30m");
    }

    private static Optional<Duration> sum(Pattern pattern, String text) {
        Matcher part = pattern.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))));
            end = part.end();
        }
        boolean fits = nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return end > 0 && end == text.length() && fits
                ? Optional.of(Duration.ofNanos(nanos.longValue()))
                : Optional.empty();
    }

    /** Such as {@code 1h0m0s}, {@code 1m30s}, {@code 1.5s}, {@code 250ms}. */
    @NonNull
    public static String text(@NonNull Duration duration) {
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
