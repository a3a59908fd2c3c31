package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;

/** Times are {@link ZonedDateTime}s; what an expression says without a zone is UTC. */
public final class Times {
    /** Go's zero time. */
    static final ZonedDateTime ZERO = ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    /** What {@code date} tries when no layout is given. */
    private static final List<TimeLayout> LAYOUTS = List.of(
            new TimeLayout("2006-01-02"),
            new TimeLayout("15:04:05"),
            new TimeLayout("2006-01-02 15:04:05"),
            new TimeLayout("2006-01-02T15:04:05Z07:00"),
            new TimeLayout("02 Jan 06 15:04 MST"),
            new TimeLayout("Monday, 02-Jan-06 15:04:05 MST"),
            new TimeLayout("Mon, 02 Jan 2006 15:04:05 MST"));

    private static final int MAX_YEAR = 100_000;

    private Times() {}

    /** @throws ValueException when the text has none of the usual forms */
    @NonNull
    public static ZonedDateTime parse(@NonNull String text, @NonNull ZoneId zone) {
        for (TimeLayout layout : LAYOUTS) {
            try {
                return new TimeParser(layout, text).parse(zone);
            } catch (ValueException e) {
                continue;
            }
        }
        throw new ValueException("invalid date " + text
                + ": write it like 2006-01-02, 2006-01-02 15:04:05 or 2006-01-02T15:04:05Z, or give a layout");
    }

    /** @param layout how Go would write Mon Jan 2 15:04:05 2006 in that form */
    @NonNull
    public static ZonedDateTime parse(@NonNull String text, @NonNull String layout, @NonNull ZoneId zone) {
        return new TimeParser(new TimeLayout(layout), text).parse(zone);
    }

    /** @throws ValueException when there is no such zone in the time zone database */
    @NonNull
    public static ZoneId zone(@NonNull String name) {
        if (name.isEmpty() || name.equals("UTC")) {
            return ZoneOffset.UTC;
        } else if (name.equals("Local")) {
            return ZoneId.systemDefault();
        }
        Set<String> known = ZoneId.getAvailableZoneIds();
        if (!known.contains(name)) {
            throw new ValueException("unknown time zone " + name + ": write it like Europe/Zurich");
        }
        return ZoneId.of(name);
    }

    static String format(ZonedDateTime time, String layout) {
        return new TimeLayout(layout).format(time);
    }

    /** As JSON and YAML have it. */
    static String rfc3339(ZonedDateTime time) {
        return TimeLayout.RFC_3339_NANO.format(time);
    }

    static String print(ZonedDateTime time) {
        return TimeLayout.PRINTED.format(time);
    }

    /** {@code CEST}, {@code UTC}, or the offset where the zone has no abbreviation. */
    static String abbreviation(ZonedDateTime time) {
        if (time.getZone().equals(ZoneOffset.UTC)) {
            return "UTC";
        } else if (time.getZone() instanceof ZoneOffset) {
            return new TimeLayout("-0700").format(time);
        }
        boolean summer = time.getZone().getRules().isDaylightSavings(time.toInstant());
        return TimeZone.getTimeZone(time.getZone()).getDisplayName(summer, TimeZone.SHORT, Locale.ENGLISH);
    }

    static ZonedDateTime plus(ZonedDateTime time, Duration duration) {
        try {
            return checked(time.plus(duration));
        } catch (DateTimeException | ArithmeticException e) {
            throw outOfRange();
        }
    }

    static ZonedDateTime plusDate(ZonedDateTime time, long years, long months, long days) {
        try {
            // overflowing days run into the next month, as Go's do: Jan 31 plus one month is Mar 2 or 3
            ZonedDateTime first = time.withDayOfMonth(1).plusYears(years).plusMonths(months);
            return checked(first.plusDays(Math.addExact(days, time.getDayOfMonth() - 1L)));
        } catch (DateTimeException | ArithmeticException e) {
            throw outOfRange();
        }
    }

    static ZonedDateTime checked(ZonedDateTime time) {
        if (Math.abs(time.getYear()) > MAX_YEAR) {
            throw outOfRange();
        }
        return time;
    }

    private static ValueException outOfRange() {
        return new ValueException("the time is out of range");
    }

    /** At most 292 years either way. */
    static Duration between(ZonedDateTime from, ZonedDateTime to) {
        return Duration.ofNanos(Durations.nanos(Duration.between(from.toInstant(), to.toInstant())));
    }

    /** Down to a multiple of the duration since Go's zero time; half way up when rounding. */
    static ZonedDateTime truncate(ZonedDateTime time, Duration duration, boolean round) {
        long unit = Durations.nanos(duration);
        if (unit <= 0) {
            return time;
        }
        BigInteger nanos = BigInteger.valueOf(time.toEpochSecond() - ZERO.toEpochSecond())
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(time.getNano()));
        long rest = nanos.mod(BigInteger.valueOf(unit)).longValueExact();
        Duration down = Duration.ofNanos(-rest);
        return plus(time, round && rest >= unit - rest ? down.plusNanos(unit) : down);
    }
}
