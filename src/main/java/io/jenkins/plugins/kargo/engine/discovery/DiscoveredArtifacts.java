package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a Warehouse's subscriptions came to, in the Warehouse's order. */
public record DiscoveredArtifacts(
        @NonNull Instant discoveredAt, @NonNull List<SubscriptionResult> results) {
    public DiscoveredArtifacts {
        results = List.copyOf(results);
    }

    /** Why no Freight can be made of this; empty when every subscription found something. */
    @NonNull
    public List<String> problems() {
        return results.stream()
                .map(SubscriptionResult::problem)
                .flatMap(Optional::stream)
                .toList();
    }
}
