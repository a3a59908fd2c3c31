package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import java.util.List;

/**
 * Writes a tree as text that tells two trees apart whatever their places in the source: with it the optimizer sees that
 * two calls walk the same list.
 */
final class NodePrinter {
    private NodePrinter() {}

    static String print(Node node) {
        StringBuilder text = new StringBuilder();
        write(node, text);
        return text.toString();
    }

    private static void write(Node node, StringBuilder text) {
        text.append('(').append(label(node));
        List<Node> children = node.children();
        for (Node child : children) {
            write(child, text.append(' '));
        }
        text.append(')');
    }

    /** The kind of node and all that is not below it. */
    private static String label(Node node) {
        if (node instanceof Node.Text literal) {
            return JsonWriter.quote(literal.value());
        } else if (node instanceof Node.Bytes literal) {
            return 'b' + JsonWriter.quote(literal.value());
        } else if (node instanceof Node.Int literal) {
            return Long.toString(literal.value());
        } else if (node instanceof Node.Real literal) {
            return Double.toString(literal.value());
        } else if (node instanceof Node.Bool literal) {
            return Boolean.toString(literal.value());
        } else if (node instanceof Node.Constant constant) {
            return JsonWriter.compact(constant.values(), Evaluation.plain());
        } else if (node instanceof Node.Identifier identifier) {
            return "name " + identifier.name();
        } else if (node instanceof Node.Unary unary) {
            return unary.operator();
        } else if (node instanceof Node.Binary binary) {
            return binary.operator();
        } else if (node instanceof Node.Member member) {
            return member.optional() ? "?." : ".";
        } else if (node instanceof Node.Slice slice) {
            return "slice" + (slice.from() == null ? "" : " from") + (slice.to() == null ? "" : " to");
        } else if (node instanceof Node.Builtin builtin) {
            return builtin.name() + "()";
        } else if (node instanceof Node.Pointer pointer) {
            return '#' + pointer.name();
        } else if (node instanceof Node.Let let) {
            return "let " + let.name();
        }
        return node.getClass().getSimpleName();
    }
}
