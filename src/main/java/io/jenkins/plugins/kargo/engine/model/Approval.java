package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;

/**
 * A person's answer to a promotion that waits for approval.
 *
 * @param step alias of the waiting step
 * @param binding hash of what was approved (freight, stage, configuration, rendered diff): another hash voids it
 */
public record Approval(
        @NonNull ProjectKey project,
        @NonNull String promotion,
        @NonNull String step,
        @NonNull String user,
        boolean approved,
        @NonNull String comment,
        @NonNull String binding,
        @NonNull Instant at) {}
