package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import io.jenkins.plugins.kargo.engine.expression.value.Arithmetic;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import java.util.ArrayList;
import java.util.List;

/** The optimizer's rules for constants, and for filters of filters. */
final class FoldRules {
    private final Types types;
    private final String source;

    FoldRules(Types types, String source) {
        this.types = types;
        this.source = source;
    }

    Node apply(Node node) {
        if (node instanceof Node.Unary unary) {
            return unary(unary);
        } else if (node instanceof Node.Binary binary) {
            return binary(binary);
        } else if (node instanceof Node.ListLiteral list) {
            return list(list);
        }
        return node instanceof Node.Builtin builtin ? filterOfFilter(builtin) : node;
    }

    private Node unary(Node.Unary node) {
        Object value = number(node.operand());
        if (node.operand() instanceof Node.Bool bool && isNot(node.operator())) {
            return types.set(new Node.Bool(!bool.value(), node.at()), Type.BOOL);
        } else if (value == null || isNot(node.operator())) {
            return node;
        }
        return number(node.operator().equals("-") ? Arithmetic.negate(value) : value, node.at());
    }

    private static boolean isNot(String operator) {
        return operator.equals("!") || operator.equals("not");
    }

    private Node binary(Node.Binary node) {
        String operator = node.operator();
        if (Operators.isAnd(operator) || Operators.isOr(operator)) {
            return logic(node, Operators.isOr(operator));
        } else if (operator.equals("==")) {
            return equal(node);
        } else if (operator.equals("+") && node.left() instanceof Node.Text a && node.right() instanceof Node.Text b) {
            return types.set(new Node.Text(a.value() + b.value(), node.at()), Type.TEXT);
        }
        Object left = number(node.left());
        Object right = number(node.right());
        return left == null || right == null ? node : arithmetic(node, left, right);
    }

    private Node arithmetic(Node.Binary node, Object left, Object right) {
        return switch (node.operator()) {
            case "+" -> number(Arithmetic.add(left, right, Evaluation.plain()), node.at());
            case "-" -> number(Arithmetic.subtract(left, right), node.at());
            case "*" -> number(Arithmetic.multiply(left, right), node.at());
            case "/" -> number(Arithmetic.divide(left, right), node.at());
            case "**", "^" -> number(Arithmetic.power(left, right), node.at());
            case "%" -> remainder(node, left, right);
            default -> node;
        };
    }

    private Node remainder(Node.Binary node, Object left, Object right) {
        if (!(left instanceof Long) || !(right instanceof Long divisor)) {
            return node;
        } else if (divisor == 0) {
            throw ExpressionException.at(Phase.CHECK, "integer divide by zero", source, node.at());
        }
        return number(Arithmetic.modulo(left, right), node.at());
    }

    /** {@code true and x} is x, {@code x and false} is false even where x would fail; {@code or} the other way round. */
    private Node logic(Node.Binary node, boolean or) {
        Boolean left = node.left() instanceof Node.Bool bool ? bool.value() : null;
        Boolean right = node.right() instanceof Node.Bool bool ? bool.value() : null;
        if (left != null && left != or) {
            return types.set(node.right(), types.of(node));
        } else if (right != null && right != or) {
            return types.set(node.left(), types.of(node));
        }
        return left == null && right == null ? node : types.set(new Node.Bool(or, node.at()), Type.BOOL);
    }

    private Node equal(Node.Binary node) {
        Node left = node.left();
        Node right = node.right();
        boolean equal;
        if (left instanceof Node.Int a && right instanceof Node.Int b) {
            equal = a.value() == b.value();
        } else if (left instanceof Node.Text a && right instanceof Node.Text b) {
            equal = a.value().equals(b.value());
        } else if (left instanceof Node.Bool a && right instanceof Node.Bool b) {
            equal = a.value() == b.value();
        } else {
            return node;
        }
        return types.set(new Node.Bool(equal, node.at()), Type.BOOL);
    }

    private Node list(Node.ListLiteral node) {
        List<Object> values = new ArrayList<>(node.nodes().size());
        for (Node element : node.nodes()) {
            Object value = number(element);
            if (element instanceof Node.Text text) {
                value = text.value();
            } else if (element instanceof Node.Bool bool) {
                value = bool.value();
            }
            if (value == null) {
                return node;
            }
            values.add(value);
        }
        return values.isEmpty() ? node : types.set(new Node.Constant(values, false, node.at()), Type.LIST);
    }

    /** {@code filter(filter(list, a), b)} walks once with {@code a && b}. */
    private Node filterOfFilter(Node.Builtin node) {
        if (!LoopRules.isFilter(node)
                || !(node.arguments().get(0) instanceof Node.Builtin inner)
                || !LoopRules.isFilter(inner)
                || !(inner.arguments().get(1) instanceof Node.Predicate first)
                || !(node.arguments().get(1) instanceof Node.Predicate second)) {
            return node;
        }
        Node both = new Node.Binary("&&", first.body(), second.body(), second.at());
        Node predicate = new Node.Predicate(both, second.at());
        return types.set(
                new Node.Builtin("filter", List.of(inner.arguments().get(0), predicate), node.at()), types.of(node));
    }

    private static Object number(Node node) {
        if (node instanceof Node.Int literal) {
            return literal.value();
        }
        return node instanceof Node.Real literal ? literal.value() : null;
    }

    private Node number(Object value, int at) {
        return value instanceof Long integer
                ? types.set(new Node.Int(integer, at), Type.INT)
                : types.set(new Node.Real((Double) value, at), Type.FLOAT);
    }
}
