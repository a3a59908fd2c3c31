package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;

/**
 * A person stopped the auto-promotion of a stage; it lasts until somebody resumes it.
 *
 * @param origin as in {@code Warehouse/name}, empty for all that the stage requests
 * @param actor who stopped it
 * @param reason in words, may be empty
 */
public record PromotionHold(
        @NonNull ProjectKey project,
        @NonNull String stage,
        @NonNull String origin,
        @NonNull String actor,
        @NonNull String reason,
        @NonNull Instant at) {
    public PromotionHold {
        origin = Values.text(origin);
        reason = Values.text(reason);
    }

    /** Whether it concerns Freight of that origin. */
    public boolean covers(@NonNull FreightOrigin one) {
        return origin.isEmpty() || origin.equals(one.toString());
    }
}
