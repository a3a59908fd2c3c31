package io.jenkins.plugins.kargo.engine.verification;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.time.Instant;
import java.util.Map;

/**
 * One measurement of a metric.
 *
 * @param value what was measured, as text (JSON where it is no plain text); empty when nothing was
 * @param metadata what the provider needs to go on with it, such as the name of a job
 * @param finishedAt null while it goes on
 * @param resumeAt when the provider wants to look again, null for as soon as possible
 */
public record Measurement(
        @NonNull VerificationPhase phase,
        @NonNull String message,
        @NonNull Instant startedAt,
        @CheckForNull Instant finishedAt,
        @NonNull String value,
        @NonNull Map<String, String> metadata,
        @CheckForNull Instant resumeAt) {
    public Measurement {
        metadata = Map.copyOf(metadata);
    }

    /** A measurement that is over. */
    @NonNull
    public static Measurement finished(
            @NonNull VerificationPhase phase,
            @NonNull String message,
            @NonNull String value,
            @NonNull Instant startedAt,
            @NonNull Instant finishedAt) {
        return new Measurement(phase, message, startedAt, finishedAt, value, Map.of(), null);
    }

    /** A measurement that could not be taken. */
    @NonNull
    public static Measurement error(@NonNull String message, @NonNull Instant startedAt, @NonNull Instant finishedAt) {
        return finished(VerificationPhase.Error, message, "", startedAt, finishedAt);
    }
}
