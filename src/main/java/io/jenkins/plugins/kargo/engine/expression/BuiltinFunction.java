package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.util.List;

/**
 * A function of the language itself.
 *
 * @param type of the bare name
 * @param typing checks the types of the arguments
 */
record BuiltinFunction(String name, int minArguments, int maxArguments, Type type, Typing typing, Function.Body body) {
    /** The result's type for arguments of these types. */
    @FunctionalInterface
    interface Typing {
        /** @throws ValueException when the arguments do not fit */
        Type result(List<Type> arguments);
    }

    /** One that is called in the ways the signatures tell. */
    static BuiltinFunction of(String name, Function.Body body, Signature... ways) {
        List<Signature> all = List.of(ways);
        int min = all.stream().mapToInt(w -> w.parameters().size()).min().orElseThrow();
        int max = all.stream().mapToInt(w -> w.parameters().size()).max().orElseThrow();
        Typing typing = arguments -> Signatures.result(name, all, arguments);
        return new BuiltinFunction(name, min, max, Type.of(all.get(0)), typing, body);
    }

    /** One with its own rules for a fixed number of arguments. */
    static BuiltinFunction of(String name, int arguments, Typing typing, Function.Body body) {
        return of(name, arguments, arguments, typing, body);
    }

    static BuiltinFunction of(String name, int min, int max, Typing typing, Function.Body body) {
        Typing counted = arguments -> {
            if (arguments.size() < min || arguments.size() > max) {
                String expected =
                        max == Integer.MAX_VALUE ? "at least " + min : min == max ? "" + min : min + "-" + max;
                throw new ValueException("invalid number of arguments to call %s (expected %s, got %d)"
                        .formatted(name, expected, arguments.size()));
            }
            return typing.result(arguments);
        };
        return new BuiltinFunction(name, min, max, Type.function(), counted, body);
    }
}
