package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Arithmetic;
import io.jenkins.plugins.kargo.engine.expression.value.Equality;
import io.jenkins.plugins.kargo.engine.expression.value.Lists;
import io.jenkins.plugins.kargo.engine.expression.value.Members;
import io.jenkins.plugins.kargo.engine.expression.value.Numbers;
import io.jenkins.plugins.kargo.engine.expression.value.Texts;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.freight.pattern.RegexpMatcher;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;

/** Compiles binary operators. */
final class BinaryCompiler {
    /** What an operator does with its open operands. */
    @FunctionalInterface
    private interface Operation {
        Object apply(Object left, Object right, Frame frame);
    }

    private final Compiler compiler;

    BinaryCompiler(Compiler compiler) {
        this.compiler = compiler;
    }

    Code compile(Node.Binary node) {
        String operator = node.operator();
        if (operator.equals("in") && node.right() instanceof Node.Constant constant && constant.set()) {
            return inSet(node, constant);
        } else if (operator.equals("matches") && node.right() instanceof Node.Text pattern) {
            return matches(node, pattern);
        }
        Code left = compiler.compile(node.left());
        Code right = compiler.compile(node.right());
        return switch (operator) {
            case "&&", "and" -> frame -> frame.bool(left.run(frame)) ? right.run(frame) : (Object) false;
            case "||", "or" -> frame -> frame.bool(left.run(frame)) ? (Object) true : right.run(frame);
            case "??" ->
                frame -> {
                    Object value = left.run(frame);
                    return Lists.isNil(value) ? right.run(frame) : value;
                };
            case "==" -> equal(node, left, right);
            case "!=" -> {
                Code equal = equal(node, left, right);
                yield frame -> !(Boolean) equal.run(frame);
            }
            case "in" ->
                frame -> {
                    Object needle = left.run(frame);
                    Object container = frame.evaluation.open(right.run(frame));
                    return Members.contains(container, needle, frame.evaluation);
                };
            default -> operation(left, operation(operator), right);
        };
    }

    private static Code operation(Code left, Operation operation, Code right) {
        return frame -> {
            Object a = frame.evaluation.open(left.run(frame));
            Object b = frame.evaluation.open(right.run(frame));
            return operation.apply(a, b, frame);
        };
    }

    private static Operation operation(String operator) {
        return switch (operator) {
            case "+" -> (a, b, frame) -> Arithmetic.add(a, b, frame.evaluation);
            case "-" -> (a, b, frame) -> Arithmetic.subtract(a, b);
            case "*" -> (a, b, frame) -> Arithmetic.multiply(a, b);
            case "/" -> (a, b, frame) -> Arithmetic.divide(a, b);
            case "%" -> (a, b, frame) -> Arithmetic.modulo(a, b);
            case "**", "^" -> (a, b, frame) -> Arithmetic.power(a, b);
            case ".." -> (a, b, frame) -> Lists.range(Numbers.toInteger(a), Numbers.toInteger(b), frame.evaluation);
            case "contains" -> texts("contains", String::contains);
            case "startsWith" -> texts("startsWith", String::startsWith);
            case "endsWith" -> texts("endsWith", String::endsWith);
            case "matches" ->
                (a, b, frame) ->
                        !Lists.isNil(a) && !Lists.isNil(b) && find(a, frame.pattern(text("matches", b)), frame);
            default -> (a, b, frame) -> Arithmetic.compare(a, operator, b);
        };
    }

    /** False when either side is nil. */
    private static Operation texts(String operator, BiPredicate<String, String> test) {
        return (a, b, frame) -> {
            if (Lists.isNil(a) || Lists.isNil(b)) {
                return false;
            }
            String left = text(operator, a);
            String right = text(operator, b);
            frame.evaluation.steps(1 + left.length() / 64L);
            return test.test(left, right);
        };
    }

    private static String text(String operator, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new ValueException("operator \"" + operator + "\" takes strings, got " + TypeNames.of(value));
    }

    /**
     * Where both sides are known to be ints or strings expr-lang compares without looking, and fails when a function
     * yields something else than it promised (findIndex nil, mean a float).
     */
    private Code equal(Node.Binary node, Code left, Code right) {
        Type a = compiler.types().of(node.left());
        Type b = compiler.types().of(node.right());
        boolean ints = a.isInt() && b.isInt();
        boolean texts = a.isText() && b.isText();
        return frame -> {
            Object x = left.run(frame);
            Object y = right.run(frame);
            if (ints) {
                requireInt(frame.evaluation.open(x));
                requireInt(frame.evaluation.open(y));
            } else if (texts) {
                text("==", frame.evaluation.open(x));
                text("==", frame.evaluation.open(y));
            }
            return Equality.equal(x, y, frame.evaluation);
        };
    }

    private static void requireInt(Object value) {
        if (!Numbers.isInteger(value)) {
            throw new ValueException("operator \"==\" compares ints here, got " + TypeNames.of(value));
        }
    }

    /** {@code x in ["a", "b"]}: a look-up, which like Go's takes nil for the zero value and refuses other types. */
    private Code inSet(Node.Binary node, Node.Constant constant) {
        Code left = compiler.compile(node.left());
        Set<Object> set = new HashSet<>(constant.values());
        boolean ints = constant.values().get(0) instanceof Long;
        return frame -> {
            Object needle = frame.evaluation.open(left.run(frame));
            if (needle == null) {
                return set.contains(ints ? (Object) 0L : "");
            } else if (ints) {
                requireInt(needle);
                return set.contains(((Number) needle).longValue());
            }
            return set.contains(text("in", needle));
        };
    }

    private Code matches(Node.Binary node, Node.Text text) {
        RegexpMatcher pattern;
        try {
            pattern = Patterns.compile(text.value());
        } catch (ValueException e) {
            throw compiler.error(text, e.getMessage());
        }
        Code left = compiler.compile(node.left());
        return frame -> find(frame.evaluation.open(left.run(frame)), pattern, frame);
    }

    private static boolean find(Object value, RegexpMatcher pattern, Frame frame) {
        if (Lists.isNil(value)) {
            return false;
        }
        String text = value instanceof byte[] bytes ? Texts.decode(bytes) : text("matches", value);
        frame.evaluation.steps(1 + text.length() / 8L);
        return pattern.matches(text);
    }
}
