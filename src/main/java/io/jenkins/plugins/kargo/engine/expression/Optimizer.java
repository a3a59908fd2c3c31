package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Simplifies trees as expr-lang's optimizer does, rule by rule in its order. This is not for speed: the rules show in
 * results. A call that stops at the first element does not fail on the second, {@code sum([a, b])} adds strings, a
 * constant remainder by zero is found when the expression is parsed.
 */
final class Optimizer {
    /** Folding opens new chances to fold, seldom more than once. */
    private static final int MAX_FOLDS = 20;

    private final Types types;
    private boolean changed;

    private Optimizer(Types types) {
        this.types = types;
    }

    /** @throws ExpressionException for a constant remainder by zero */
    static Node optimize(Node root, Types types, String source) {
        Optimizer optimizer = new Optimizer(types);
        InRules in = new InRules(types);
        LoopRules loops = new LoopRules(types);
        SumRules sums = new SumRules(types);
        FoldRules fold = new FoldRules(types, source);
        Node node = optimizer.rewrite(root, in::list);
        for (int i = 0; i < MAX_FOLDS; i++) {
            optimizer.changed = false;
            node = optimizer.rewrite(node, fold::apply);
            if (!optimizer.changed) {
                break;
            }
        }
        List<UnaryOperator<Node>> rules = List.of(
                in::range,
                loops::mapOfFilter,
                loops::lengthOfFilter,
                loops::lastOfFilter,
                loops::firstOfFilter,
                loops::combine,
                sums::range,
                sums::list,
                sums::map,
                loops::countToAny,
                loops::countToThreshold);
        for (UnaryOperator<Node> rule : rules) {
            node = optimizer.rewrite(node, rule);
        }
        return node;
    }

    /** Applies the rule to every node, those below first. */
    private Node rewrite(Node node, UnaryOperator<Node> rule) {
        List<Node> children = node.children();
        List<Node> rewritten = new ArrayList<>(children.size());
        boolean different = false;
        for (Node child : children) {
            Node other = rewrite(child, rule);
            different |= other != child;
            rewritten.add(other);
        }
        Type type = types.of(node);
        Node rebuilt = different ? types.set(node.withChildren(rewritten), type) : node;
        Node result = rule.apply(rebuilt);
        changed |= result != rebuilt;
        return result;
    }
}
