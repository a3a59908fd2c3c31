package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Type;
import java.util.List;

/** The optimizer's rules for sums. */
final class SumRules {
    /** The rule makes a tree as deep as the list is long. */
    private static final int MAX_UNFOLDED = 200;

    private final Types types;

    SumRules(Types types) {
        this.types = types;
    }

    /** Sums over constant ranges are computed by the formula: they cost no elements. */
    Node range(Node node) {
        if (!(node instanceof Node.Builtin call)
                || !(call.arguments().size() > 0 && call.arguments().get(0) instanceof Node.Binary range)
                || !range.operator().equals("..")
                || !(range.left() instanceof Node.Int from)
                || !(range.right() instanceof Node.Int to)
                || to.value() < from.value()) {
            return node;
        }
        long count = to.value() - from.value() + 1;
        long sum = count * (from.value() + to.value()) / 2;
        if (call.name().equals("sum")) {
            Long result = call.arguments().size() == 1
                    ? (Long) sum
                    : mapped(call.arguments().get(1), sum, count);
            return result == null ? node : types.set(new Node.Int(result, node.at()), Type.INT);
        } else if (call.name().equals("reduce") && isSum(call.arguments().get(1))) {
            return reduced(call, sum);
        }
        return node;
    }

    private Node reduced(Node.Builtin call, long sum) {
        if (call.arguments().size() == 2) {
            return types.set(new Node.Int(sum, call.at()), Type.INT);
        }
        return call.arguments().get(2) instanceof Node.Int start
                ? types.set(new Node.Int(start.value() + sum, call.at()), Type.INT)
                : call;
    }

    /** {@code # + #acc}. */
    private static boolean isSum(Node node) {
        return node instanceof Node.Predicate predicate
                && predicate.body() instanceof Node.Binary add
                && add.operator().equals("+")
                && (isPointer(add.left(), "") && isPointer(add.right(), "acc")
                        || isPointer(add.left(), "acc") && isPointer(add.right(), ""));
    }

    private static boolean isPointer(Node node, String name) {
        return node instanceof Node.Pointer pointer && pointer.name().equals(name);
    }

    /** The sum of {@code #}, {@code # * k}, {@code # + k}, {@code # - k}, {@code k - #}; null for anything else. */
    private static Long mapped(Node argument, long sum, long count) {
        if (!(argument instanceof Node.Predicate predicate)) {
            return null;
        } else if (isPointer(predicate.body(), "")) {
            return sum;
        }
        return predicate.body() instanceof Node.Binary binary ? mapped(binary, sum, count) : null;
    }

    private static Long mapped(Node.Binary binary, long sum, long count) {
        boolean pointerFirst = isPointer(binary.left(), "") && binary.right() instanceof Node.Int;
        boolean pointerLast = isPointer(binary.right(), "") && binary.left() instanceof Node.Int;
        Node constant = pointerFirst ? binary.right() : binary.left();
        if (!pointerFirst && !pointerLast || !(constant instanceof Node.Int literal)) {
            return null;
        }
        long k = literal.value();
        return switch (binary.operator()) {
            case "*" -> k * sum;
            case "+" -> sum + count * k;
            case "-" -> pointerFirst ? sum - count * k : count * k - sum;
            default -> null;
        };
    }

    /** {@code sum([a, b, c])} is {@code a + (b + c)}. */
    Node list(Node node) {
        if (!(node instanceof Node.Builtin call)
                || !call.name().equals("sum")
                || call.arguments().size() != 1
                || !(call.arguments().get(0) instanceof Node.ListLiteral list)
                || list.nodes().size() < 2
                || list.nodes().size() > MAX_UNFOLDED) {
            return node;
        }
        List<Node> parts = list.nodes();
        Node sum = parts.get(parts.size() - 1);
        for (int i = parts.size() - 2; i >= 0; i--) {
            sum = new Node.Binary("+", parts.get(i), sum, node.at());
        }
        return types.set(sum, types.of(node));
    }

    /** {@code sum(map(list, f))} is {@code sum(list, f)}. */
    Node map(Node node) {
        if (node instanceof Node.Builtin call
                && call.name().equals("sum")
                && call.arguments().size() == 1
                && call.arguments().get(0) instanceof Node.Builtin map
                && map.name().equals("map")
                && map.arguments().size() == 2) {
            return types.set(new Node.Builtin("sum", map.arguments(), node.at()), types.of(node));
        }
        return node;
    }
}
