package io.jenkins.plugins.kargo.engine.expression;

import static io.jenkins.plugins.kargo.engine.expression.value.Type.INT;

import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Numbers;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.util.function.LongBinaryOperator;
import java.util.stream.Stream;

/** The functions on the bits of integers. Shifting by 64 and more shifts everything out, unlike in Java. */
final class BitBuiltins {
    private BitBuiltins() {}

    static Stream<BuiltinFunction> all() {
        return Stream.of(
                onTwo("bitand", (x, y) -> x & y),
                onTwo("bitor", (x, y) -> x | y),
                onTwo("bitxor", (x, y) -> x ^ y),
                onTwo("bitnand", (x, y) -> x & ~y),
                onTwo("bitshl", (x, y) -> shift(y) > 63 ? 0 : x << y),
                onTwo("bitshr", (x, y) -> x >> Math.min(shift(y), 63)),
                onTwo("bitushr", (x, y) -> shift(y) > 63 ? 0 : x >>> y),
                BuiltinFunction.of("bitnot", a -> ~integer("bitnot", a, 0), Signature.of(INT, INT)));
    }

    private static BuiltinFunction onTwo(String name, LongBinaryOperator operator) {
        return BuiltinFunction.of(
                name, a -> operator.applyAsLong(integer(name, a, 0), integer(name, a, 1)), Signature.of(INT, INT, INT));
    }

    private static long shift(long count) {
        if (count < 0) {
            throw new ValueException("invalid operation: negative shift count " + count);
        }
        return count;
    }

    private static long integer(String name, Arguments arguments, int index) {
        Object value = arguments.get(index);
        if (!Numbers.isInteger(value)) {
            throw new ValueException("cannot use " + TypeNames.of(value) + " as argument (type int) to call " + name);
        }
        return ((Number) value).longValue();
    }
}
