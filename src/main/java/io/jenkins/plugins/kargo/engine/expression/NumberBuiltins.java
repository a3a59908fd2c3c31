package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Aggregates;
import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Numbers;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/** The functions on numbers. */
final class NumberBuiltins {
    private NumberBuiltins() {}

    static Stream<BuiltinFunction> all() {
        return Stream.of(
                BuiltinFunction.of("abs", 1, a -> number("abs", a).get(0), a -> Numbers.absolute(a.get(0))),
                rounding("ceil", Math::ceil),
                rounding("floor", Math::floor),
                rounding("round", Numbers::round),
                BuiltinFunction.of("int", 1, a -> convertible("int", a, Type.INT), a -> Numbers.parseInteger(a.get(0))),
                BuiltinFunction.of(
                        "float", 1, a -> convertible("float", a, Type.FLOAT), a -> Numbers.parseFloat(a.get(0))),
                aggregate("max", a -> Aggregates.most(a.all(), "max", "<", a.evaluation())),
                aggregate("min", a -> Aggregates.most(a.all(), "min", ">", a.evaluation())),
                aggregate("mean", a -> Aggregates.mean(a.all(), a.evaluation())),
                aggregate("median", a -> Aggregates.median(a.all(), a.evaluation())));
    }

    private static List<Type> number(String name, List<Type> arguments) {
        Type type = arguments.get(0);
        if (!type.isNumber() && !type.isUnknown() && !type.isDuration()) {
            throw new ValueException("invalid argument for " + name + " (type " + type + ")");
        }
        return arguments;
    }

    private static BuiltinFunction rounding(String name, DoubleUnaryOperator operator) {
        BuiltinFunction.Typing typing = arguments -> {
            number(name, arguments);
            return Type.FLOAT;
        };
        return BuiltinFunction.of(name, 1, typing, arguments -> round(name, arguments, operator));
    }

    private static Object round(String name, Arguments arguments, DoubleUnaryOperator operator) {
        if (arguments.get(0) instanceof Number number) {
            return Numbers.isInteger(number) ? number.doubleValue() : operator.applyAsDouble(number.doubleValue());
        }
        throw new ValueException("invalid argument for " + name + " (type " + TypeNames.of(arguments.get(0)) + ")");
    }

    private static Type convertible(String name, List<Type> arguments, Type result) {
        Type type = arguments.get(0);
        boolean named = type.name().equals(Type.MONTH.name()) || type.name().equals(Type.WEEKDAY.name());
        if (!type.isText() && !named) {
            number(name, arguments);
        }
        return result;
    }

    private static BuiltinFunction aggregate(String name, Function.Body body) {
        return BuiltinFunction.of(name, 1, Integer.MAX_VALUE, a -> aggregated(name, a), body);
    }

    /** As in expr-lang, the type is that of the first argument even where the result is a float. */
    private static Type aggregated(String name, List<Type> arguments) {
        for (Type type : arguments) {
            if (type.isUnknown() || type.isList()) {
                return Type.ANY;
            } else if (!type.isNumber() && !type.isDuration()) {
                throw new ValueException("invalid argument for " + name + " (type " + type + ")");
            }
        }
        return arguments.get(0);
    }
}
