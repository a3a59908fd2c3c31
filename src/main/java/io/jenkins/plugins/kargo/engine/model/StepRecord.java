package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.Map;

/**
 * What is known of one step of a promotion; stored after every change, before the next step starts.
 *
 * @param output the step's output under its alias, plain values, null while there is none
 * @param intention what the step was about to do outside (key and values that the step chose), so that a resumed step
 *     looks at reality first; empty before that
 */
public record StepRecord(
        @NonNull String alias,
        @NonNull String uses,
        @NonNull StepStatus status,
        @NonNull String message,
        @NonNull Instant startedAt,
        @CheckForNull Instant finishedAt,
        int errorCount,
        boolean continueOnError,
        @CheckForNull Map<String, Object> output,
        @NonNull Map<String, Object> intention) {
    public StepRecord {
        message = Values.text(message);
        output = output == null ? null : Values.map(output);
        intention = Values.map(intention);
    }
}
