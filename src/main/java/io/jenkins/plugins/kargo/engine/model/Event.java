package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;

/** An entry of a project's audit trail, such as FreightCreated or PromotionSucceeded; subject is a name or alias. */
public record Event(
        @NonNull ProjectKey project,
        @NonNull String type,
        @NonNull String subject,
        @NonNull String actor,
        @NonNull String message,
        @NonNull Instant at) {}
