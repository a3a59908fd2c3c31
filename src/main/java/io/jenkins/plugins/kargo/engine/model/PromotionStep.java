package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A step of a promotion template, of a task or of a promotion.
 *
 * @param uses name of a built-in step, empty when {@code task} is given
 * @param as alias, empty until the promotion is created and defaults are set
 * @param condition the {@code if} field, empty for none
 * @param config plain YAML values in file order; strings may hold {@code ${{ }}} expressions
 */
public record PromotionStep(
        @NonNull String uses,
        @CheckForNull TaskReference task,
        @NonNull String as,
        @NonNull String condition,
        boolean continueOnError,
        @NonNull Retry retry,
        @NonNull List<Variable> vars,
        @NonNull Map<String, Object> config) {
    public PromotionStep {
        uses = Values.text(uses);
        as = Values.text(as);
        condition = Values.text(condition);
        vars = Values.list(vars);
        config = Values.map(config);
    }

    /** With this timeout unless it has one of its own. */
    @NonNull
    public PromotionStep withDefaultTimeout(@NonNull Duration timeout) {
        return retry.timeout() != null
                ? this
                : new PromotionStep(
                        uses,
                        task,
                        as,
                        condition,
                        continueOnError,
                        new Retry(timeout, retry.errorThreshold()),
                        vars,
                        config);
    }

    /** @param kind PromotionTask or ClusterPromotionTask */
    public record TaskReference(
            @NonNull String name, @NonNull String kind) {}

    /** @param timeout null for the step's default; @param errorThreshold 0 for the step's default */
    public record Retry(@CheckForNull Duration timeout, int errorThreshold) {
        public static final Retry DEFAULT = new Retry(null, 0);
    }
}
