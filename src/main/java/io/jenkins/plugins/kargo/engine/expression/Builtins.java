package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions of expr-lang by name. */
final class Builtins {
    private static final Map<String, BuiltinFunction> FUNCTIONS = Stream.of(
                    TextBuiltins.all(),
                    NumberBuiltins.all(),
                    BitBuiltins.all(),
                    ListBuiltins.all(),
                    MapBuiltins.all(),
                    EncodingBuiltins.all(),
                    TimeBuiltins.all())
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(BuiltinFunction::name, Function.identity()));

    /** The functions that walk a list, and the type of their bare names. */
    private static final Map<String, Type> LOOPS = Map.ofEntries(
            Map.entry("all", loop(Type.BOOL)),
            Map.entry("none", loop(Type.BOOL)),
            Map.entry("any", loop(Type.BOOL)),
            Map.entry("one", loop(Type.BOOL)),
            Map.entry("filter", loop(Type.LIST)),
            Map.entry("map", loop(Type.LIST, Type.ANY)),
            Map.entry("count", loop(Type.INT)),
            Map.entry("sum", loop(Type.INT)),
            Map.entry("find", loop(Type.ANY)),
            Map.entry("findIndex", loop(Type.INT)),
            Map.entry("findLast", loop(Type.ANY)),
            Map.entry("findLastIndex", loop(Type.INT)),
            Map.entry("groupBy", loop(Type.GROUPS)),
            Map.entry("sortBy", loop(Type.LIST, Type.TEXT)),
            Map.entry("reduce", loop(Type.ANY, Type.ANY, Type.ANY)));

    private Builtins() {}

    private static Type loop(Type result, Type... more) {
        return Type.of(new Signature(
                Stream.concat(Stream.of(Type.LIST, Type.function()), Stream.of(more))
                        .toList(),
                result));
    }

    static boolean isBuiltin(String name) {
        return isLoop(name) || FUNCTIONS.containsKey(name);
    }

    static boolean isLoop(String name) {
        return LOOPS.containsKey(name);
    }

    /** The function of that name, null when there is none or it walks a list. */
    static BuiltinFunction find(String name) {
        return FUNCTIONS.get(name);
    }

    /** The type of a builtin's bare name. */
    static Type typeOf(String name) {
        return isLoop(name) ? LOOPS.get(name) : FUNCTIONS.get(name).type();
    }
}
