package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Finds the methods of values: those of times, durations, months, weekdays, zones and Kargo's objects. */
public final class Methods {
    private Methods() {}

    @CheckForNull
    static Method find(Object value, String name) {
        if (value instanceof ZonedDateTime) {
            return TimeMethods.OF_TIME.get(name);
        } else if (value instanceof Duration) {
            return TimeMethods.OF_DURATION.get(name);
        } else if (value instanceof NamedNumber || value instanceof ZoneId) {
            return TimeMethods.OF_NAMES.get(name);
        }
        return value instanceof StructValue struct ? struct.type().methods().get(name) : null;
    }

    /** The method that values of a type have, null when there is none of that name. */
    @CheckForNull
    public static Method find(@NonNull Type type, @NonNull String name) {
        if (type.isTime()) {
            return TimeMethods.OF_TIME.get(name);
        } else if (type.isDuration()) {
            return TimeMethods.OF_DURATION.get(name);
        } else if (type.name().equals(Type.MONTH.name())
                || type.name().equals(Type.WEEKDAY.name())
                || type.name().equals(Type.ZONE.name())) {
            return TimeMethods.OF_NAMES.get(name);
        }
        return type.struct() == null ? null : type.struct().methods().get(name);
    }

    /** Calls what a member access yielded. @throws ValueException when it is no method, or the arguments do not fit */
    @CheckForNull
    public static Object call(@CheckForNull Object callee, @NonNull Arguments arguments) {
        if (callee == null) {
            throw new ValueException("invalid operation: cannot call nil");
        } else if (!(callee instanceof Method.Bound bound)) {
            throw new ValueException("invalid operation: cannot call non-function of type " + TypeNames.of(callee));
        } else {
            int expected = bound.method().signature().parameters().size();
            if (arguments.size() != expected) {
                throw new ValueException("invalid number of arguments to call "
                        + bound.method().name() + ": expected " + expected + ", got " + arguments.size());
            }
            return bound.method().body().call(bound.target(), arguments);
        }
    }
}
