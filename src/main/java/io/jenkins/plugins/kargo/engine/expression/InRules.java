package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Type;
import java.util.ArrayList;
import java.util.List;

/** The optimizer's rules for the operator {@code in}. */
final class InRules {
    private final Types types;

    InRules(Types types) {
        this.types = types;
    }

    /** A list of strings, or of ints when an int is looked for, becomes a set. */
    Node list(Node node) {
        if (!(node instanceof Node.Binary in)
                || !in.operator().equals("in")
                || !(in.right() instanceof Node.ListLiteral list)
                || list.nodes().isEmpty()) {
            return node;
        }
        boolean ints = types.of(in.left()).isSameKindAs(Type.INT) && all(list, Node.Int.class);
        if (!ints && !all(list, Node.Text.class)) {
            return node;
        }
        List<Object> values = new ArrayList<>();
        for (Node element : list.nodes()) {
            values.add(element instanceof Node.Int literal ? (Object) literal.value() : ((Node.Text) element).value());
        }
        Node set = types.set(new Node.Constant(values, true, list.at()), Type.MAP);
        return types.set(new Node.Binary("in", in.left(), set, in.at()), types.of(node));
    }

    private static boolean all(Node.ListLiteral list, Class<? extends Node> kind) {
        return list.nodes().stream().allMatch(kind::isInstance);
    }

    /** {@code i in 1..3} for an int becomes two comparisons. */
    Node range(Node node) {
        if (!(node instanceof Node.Binary in)
                || !in.operator().equals("in")
                || !(in.right() instanceof Node.Binary range)
                || !range.operator().equals("..")
                || !(range.left() instanceof Node.Int from)
                || !(range.right() instanceof Node.Int to)
                || !types.of(in.left()).isSameKindAs(Type.INT)) {
            return node;
        }
        Node notLess = new Node.Binary(">=", in.left(), from, in.at());
        Node notMore = new Node.Binary("<=", in.left(), to, in.at());
        return types.set(new Node.Binary("and", notLess, notMore, in.at()), types.of(node));
    }
}
