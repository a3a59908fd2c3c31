package io.jenkins.plugins.kargo.engine.discovery;

import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.util.Map;

/** Decides {@code freightCreationCriteria.expression}. */
final class CreationCriteria {
    private CreationCriteria() {}

    /**
     * @param expression empty for none
     * @throws io.jenkins.plugins.kargo.engine.expression.ExpressionException when it cannot be read or fails
     */
    static boolean satisfied(String expression, DiscoveredArtifacts discovered) {
        boolean onlyGeneric = discovered.results().stream()
                .allMatch(result -> result.subscription() instanceof Subscription.Generic);
        if (expression.isBlank() || onlyGeneric) {
            return true;
        }
        FunctionTable functions = DiscoveredFunctions.of(discovered);
        return Expression.parse(expression.strip(), functions)
                .evaluateCondition(Environment.of(Map.of()).withFunctions(functions));
    }
}
