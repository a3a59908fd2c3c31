package io.jenkins.plugins.kargo.engine.argocd;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;

/**
 * A sync that a promotion wants.
 *
 * @param sources what the Application's sources are to be, in their order; null to leave them as they are
 * @param promotion name of the promotion, noted with the operation
 * @param actor who asked for the promotion, empty when nobody did; Argo CD's sync windows tell them apart
 */
public record SyncRequest(
        @CheckForNull List<Map<String, Object>> sources,
        @NonNull String promotion,
        @NonNull String actor) {
    static final String REASON = "Promotion triggered a sync of this Application resource.";

    /** Who an operation that nobody asked for is initiated by. */
    static final String CONTROLLER = "kargo-controller";

    boolean isAutomated() {
        return actor.isEmpty();
    }

    String initiator() {
        return isAutomated() ? CONTROLLER : actor;
    }

    List<Map<String, String>> info() {
        return List.of(
                Map.of("name", "Reason", "value", REASON), Map.of("name", Operation.PROMOTION, "value", promotion));
    }
}
