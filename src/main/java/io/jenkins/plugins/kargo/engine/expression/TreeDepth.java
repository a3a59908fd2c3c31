package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import io.jenkins.plugins.kargo.engine.expression.value.Limits;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Refuses trees too deep to be walked by recursion, which long chains of members, pipes or operators are, and trees that
 * share parts so often ({@code a < b < c} has b twice) that walking them takes for ever.
 */
final class TreeDepth {
    private static final int CHAIN = 2;
    private static final int SHARING = 10;

    private record Visit(Node node, int depth) {}

    private TreeDepth() {}

    /** The node itself. @throws ExpressionException when it is too deep or too large */
    static Node check(Node root, String source, Limits limits) {
        int visited = 0;
        Deque<Visit> open = new ArrayDeque<>();
        open.push(new Visit(root, 0));
        while (!open.isEmpty()) {
            Visit visit = open.pop();
            visited++;
            if (visit.depth() > CHAIN * limits.depth() || visited > SHARING * limits.nodes()) {
                throw ExpressionException.at(
                        Phase.PARSE,
                        visit.depth() > CHAIN * limits.depth()
                                ? "the expression chains more than " + CHAIN * limits.depth() + " operations"
                                : "the expression nests too many comparisons",
                        source,
                        visit.node().at());
            }
            for (Node child : visit.node().children()) {
                open.push(new Visit(child, visit.depth() + 1));
            }
        }
        return root;
    }
}
