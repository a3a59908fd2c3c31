package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;

/**
 * A person's wish, from the page, the API or the CLI, that a stage get a piece of Freight; a build of the project's
 * runner job adopts it.
 *
 * @param promotion the promotion that carries it out, empty until adopted
 */
public record PromotionRequest(
        @NonNull ProjectKey project,
        @NonNull String id,
        @NonNull String stage,
        @NonNull String freight,
        @NonNull String actor,
        @NonNull Instant createdAt,
        @NonNull String promotion) {}
