package io.jenkins.plugins.kargo.engine.expression;

import static io.jenkins.plugins.kargo.engine.expression.value.Type.INT;
import static io.jenkins.plugins.kargo.engine.expression.value.Type.LIST;
import static io.jenkins.plugins.kargo.engine.expression.value.Type.TEXT;
import static io.jenkins.plugins.kargo.engine.expression.value.Type.TEXT_LIST;

import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Lists;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Texts;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The functions on strings. */
final class TextBuiltins {
    private static final long MAX_REPEAT = 1_000_000;

    private TextBuiltins() {}

    static Stream<BuiltinFunction> all() {
        return Stream.of(
                BuiltinFunction.of("trim", TextBuiltins::trim, way(TEXT, TEXT), way(TEXT, TEXT, TEXT)),
                BuiltinFunction.of("trimPrefix", TextBuiltins::trimPrefix, way(TEXT, TEXT, TEXT), way(TEXT, TEXT)),
                BuiltinFunction.of("trimSuffix", TextBuiltins::trimSuffix, way(TEXT, TEXT, TEXT), way(TEXT, TEXT)),
                BuiltinFunction.of("upper", a -> counted(a, Texts.upper(a.text(0))), way(TEXT, TEXT)),
                BuiltinFunction.of("lower", a -> counted(a, Texts.lower(a.text(0))), way(TEXT, TEXT)),
                BuiltinFunction.of(
                        "split", a -> split(a, 0), way(TEXT_LIST, TEXT, TEXT), way(TEXT_LIST, TEXT, TEXT, INT)),
                BuiltinFunction.of(
                        "splitAfter",
                        a -> split(a, Integer.MAX_VALUE),
                        way(TEXT_LIST, TEXT, TEXT),
                        way(TEXT_LIST, TEXT, TEXT, INT)),
                BuiltinFunction.of(
                        "replace",
                        TextBuiltins::replace,
                        way(TEXT, TEXT, TEXT, TEXT, INT),
                        way(TEXT, TEXT, TEXT, TEXT)),
                BuiltinFunction.of("repeat", TextBuiltins::repeat, way(TEXT, TEXT, INT)),
                BuiltinFunction.of(
                        "join",
                        TextBuiltins::join,
                        way(TEXT, TEXT_LIST, TEXT),
                        way(TEXT, LIST, TEXT),
                        way(TEXT, LIST),
                        way(TEXT, TEXT_LIST)),
                onTwo("indexOf", INT, Texts::indexOf),
                onTwo("lastIndexOf", INT, Texts::lastIndexOf),
                onTwo("hasPrefix", Type.BOOL, String::startsWith),
                onTwo("hasSuffix", Type.BOOL, String::endsWith));
    }

    private static Signature way(Type result, Type... parameters) {
        return Signature.of(result, parameters);
    }

    private static BuiltinFunction onTwo(String name, Type result, BiFunction<String, String, Object> body) {
        return BuiltinFunction.of(name, a -> body.apply(a.text(0), a.text(1)), way(result, TEXT, TEXT));
    }

    private static String counted(Arguments arguments, String text) {
        arguments.evaluation().text(text.length());
        return text;
    }

    private static Object trim(Arguments arguments) {
        return arguments.size() == 1 ? Texts.trim(arguments.text(0)) : Texts.trim(arguments.text(0), arguments.text(1));
    }

    private static Object trimPrefix(Arguments arguments) {
        String text = arguments.text(0);
        String prefix = arguments.size() == 1 ? " " : arguments.text(1);
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static Object trimSuffix(Arguments arguments) {
        String text = arguments.text(0);
        String suffix = arguments.size() == 1 ? " " : arguments.text(1);
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static Object split(Arguments arguments, int keep) {
        long limit = arguments.size() == 3 ? arguments.integer(2) : -1;
        return Texts.split(arguments.text(0), arguments.text(1), limit, keep, arguments.evaluation());
    }

    private static Object replace(Arguments arguments) {
        long limit = arguments.size() == 4 ? arguments.integer(3) : -1;
        return Texts.replace(arguments.text(0), arguments.text(1), arguments.text(2), limit, arguments.evaluation());
    }

    private static Object repeat(Arguments arguments) {
        String text = arguments.text(0);
        long count = arguments.integer(1);
        if (count < 0) {
            throw new ValueException("invalid argument for repeat (expected positive integer, got " + count + ")");
        } else if (count > MAX_REPEAT) {
            throw new ValueException("memory budget exceeded: repeat makes at most " + MAX_REPEAT + " copies");
        }
        arguments.evaluation().elements(count * Texts.byteLength(text));
        arguments.evaluation().text(count * text.length());
        return text.repeat((int) count);
    }

    private static Object join(Arguments arguments) {
        List<?> list = Lists.require(arguments.get(0), "cannot join");
        String separator = arguments.size() == 2 ? arguments.text(1) : "";
        if (!Lists.mayHoldTexts(list)) {
            throw new ValueException("invalid argument for join: it takes a list of strings");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < list.size(); i++) {
            Object element = arguments.evaluation().open(list.get(i));
            if (!(element instanceof String part)) {
                throw new ValueException("join takes a list of strings, element " + i + " is " + TypeNames.of(element));
            }
            arguments.evaluation().text((long) separator.length() + part.length());
            text.append(i == 0 ? "" : separator).append(part);
        }
        return text.toString();
    }
}
