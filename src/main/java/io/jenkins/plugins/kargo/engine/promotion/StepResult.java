package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.time.Duration;
import java.util.Map;

/**
 * The outcome of one run of a step.
 *
 * @param output becomes {@code outputs.<alias>}; null for none; plain values
 * @param pollAfter for Running: when to run the step again, null for the runner's default
 */
public record StepResult(
        @NonNull StepStatus status,
        @NonNull String message,
        @CheckForNull Map<String, Object> output,
        @CheckForNull Duration pollAfter) {
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
                : new StepResult(status, mask.mask(message), (Map<String, Object>) mask.maskData(output), pollAfter);
    }

    @NonNull
    public static StepResult running(@NonNull String message, @NonNull Duration pollAfter) {
        return new StepResult(StepStatus.Running, message, null, pollAfter);
    }
}
