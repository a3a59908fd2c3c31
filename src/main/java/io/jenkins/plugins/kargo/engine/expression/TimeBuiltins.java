package io.jenkins.plugins.kargo.engine.expression;

import static io.jenkins.plugins.kargo.engine.expression.value.Type.DURATION;
import static io.jenkins.plugins.kargo.engine.expression.value.Type.TEXT;
import static io.jenkins.plugins.kargo.engine.expression.value.Type.TIME;
import static io.jenkins.plugins.kargo.engine.expression.value.Type.ZONE;

import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Durations;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Times;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;

/** The functions that make times, durations and zones. */
final class TimeBuiltins {
    private TimeBuiltins() {}

    static Stream<BuiltinFunction> all() {
        return Stream.of(
                BuiltinFunction.of("now", 0, 1, TimeBuiltins::nowType, TimeBuiltins::now),
                BuiltinFunction.of("duration", a -> Durations.parse(a.text(0)), Signature.of(DURATION, TEXT)),
                BuiltinFunction.of("date", 1, 4, TimeBuiltins::dateType, TimeBuiltins::date),
                BuiltinFunction.of("timezone", a -> Times.zone(a.text(0)), Signature.of(ZONE, TEXT)));
    }

    private static Type nowType(List<Type> arguments) {
        if (!arguments.isEmpty() && !arguments.get(0).name().equals(ZONE.name())) {
            throw new ValueException("invalid number of arguments to call now (expected 0, got 1)");
        }
        return TIME;
    }

    private static Object now(Arguments arguments) {
        ZonedDateTime now = ZonedDateTime.now(arguments.evaluation().clock()).withZoneSameInstant(ZoneOffset.UTC);
        return arguments.size() == 1 && arguments.get(0) instanceof ZoneId zone ? now.withZoneSameInstant(zone) : now;
    }

    private static Type dateType(List<Type> arguments) {
        boolean zoned = arguments.get(0).name().equals(ZONE.name());
        if (arguments.size() > (zoned ? 4 : 3)) {
            throw new ValueException(
                    "invalid number of arguments to call date (expected at most 3, got " + arguments.size() + ")");
        }
        return TIME;
    }

    /** {@code date([zone,] text[, layout[, zoneName]])}. */
    private static Object date(Arguments arguments) {
        boolean zoned = arguments.get(0) instanceof ZoneId;
        int first = zoned ? 1 : 0;
        arguments.expect(first + 1, first + 3);
        ZoneId zone = arguments.get(0) instanceof ZoneId given ? given : ZoneOffset.UTC;
        String text = arguments.text(first);
        if (arguments.size() == first + 1) {
            return Times.parse(text, zone);
        }
        ZoneId named = arguments.size() == first + 3 ? Times.zone(arguments.text(first + 2)) : zone;
        return Times.parse(text, arguments.text(first + 1), named);
    }
}
