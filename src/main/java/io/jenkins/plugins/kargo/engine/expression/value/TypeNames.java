package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/** The names of values' types, as the function {@code type} and messages give them. */
public final class TypeNames {
    private TypeNames() {}

    @NonNull
    public static String of(@CheckForNull Object value) {
        if (value == null) {
            return "nil";
        } else if (value instanceof Boolean) {
            return "bool";
        } else if (value instanceof Unsigned8) {
            return "uint";
        } else if (value instanceof String) {
            return "string";
        } else if (Numbers.isInteger(value)) {
            return "int";
        } else if (value instanceof Number) {
            return "float";
        } else if (value instanceof Map) {
            return "map";
        } else if (value instanceof List || value instanceof byte[]) {
            return "array";
        } else if (value instanceof ZonedDateTime) {
            return Type.TIME.name();
        } else if (value instanceof Duration) {
            return Type.DURATION.name();
        } else if (value instanceof NamedNumber number) {
            return number.type();
        } else if (value instanceof StructValue struct) {
            return struct.type().isPointer() ? "unknown" : struct.type().name();
        } else if (value instanceof Method.Bound) {
            return "func";
        } else if (value instanceof Tainted) {
            return "secret";
        }
        return value instanceof ZoneId
                ? "unknown"
                : "unsupported type " + value.getClass().getSimpleName();
    }
}
