package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations are nanoseconds in 64 bits, read and printed as Go does: {@code 1h30m0.5s}. */
public final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d*)(?:(\\.)(\\d*))?(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> UNITS = Map.of(
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
    private static final int MAX_LENGTH = 200;

    private Durations() {}

    /** @throws ValueException when the text is no duration such as {@code -1.5h} or {@code 2h45m} */
    @NonNull
    public static Duration parse(@NonNull String text) {
        int start = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        String rest = text.substring(start);
        if (rest.equals("0")) {
            return Duration.ZERO;
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(rest);
        int end = 0;
        while (text.length() <= MAX_LENGTH && part.find() && part.start() == end) {
            String fraction = part.group(3) == null ? "" : part.group(3);
            if (part.group(1).isEmpty() && fraction.isEmpty()) {
                break;
            }
            BigDecimal amount = new BigDecimal("0" + part.group(1) + "." + fraction + "0");
            nanos = nanos.add(amount.multiply(BigDecimal.valueOf(UNITS.get(part.group(4))))
                    .setScale(0, java.math.RoundingMode.DOWN));
            end = part.end();
        }
        if (rest.isEmpty() || end < rest.length()) {
            throw new ValueException("invalid duration \"" + text + "\": write it like 90s, 1h30m or 1.5h");
        }
        if (text.startsWith("-")) {
            nanos = nanos.negate();
        }
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                || nanos.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0) {
            throw new ValueException("invalid duration \"" + text + "\": it is longer than 292 years");
        }
        return Duration.ofNanos(nanos.longValueExact());
    }

    /** The nanoseconds; what does not fit into 64 bits is cut to the longest duration. */
    public static long nanos(@NonNull Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** {@code 0s}, {@code 1.5µs}, {@code 2ms}, {@code 1m0.5s}, {@code 26h0m0s}. */
    @NonNull
    public static String print(@NonNull Duration duration) {
        long nanos = nanos(duration);
        String sign = nanos < 0 ? "-" : "";
        BigDecimal size = BigDecimal.valueOf(nanos).abs();
        if (size.signum() == 0) {
            return "0s";
        } else if (size.compareTo(BigDecimal.valueOf(1_000)) < 0) {
            return sign + size + "ns";
        } else if (size.compareTo(BigDecimal.valueOf(1_000_000)) < 0) {
            return sign + decimal(size, 3) + "µs";
        } else if (size.compareTo(BigDecimal.valueOf(1_000_000_000)) < 0) {
            return sign + decimal(size, 6) + "ms";
        }
        BigDecimal[] minutes = size.divideAndRemainder(BigDecimal.valueOf(60_000_000_000L));
        String seconds = decimal(minutes[1], 9) + "s";
        long count = minutes[0].longValue();
        if (count == 0) {
            return sign + seconds;
        }
        return sign + (count >= 60 ? count / 60 + "h" : "") + count % 60 + "m" + seconds;
    }

    private static String decimal(BigDecimal nanos, int scale) {
        BigDecimal number = nanos.movePointLeft(scale).stripTrailingZeros();
        return number.toPlainString();
    }
}
