package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;

/**
 * What a step of a promotion asks to be watched for as long as the stage holds what the promotion brought.
 *
 * @param uses the name of the checker, which is the step's own as a rule
 * @param config what the checker has to know, plain values without secrets
 */
public record HealthCheck(@NonNull String uses, @NonNull Map<String, Object> config) {
    public HealthCheck {
        uses = Values.required(uses, "uses of a health check");
        config = Values.map(config);
    }
}
