package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;

/**
 * One of a ProjectConfig's promotion policies; the first that matches a stage decides.
 *
 * @param stage pattern of the name (exact, {@code glob:}, {@code regex:}), empty for any
 */
public record PromotionPolicy(
        @NonNull String stage,
        @NonNull Map<String, String> matchLabels,
        @NonNull List<LabelExpression> matchExpressions,
        boolean autoPromotionEnabled) {
    public PromotionPolicy {
        stage = Values.text(stage);
        matchLabels = Values.map(matchLabels);
        matchExpressions = Values.list(matchExpressions);
    }

    /** @param operator In, NotIn, Exists or DoesNotExist */
    public record LabelExpression(
            @NonNull String key,
            @NonNull String operator,
            @NonNull List<String> values) {
        public LabelExpression {
            values = Values.list(values);
        }
    }
}
