package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.Node.Loop;
import java.util.List;

/** The optimizer's rules for loops over loops. */
final class LoopRules {
    private final Types types;

    LoopRules(Types types) {
        this.types = types;
    }

    static boolean isFilter(Node.Builtin node) {
        return node.name().equals("filter") && node.arguments().size() == 2;
    }

    /** The filter that is a function's only argument, null when it is none. */
    private static Node.Builtin filterIn(Node node, String function) {
        return node instanceof Node.Builtin call
                        && call.name().equals(function)
                        && call.arguments().size() == 1
                        && call.arguments().get(0) instanceof Node.Builtin filter
                        && isFilter(filter)
                ? filter
                : null;
    }

    private Node replaced(Node old, String name, List<Node> arguments, Loop loop) {
        return types.set(new Node.Builtin(name, arguments, loop, old.at()), types.of(old));
    }

    /** {@code map(filter(list, p), f)}: the filter collects f. */
    Node mapOfFilter(Node node) {
        if (node instanceof Node.Builtin map
                && map.name().equals("map")
                && map.arguments().size() == 2
                && map.arguments().get(1) instanceof Node.Predicate predicate
                && map.arguments().get(0) instanceof Node.Builtin filter
                && isFilter(filter)
                && filter.loop().map() == null
                && !usesIndex(predicate)) {
            return replaced(node, "filter", filter.arguments(), new Loop(predicate.body(), false, 0));
        }
        return node;
    }

    private static boolean usesIndex(Node node) {
        boolean uses = node instanceof Node.Pointer pointer && pointer.name().equals("index");
        for (Node child : node.children()) {
            uses |= usesIndex(child);
        }
        return uses;
    }

    /** {@code len(filter(list, p))} counts. */
    Node lengthOfFilter(Node node) {
        Node.Builtin filter = filterIn(node, "len");
        return filter == null ? node : replaced(node, "count", filter.arguments(), Loop.PLAIN);
    }

    /** {@code filter(list, p)[-1]} and {@code last(filter(list, p))} search from the end. */
    Node lastOfFilter(Node node) {
        return endOfFilter(node, -1, "last", "findLast");
    }

    /** {@code filter(list, p)[0]} and {@code first(filter(list, p))} stop at the first. */
    Node firstOfFilter(Node node) {
        return endOfFilter(node, 0, "first", "find");
    }

    private Node endOfFilter(Node node, long index, String function, String replacement) {
        if (node instanceof Node.Member member
                && !member.optional()
                && member.property() instanceof Node.Int literal
                && literal.value() == index
                && member.node() instanceof Node.Builtin filter
                && isFilter(filter)) {
            return replaced(
                    node,
                    replacement,
                    filter.arguments(),
                    new Loop(filter.loop().map(), true, 0));
        }
        Node.Builtin filter = filterIn(node, function);
        return filter == null
                ? node
                : replaced(
                        node,
                        replacement,
                        filter.arguments(),
                        new Loop(filter.loop().map(), false, 0));
    }

    /** {@code all(list, p) && all(list, q)} walks once; so do any with or, and none with and. */
    Node combine(Node node) {
        if (!(node instanceof Node.Binary binary)
                || !(binary.left() instanceof Node.Builtin left)
                || !(binary.right() instanceof Node.Builtin right)
                || !left.name().equals(right.name())) {
            return node;
        }
        String operator = combined(left.name(), binary.operator());
        if (operator == null
                || !(left.arguments().get(1) instanceof Node.Predicate first)
                || !(right.arguments().get(1) instanceof Node.Predicate second)
                || !isSame(left.arguments().get(0), right.arguments().get(0))) {
            return node;
        }
        Node both = combine(new Node.Binary(operator, first.body(), second.body(), binary.at()));
        Node predicate = new Node.Predicate(both, binary.at());
        return replaced(node, left.name(), List.of(left.arguments().get(0), predicate), Loop.PLAIN);
    }

    private boolean isSame(Node left, Node right) {
        return types.of(left).name().equals(types.of(right).name())
                && NodePrinter.print(left).equals(NodePrinter.print(right));
    }

    private static String combined(String function, String operator) {
        if (function.equals("all") && Operators.isAnd(operator) || function.equals("any") && Operators.isOr(operator)) {
            return operator;
        }
        return function.equals("none") && Operators.isAnd(operator) ? "or" : null;
    }

    /** {@code count(list, p) > 0} asks whether there is any. */
    Node countToAny(Node node) {
        if (countCompared(node) instanceof Node.Builtin count && node instanceof Node.Binary binary) {
            long bound = ((Node.Int) binary.right()).value();
            if (binary.operator().equals(">") && bound == 0 || binary.operator().equals(">=") && bound == 1) {
                return replaced(node, "any", count.arguments(), Loop.PLAIN);
            }
        }
        return node;
    }

    /** {@code count(list, p) > 3} stops counting at 4. */
    Node countToThreshold(Node node) {
        if (!(countCompared(node) instanceof Node.Builtin count) || !(node instanceof Node.Binary binary)) {
            return node;
        }
        long bound = ((Node.Int) binary.right()).value();
        long threshold =
                switch (binary.operator()) {
                    case ">", "<=" -> bound + 1;
                    case ">=", "<" -> bound;
                    default -> 0;
                };
        if (bound < 0 || threshold <= 1) {
            return node;
        }
        Node stopping = replaced(count, "count", count.arguments(), new Loop(null, false, threshold));
        return types.set(new Node.Binary(binary.operator(), stopping, binary.right(), binary.at()), types.of(node));
    }

    /** The count with a predicate that a node compares with an int, null when it is no such node. */
    private static Node countCompared(Node node) {
        return node instanceof Node.Binary binary
                        && binary.right() instanceof Node.Int
                        && binary.left() instanceof Node.Builtin count
                        && count.name().equals("count")
                        && count.arguments().size() == 2
                ? count
                : null;
    }
}
