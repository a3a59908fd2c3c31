package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.util.List;
import java.util.Optional;

/**
 * What one subscription came to.
 *
 * @param artifacts best first; empty when nothing was found or looking failed
 * @param error for people, without secrets; empty when looking did not fail
 */
public record SubscriptionResult(
        @NonNull Subscription subscription,
        @NonNull List<DiscoveredArtifact> artifacts,
        @NonNull String error) {
    public SubscriptionResult {
        artifacts = List.copyOf(artifacts);
    }

    public boolean failed() {
        return !error.isEmpty();
    }

    /** Gateways begin with the repository, which the subscription has named already. */
    private String withoutPlace() {
        int colon = error.indexOf(": ");
        boolean repeated = colon > 0 && subscription.describe().endsWith(' ' + error.substring(0, colon));
        return repeated ? error.substring(colon + 2) : error;
    }

    /** What keeps Freight from being made, in words; empty when there is an artifact. */
    @NonNull
    public Optional<String> problem() {
        if (failed()) {
            return Optional.of(subscription.describe() + ": " + withoutPlace());
        }
        return artifacts.isEmpty()
                ? Optional.of(subscription.describe() + ": nothing matches the subscription")
                : Optional.empty();
    }
}
