package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Optional;

/**
 * A place to which Freight is promoted.
 *
 * @param vars visible to every step; @param templateVars those of the promotion template, which come after
 * @param steps empty for a control-flow stage, which holds nothing and passes everything on
 * @param verification null when nothing is declared
 */
public record Stage(
        @NonNull Metadata metadata,
        @NonNull List<Variable> vars,
        @NonNull List<FreightRequest> requestedFreight,
        @NonNull List<Variable> templateVars,
        @NonNull List<PromotionStep> steps,
        @CheckForNull Verification verification) {
    /** Annotation and its value by which a stage leaves its verification to {@code kargoVerify} with a body. */
    public static final String VERIFICATION_ANNOTATION = "kargo.jenkins.io/verification";

    public static final String PIPELINE_VERIFICATION = "pipeline";

    /** Annotation by which a stage says what a new promotion means for earlier ones: a {@link QueuePolicy}. */
    public static final String QUEUE_ANNOTATION = "kargo.jenkins.io/promotion-queue";

    public static final String COLOR_ANNOTATION = "kargo.akuity.io/color";

    /** Label that holds {@code spec.shard}, as Kargo's webhook sets it. */
    public static final String SHARD_LABEL = "kargo.akuity.io/shard";

    public Stage {
        vars = Values.list(vars);
        requestedFreight = Values.list(requestedFreight);
        templateVars = Values.list(templateVars);
        steps = Values.list(steps);
    }

    @NonNull
    public String name() {
        return metadata.name();
    }

    /** {@code spec.shard}: which Argo CD serves the stage; empty when it does not say. */
    @NonNull
    public String shard() {
        return metadata.labels().getOrDefault(SHARD_LABEL, "");
    }

    /** How this stage asks for Freight of that origin, empty when it does not. */
    @NonNull
    public Optional<FreightRequest> request(@NonNull FreightOrigin origin) {
        return requestedFreight.stream().filter(r -> r.origin().equals(origin)).findFirst();
    }

    public boolean isControlFlow() {
        return steps.isEmpty();
    }

    /** What its annotation says, without a valid one {@link QueuePolicy#ALL}. */
    @NonNull
    public QueuePolicy queuePolicy() {
        return QueuePolicy.of(metadata.annotations().get(QUEUE_ANNOTATION)).orElse(QueuePolicy.ALL);
    }

    /** Whether a Pipeline body, not an analysis, decides the verification. */
    public boolean isVerifiedByPipeline() {
        return PIPELINE_VERIFICATION.equals(metadata.annotations().get(VERIFICATION_ANNOTATION));
    }
}
