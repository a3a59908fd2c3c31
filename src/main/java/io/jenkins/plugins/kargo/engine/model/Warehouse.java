package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.util.List;

/**
 * Watches repositories and bundles their newest versions into Freight.
 *
 * @param freightCreationCriteria expression that must hold for automatic creation, empty for none
 * @param aliasExpression what new Freight is called, empty for a name that is drawn; an extension of ours
 */
public record Warehouse(
        @NonNull Metadata metadata,
        @NonNull Duration interval,
        @NonNull FreightCreationPolicy freightCreationPolicy,
        @NonNull String freightCreationCriteria,
        @NonNull String aliasExpression,
        @NonNull List<Subscription> subscriptions) {
    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(5);

    public enum FreightCreationPolicy {
        Automatic,
        Manual
    }

    public Warehouse {
        freightCreationCriteria = Values.text(freightCreationCriteria);
        aliasExpression = Values.text(aliasExpression);
        subscriptions = Values.list(subscriptions);
    }

    /** One whose Freight gets names that are drawn. */
    public Warehouse(
            @NonNull Metadata metadata,
            @NonNull Duration interval,
            @NonNull FreightCreationPolicy freightCreationPolicy,
            @NonNull String freightCreationCriteria,
            @NonNull List<Subscription> subscriptions) {
        this(metadata, interval, freightCreationPolicy, freightCreationCriteria, "", subscriptions);
    }

    @NonNull
    public String name() {
        return metadata.name();
    }

    @NonNull
    public FreightOrigin origin() {
        return FreightOrigin.warehouse(name());
    }
}
