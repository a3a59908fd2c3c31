package io.jenkins.plugins.kargo.engine.expression.value;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.stream.Collectors;

/** One way to call a function: the types of its parameters and of its result. Optional parameters are two ways. */
public record Signature(
        @NonNull List<Type> parameters, @NonNull Type result) {
    public Signature {
        parameters = List.copyOf(parameters);
    }

    @NonNull
    public static Signature of(@NonNull Type result, @NonNull Type... parameters) {
        return new Signature(List.of(parameters), result);
    }

    /** As Go writes it: {@code func(string, int) bool}. */
    @NonNull
    public String describe() {
        return parameters.stream().map(Type::name).collect(Collectors.joining(", ", "func(", ") ")) + result.name();
    }
}
