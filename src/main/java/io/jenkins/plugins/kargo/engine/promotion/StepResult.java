package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.HealthCheck;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The outcome of one run of a step.
 *
 * @param output becomes {@code outputs.<alias>}; null for none; plain values
 * @param pollAfter for Running: when to run the step again, null for the runner's default
 * @param healthChecks for Succeeded: what is to be watched as long as the stage holds what the promotion brings; the
 *     {@link io.jenkins.plugins.kargo.engine.health.HealthChecker} that each one names looks at it
 */
public record StepResult(
        @NonNull StepStatus status,
        @NonNull String message,
        @CheckForNull Map<String, Object> output,
        @CheckForNull Duration pollAfter,
        @NonNull List<HealthCheck> healthChecks) {
    public StepResult {
        healthChecks = List.copyOf(healthChecks);
    }

    public StepResult(
            @NonNull StepStatus status,
            @NonNull String message,
            @CheckForNull Map<String, Object> output,
            @CheckForNull Duration pollAfter) {
        this(status, message, output, pollAfter, List.of());
    }

    /** The same with health checks, which must be plain values without secrets. */
    @NonNull
    public StepResult withHealthChecks(@NonNull List<HealthCheck> checks) {
        return new StepResult(status, message, output, pollAfter, checks);
    }

    @NonNull
    public static StepResult succeeded() {
        return new StepResult(StepStatus.Succeeded, "", null, null);
    }

    @NonNull
    public static StepResult succeeded(@NonNull Map<String, Object> output) {
        return new StepResult(StepStatus.Succeeded, "", output, null);
    }

    @NonNull
    public static StepResult skipped(@NonNull String message, @CheckForNull Map<String, Object> output) {
        return new StepResult(StepStatus.Skipped, message, output, null);
    }

    /** The same without secrets. */
    @NonNull
    @SuppressWarnings("unchecked")
    StepResult masked(@NonNull SecretMask mask) {
        return mask == SecretMask.NONE
                ? this
                : new StepResult(
                        status,
                        mask.mask(message),
                        (Map<String, Object>) mask.maskData(output),
                        pollAfter,
                        healthChecks.stream()
                                .map(check -> new HealthCheck(
                                        check.uses(), (Map<String, Object>) mask.maskData(check.config())))
                                .toList());
    }

    @NonNull
    public static StepResult running(@NonNull String message, @NonNull Duration pollAfter) {
        return new StepResult(StepStatus.Running, message, null, pollAfter);
    }
}
