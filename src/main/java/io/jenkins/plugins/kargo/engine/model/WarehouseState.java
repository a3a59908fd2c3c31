package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.List;

/**
 * What the last look into a Warehouse's repositories came to.
 *
 * @param subscriptions in the Warehouse's order, empty when nothing was looked up
 */
public record WarehouseState(
        @NonNull ProjectKey project,
        @NonNull String warehouse,
        @NonNull Check check,
        @NonNull List<Found> subscriptions) {
    public WarehouseState {
        subscriptions = Values.list(subscriptions);
    }

    /**
     * @param failed whether somebody has to do something before Freight can come
     * @param message how it ended, in words, without secrets
     */
    public record Check(
            @NonNull Instant at, boolean failed, @NonNull String message) {}

    /**
     * What one subscription came to.
     *
     * @param kind git, image, chart or the type of a generic subscription
     * @param name the subscription's name, empty when it has none
     * @param repository what it watches, for people
     * @param error in words, without secrets; empty when looking did not fail
     * @param versions best first
     */
    public record Found(
            @NonNull String kind,
            @NonNull String name,
            @NonNull String repository,
            @NonNull String error,
            @NonNull List<DiscoveredVersion> versions) {
        public Found {
            name = Values.text(name);
            error = Values.text(error);
            versions = Values.list(versions);
        }
    }
}
