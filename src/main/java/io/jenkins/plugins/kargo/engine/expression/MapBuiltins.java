package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Lists;
import io.jenkins.plugins.kargo.engine.expression.value.Maps;
import io.jenkins.plugins.kargo.engine.expression.value.Members;
import io.jenkins.plugins.kargo.engine.expression.value.Texts;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The functions on maps, and those on maps and lists alike. */
final class MapBuiltins {
    private MapBuiltins() {}

    static Stream<BuiltinFunction> all() {
        return Stream.of(
                BuiltinFunction.of("len", 1, MapBuiltins::measured, a -> length(a.get(0))),
                BuiltinFunction.of("get", 2, MapBuiltins::gotten, a -> Members.get(a.get(0), a.get(1))),
                BuiltinFunction.of(
                        "keys",
                        1,
                        a -> map("get keys from", a),
                        a -> Maps.keys(of("get keys from", a), a.evaluation())),
                BuiltinFunction.of(
                        "values",
                        1,
                        a -> map("get values from", a),
                        a -> Maps.values(of("get values from", a), a.evaluation())),
                BuiltinFunction.of(
                        "toPairs",
                        1,
                        a -> map("transform to pairs", a),
                        a -> Maps.toPairs(of("transform to pairs", a), a.evaluation())),
                BuiltinFunction.of("fromPairs", 1, MapBuiltins::paired, MapBuiltins::fromPairs));
    }

    private static Type measured(List<Type> arguments) {
        Type type = arguments.get(0);
        if (!type.isUnknown() && !type.isList() && !type.isMap() && !type.isText()) {
            throw new ValueException("invalid argument for len (type " + type + ")");
        }
        return Type.INT;
    }

    private static long length(Object value) {
        List<?> list = Lists.view(value);
        if (list != null) {
            return list.size();
        } else if (value instanceof Map<?, ?> map) {
            return map.size();
        } else if (value instanceof String text) {
            return Texts.length(text);
        }
        throw new ValueException("invalid argument for len (type " + TypeNames.of(value) + ")");
    }

    private static Type gotten(List<Type> arguments) {
        Type from = arguments.get(0);
        Type key = arguments.get(1).dereferenced();
        if (from.isUnknown()) {
            return Type.UNKNOWN;
        } else if (from.isList()) {
            if (!key.isInteger() && !key.isUnknown()) {
                throw new ValueException("non-integer slice index " + key);
            }
        } else if (!from.isMap()) {
            throw new ValueException("type " + from + " does not support indexing");
        } else if (from.hasTextKeys() && !key.isText() && !key.isUnknown()) {
            throw new ValueException("cannot use " + key + " to get an element from " + from);
        }
        return from.element();
    }

    private static Type map(String operation, List<Type> arguments) {
        if (!arguments.get(0).isUnknown() && !arguments.get(0).isMap()) {
            throw new ValueException("cannot " + operation + " " + arguments.get(0));
        }
        return Type.LIST;
    }

    private static Map<?, ?> of(String operation, Arguments arguments) {
        if (arguments.get(0) instanceof Map<?, ?> map) {
            return map;
        }
        throw new ValueException("cannot " + operation + " " + TypeNames.of(arguments.get(0)));
    }

    private static Type paired(List<Type> arguments) {
        if (!arguments.get(0).isUnknown() && !arguments.get(0).isList()) {
            throw new ValueException("cannot transform " + arguments.get(0) + " from pairs");
        }
        return Type.ANY_KEY_MAP;
    }

    private static Object fromPairs(Arguments arguments) {
        return Maps.fromPairs(Lists.require(arguments.get(0), "cannot transform from pairs"), arguments.evaluation());
    }
}
