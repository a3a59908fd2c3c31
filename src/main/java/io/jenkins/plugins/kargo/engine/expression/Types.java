package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Type;
import java.util.IdentityHashMap;
import java.util.Map;

/** What is known of the values of nodes; nodes that nobody checked are unknown. */
final class Types {
    private final Map<Node, Type> types = new IdentityHashMap<>();

    Type of(Node node) {
        return types.getOrDefault(node, Type.UNKNOWN);
    }

    <N extends Node> N set(N node, Type type) {
        types.put(node, type);
        return node;
    }
}
