package io.jenkins.plugins.kargo.engine.freight;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy.LabelExpression;
import java.util.List;
import java.util.Map;

/** Kubernetes' label selectors, as far as Kargo's policies and webhook receivers use them. */
public final class LabelSelector {

    private LabelSelector() {}

    /** @throws IllegalArgumentException if an expression has an unknown operator, or values that do not fit it */
    static boolean matches(PromotionPolicy policy, Map<String, String> labels) {
        return matches(policy.matchLabels(), policy.matchExpressions(), labels);
    }

    /**
     * Whether all labels are there and all expressions hold; with neither, everything matches.
     *
     * @throws IllegalArgumentException if an expression has an unknown operator, or values that do not fit it
     */
    public static boolean matches(
            @NonNull Map<String, String> matchLabels,
            @NonNull List<LabelExpression> matchExpressions,
            @NonNull Map<String, String> labels) {
        matchExpressions.forEach(LabelSelector::check);
        return labels.entrySet().containsAll(matchLabels.entrySet())
                && matchExpressions.stream().allMatch(e -> matches(e, labels));
    }

    private static boolean matches(LabelExpression expression, Map<String, String> labels) {
        String value = labels.get(expression.key());
        return switch (expression.operator()) {
            case "In" -> value != null && expression.values().contains(value);
            case "NotIn" -> value == null || !expression.values().contains(value);
            case "Exists" -> value != null;
            default -> value == null;
        };
    }

    private static void check(LabelExpression expression) {
        boolean valuesRequired =
                switch (expression.operator()) {
                    case "In", "NotIn" -> true;
                    case "Exists", "DoesNotExist" -> false;
                    default ->
                        throw new IllegalArgumentException("The label expression on " + expression.key()
                                + " has the operator " + expression.operator()
                                + "; use In, NotIn, Exists or DoesNotExist");
                };
        if (valuesRequired == expression.values().isEmpty()) {
            throw new IllegalArgumentException("The label expression on " + expression.key() + " with the operator "
                    + expression.operator() + (valuesRequired ? " needs values" : " must not have values"));
        }
    }
}
