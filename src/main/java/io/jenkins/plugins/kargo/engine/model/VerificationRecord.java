package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.Map;

/**
 * One verification of what a promotion brought to a stage.
 *
 * @param id a UUID, as Kargo's
 * @param collection id of the FreightCollection that is verified
 * @param result the analysis run (metrics with measurements) as plain values, null when a Pipeline body decides
 * @param build the build that carries it out or carried it out
 */
public record VerificationRecord(
        @NonNull ProjectKey project,
        @NonNull String id,
        @NonNull String stage,
        @NonNull String promotion,
        @NonNull String collection,
        @NonNull VerificationPhase phase,
        @NonNull String message,
        @NonNull String actor,
        @NonNull BuildReference build,
        @CheckForNull Map<String, Object> result,
        @NonNull Instant startedAt,
        @CheckForNull Instant finishedAt) {
    public VerificationRecord {
        message = Values.text(message);
        result = result == null ? null : Values.map(result);
    }
}
