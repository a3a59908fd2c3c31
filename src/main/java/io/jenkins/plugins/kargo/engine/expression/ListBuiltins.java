package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.ListFunctions;
import io.jenkins.plugins.kargo.engine.expression.value.Lists;
import io.jenkins.plugins.kargo.engine.expression.value.Members;
import io.jenkins.plugins.kargo.engine.expression.value.Numbers;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.util.List;
import java.util.stream.Stream;

/** The functions on lists that take no predicate. */
final class ListBuiltins {
    private ListBuiltins() {}

    static Stream<BuiltinFunction> all() {
        return Stream.of(
                BuiltinFunction.of("first", 1, a -> element("first", a.get(0)), a -> end(a, 0)),
                BuiltinFunction.of("last", 1, a -> element("last", a.get(0)), a -> end(a, -1)),
                BuiltinFunction.of("take", 2, ListBuiltins::taken, ListBuiltins::take),
                BuiltinFunction.of(
                        "reverse",
                        1,
                        a -> list("reverse", a),
                        a -> ListFunctions.reverse(of("cannot reverse", a), a.evaluation())),
                BuiltinFunction.of(
                        "uniq",
                        1,
                        a -> list("uniq", a),
                        a -> ListFunctions.unique(of("cannot uniq", a), a.evaluation())),
                BuiltinFunction.of("concat", 1, Integer.MAX_VALUE, a -> list("concat", a), ListBuiltins::concat),
                BuiltinFunction.of(
                        "flatten",
                        1,
                        a -> list("flatten", a),
                        a -> ListFunctions.flatten(of("cannot flatten", a), a.evaluation())),
                BuiltinFunction.of(
                        "sort",
                        ListBuiltins::sort,
                        Signature.of(Type.LIST, Type.LIST, Type.TEXT),
                        Signature.of(Type.LIST, Type.INT_LIST, Type.TEXT),
                        Signature.of(Type.LIST, Type.FLOAT_LIST, Type.TEXT),
                        Signature.of(Type.LIST, Type.TEXT_LIST, Type.TEXT),
                        Signature.of(Type.LIST, Type.LIST),
                        Signature.of(Type.LIST, Type.FLOAT_LIST),
                        Signature.of(Type.LIST, Type.TEXT_LIST),
                        Signature.of(Type.LIST, Type.INT_LIST)));
    }

    private static Type element(String name, Type list) {
        if (!list.isUnknown() && !list.isList()) {
            throw new ValueException("cannot get " + name + " element from " + list);
        }
        return list.isUnknown() ? Type.ANY : list.withoutElements().element();
    }

    private static Type list(String name, List<Type> arguments) {
        for (Type type : arguments) {
            if (!type.isUnknown() && !type.isList()) {
                throw new ValueException("cannot " + name + " " + type);
            }
        }
        return Type.LIST;
    }

    private static List<?> of(String operation, Arguments arguments) {
        return Lists.require(arguments.get(0), operation);
    }

    /** The element at an end, nil for anything that has none. */
    private static Object end(Arguments arguments, long index) {
        try {
            return Members.fetch(arguments.get(0), index);
        } catch (ValueException e) {
            return null;
        }
    }

    private static Type taken(List<Type> arguments) {
        Type list = arguments.get(0);
        Type count = arguments.get(1);
        if (!list.isUnknown() && !list.isList()) {
            throw new ValueException("cannot take from " + list);
        } else if (!count.isUnknown() && !count.isInt() && !count.isDuration()) {
            throw new ValueException("cannot take " + count + " elements");
        }
        return list.withoutElements();
    }

    private static Object take(Arguments arguments) {
        List<?> list = of("cannot take from", arguments);
        Object count = arguments.get(1);
        if (!Numbers.isInteger(count)) {
            throw new ValueException("cannot take " + TypeNames.of(count) + " elements");
        }
        long to = Math.min(((Number) count).longValue(), list.size());
        if (to < 0) {
            throw new ValueException("cannot take " + to + " elements");
        }
        return Members.slice(arguments.get(0), null, to);
    }

    private static Object concat(Arguments arguments) {
        List<? extends List<?>> lists = arguments.all().stream()
                .map(a -> Lists.require(arguments.evaluation().open(a), "cannot concat"))
                .toList();
        return ListFunctions.concat(lists, arguments.evaluation());
    }

    private static Object sort(Arguments arguments) {
        Evaluation evaluation = arguments.evaluation();
        boolean descending = false;
        if (arguments.size() == 2) {
            Object order = arguments.get(1);
            if (!"asc".equals(order) && !"desc".equals(order)) {
                throw new ValueException("invalid order " + (order instanceof String ? order : TypeNames.of(order))
                        + ", expected asc or desc");
            }
            descending = order.equals("desc");
        }
        List<?> list = Lists.sortable(arguments.get(0));
        return list == null ? Lists.NIL : ListFunctions.sort(list, descending, evaluation);
    }
}
