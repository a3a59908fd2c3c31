package io.jenkins.plugins.kargo.engine.expression.value;

import java.math.BigInteger;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The methods that times, durations and what they yield have in Go. */
final class TimeMethods {
    static final Map<String, Method> OF_TIME = new HashMap<>();
    static final Map<String, Method> OF_DURATION = new HashMap<>();
    /** Of months, weekdays and zones. */
    static final Map<String, Method> OF_NAMES = new HashMap<>();

    static {
        time("Year", Type.INT, t -> (long) t.getYear());
        time("Month", Type.MONTH, t -> NamedNumbers.of(t.getMonth()));
        time("Day", Type.INT, t -> (long) t.getDayOfMonth());
        time("Hour", Type.INT, t -> (long) t.getHour());
        time("Minute", Type.INT, t -> (long) t.getMinute());
        time("Second", Type.INT, t -> (long) t.getSecond());
        time("Nanosecond", Type.INT, t -> (long) t.getNano());
        time("YearDay", Type.INT, t -> (long) t.getDayOfYear());
        time("Weekday", Type.WEEKDAY, t -> NamedNumbers.of(t.getDayOfWeek()));
        time("ISOWeek", Type.INT, t -> (long) t.get(IsoFields.WEEK_BASED_YEAR));
        time("Unix", Type.INT, ZonedDateTime::toEpochSecond);
        time("UnixMilli", Type.INT, t -> t.toInstant().toEpochMilli());
        time("UnixMicro", Type.INT, t -> t.toEpochSecond() * 1_000_000 + t.getNano() / 1_000);
        time("UnixNano", Type.INT, t -> t.toEpochSecond() * 1_000_000_000 + t.getNano());
        time("UTC", Type.TIME, t -> t.withZoneSameInstant(ZoneOffset.UTC));
        time("Local", Type.TIME, t -> t.withZoneSameInstant(ZoneId.systemDefault()));
        time("Location", Type.ZONE, ZonedDateTime::getZone);
        time("IsZero", Type.BOOL, t -> t.toInstant().equals(Times.ZERO.toInstant()));
        time("IsDST", Type.BOOL, t -> t.getZone().getRules().isDaylightSavings(t.toInstant()));
        time("String", Type.TEXT, Times::print);
        time("Format", Type.TEXT, Type.TEXT, (t, a) -> Times.format(t, a.text(0)));
        time("Add", Type.TIME, Type.DURATION, (t, a) -> Times.plus(t, duration(a)));
        time("Sub", Type.DURATION, Type.TIME, (t, a) -> Times.between(time(a), t));
        time("Truncate", Type.TIME, Type.DURATION, (t, a) -> Times.truncate(t, duration(a), false));
        time("Round", Type.TIME, Type.DURATION, (t, a) -> Times.truncate(t, duration(a), true));
        time("In", Type.TIME, Type.ZONE, (t, a) -> t.withZoneSameInstant(zone(a)));
        time("Before", Type.BOOL, Type.TIME, (t, a) -> t.toInstant().isBefore(time(a).toInstant()));
        time("After", Type.BOOL, Type.TIME, (t, a) -> t.toInstant().isAfter(time(a).toInstant()));
        time("Equal", Type.BOOL, Type.TIME, (t, a) -> t.toInstant().equals(time(a).toInstant()));
        time("Compare", Type.INT, Type.TIME, (t, a) ->
                (long) Integer.signum(t.toInstant().compareTo(time(a).toInstant())));
        OF_TIME.put(
                "AddDate",
                new Method(
                        "AddDate",
                        Signature.of(Type.TIME, Type.INT, Type.INT, Type.INT),
                        (t, a) -> Times.plusDate((ZonedDateTime) t, a.integer(0), a.integer(1), a.integer(2))));

        duration("Hours", Type.FLOAT, d -> inUnits(d, 3_600_000_000_000L));
        duration("Minutes", Type.FLOAT, d -> inUnits(d, 60_000_000_000L));
        duration("Seconds", Type.FLOAT, d -> inUnits(d, 1_000_000_000L));
        duration("Milliseconds", Type.INT, d -> Durations.nanos(d) / 1_000_000);
        duration("Microseconds", Type.INT, d -> Durations.nanos(d) / 1_000);
        duration("Nanoseconds", Type.INT, Durations::nanos);
        duration("Abs", Type.DURATION, TimeMethods::absolute);
        duration("String", Type.TEXT, Durations::print);
        duration("Truncate", Type.DURATION, Type.DURATION, (d, a) -> truncate(d, duration(a)));
        duration("Round", Type.DURATION, Type.DURATION, (d, a) -> round(d, duration(a)));

        OF_NAMES.put(
                "String", new Method("String", Signature.of(Type.TEXT), (v, a) -> Printer.print(v, a.evaluation())));
    }

    private TimeMethods() {}

    private static void time(String name, Type result, Function<ZonedDateTime, Object> body) {
        OF_TIME.put(name, new Method(name, Signature.of(result), (t, a) -> body.apply((ZonedDateTime) t)));
    }

    private static void time(
            String name, Type result, Type parameter, BiFunction<ZonedDateTime, Arguments, Object> body) {
        OF_TIME.put(
                name, new Method(name, Signature.of(result, parameter), (t, a) -> body.apply((ZonedDateTime) t, a)));
    }

    private static void duration(String name, Type result, Function<Duration, Object> body) {
        OF_DURATION.put(name, new Method(name, Signature.of(result), (d, a) -> body.apply((Duration) d)));
    }

    private static void duration(
            String name, Type result, Type parameter, BiFunction<Duration, Arguments, Object> body) {
        OF_DURATION.put(name, new Method(name, Signature.of(result, parameter), (d, a) -> body.apply((Duration) d, a)));
    }

    /** Whole units and the fraction apart, as Go adds them. */
    private static double inUnits(Duration duration, long unit) {
        long nanos = Durations.nanos(duration);
        long whole = nanos / unit;
        return (double) whole + (double) (nanos % unit) / (double) unit;
    }

    private static Duration truncate(Duration duration, Duration unit) {
        long size = Durations.nanos(unit);
        long nanos = Durations.nanos(duration);
        return size <= 0 ? duration : Duration.ofNanos(nanos - nanos % size);
    }

    /** Half away from zero; what does not fit becomes the longest duration. */
    private static Duration round(Duration duration, Duration unit) {
        long size = Durations.nanos(unit);
        long nanos = Durations.nanos(duration);
        if (size <= 0) {
            return duration;
        }
        long rest = Math.abs(nanos % size);
        if (rest < size - rest) {
            return truncate(duration, unit);
        }
        BigInteger away = BigInteger.valueOf(nanos).add(BigInteger.valueOf(nanos < 0 ? rest - size : size - rest));
        return Duration.ofNanos(away.bitLength() < 64 ? away.longValue() : nanos < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    }

    private static Duration absolute(Duration duration) {
        long nanos = Durations.nanos(duration);
        return Duration.ofNanos(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(nanos));
    }

    private static ZonedDateTime time(Arguments arguments) {
        return argument(arguments, ZonedDateTime.class, "a time, such as date(\"2006-01-02\")");
    }

    private static Duration duration(Arguments arguments) {
        return argument(arguments, Duration.class, "a duration, such as duration(\"1h\")");
    }

    private static ZoneId zone(Arguments arguments) {
        return argument(arguments, ZoneId.class, "a zone, such as timezone(\"Europe/Zurich\")");
    }

    private static <T> T argument(Arguments arguments, Class<T> type, String expected) {
        Object value = arguments.get(0);
        if (!type.isInstance(value)) {
            throw new ValueException("argument must be " + expected + ", got " + TypeNames.of(value));
        }
        return type.cast(value);
    }
}
