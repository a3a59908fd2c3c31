package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import java.io.IOException;
import java.io.Serializable;

/**
 * The result of a git operation that may also fail the step for good: a git operation cannot throw {@link StepFailure}.
 *
 * @param value null when it failed
 * @param failure the message for people, null when it did not fail
 */
public record Outcome<T extends Serializable>(
        @CheckForNull T value, @CheckForNull String failure) implements Serializable {
    /** What an operation does on the agent. */
    @FunctionalInterface
    public interface Work<T extends Serializable> {
        T run() throws IOException, InterruptedException, StepFailure;
    }

    @NonNull
    public static <T extends Serializable> Outcome<T> of(@NonNull Work<T> work)
            throws IOException, InterruptedException {
        try {
            return new Outcome<>(work.run(), null);
        } catch (StepFailure e) {
            return new Outcome<>(null, e.getMessage());
        }
    }

    @NonNull
    public T orFail() throws StepFailure {
        if (value == null) {
            throw new StepFailure(String.valueOf(failure));
        }
        return value;
    }
}
