package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Where a piece of Freight is, was verified and may go; every map is keyed by stage name.
 *
 * @param currentlyIn since when the stage holds it
 * @param metadata what promotion steps recorded (set-metadata), plain YAML values
 */
public record FreightStatus(
        @NonNull Map<String, Instant> currentlyIn,
        @NonNull Map<String, VerifiedStage> verifiedIn,
        @NonNull Map<String, ApprovedStage> approvedFor,
        @NonNull Map<String, Object> metadata) {
    public static final FreightStatus NONE = new FreightStatus(Map.of(), Map.of(), Map.of(), Map.of());

    public FreightStatus {
        currentlyIn = Values.map(currentlyIn);
        verifiedIn = Values.map(verifiedIn);
        approvedFor = Values.map(approvedFor);
        metadata = Values.map(metadata);
    }

    /** @param longestSoak longest completed stay in the stage, null while the first one lasts */
    public record VerifiedStage(
            @CheckForNull Instant verifiedAt, @CheckForNull Duration longestSoak) {}

    /** @param actor who approved, as Kargo prints actors */
    public record ApprovedStage(
            @CheckForNull Instant approvedAt, @CheckForNull String actor) {}
}
