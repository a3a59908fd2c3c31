package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.List;

/**
 * How healthy a stage was when it was looked at last.
 *
 * @param promotion that brought what was looked at, and whose steps registered the checks
 * @param status the worst of the results
 * @param since when the stage got this status
 * @param checkedAt when it was looked at last
 */
public record StageHealth(
        @NonNull String promotion,
        @NonNull HealthStatus status,
        @NonNull List<HealthResult> results,
        @NonNull Instant since,
        @NonNull Instant checkedAt) {
    public StageHealth {
        results = List.copyOf(results);
    }

    /** Why it is not healthy, in words; of all checks. */
    @NonNull
    public List<String> issues() {
        return results.stream().flatMap(result -> result.issues().stream()).toList();
    }
}
