package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/** A PromotionTask or ClusterPromotionTask: steps that templates share. */
public record PromotionTask(
        @NonNull String kind,
        @NonNull Metadata metadata,
        @NonNull List<Variable> vars,
        @NonNull List<PromotionStep> steps) {
    public PromotionTask {
        vars = Values.list(vars);
        steps = Values.list(steps);
    }
}
