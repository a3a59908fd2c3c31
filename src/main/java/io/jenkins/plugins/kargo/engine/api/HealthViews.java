package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StageHealth;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import io.jenkins.plugins.kargo.engine.store.HealthStore.Watched;
import java.util.List;

/** The health of stages as the API shows it, by Kargo's rules. Pure. */
final class HealthViews {
    private HealthViews() {}

    /**
     * Null for a stage that holds nothing.
     *
     * @param latest the newest promotion, or the one that runs
     * @param watched null when steps registered nothing to be watched
     */
    @CheckForNull
    static Views.Health of(
            @CheckForNull StageHistoryEntry held, @CheckForNull Promotion latest, @CheckForNull Watched watched) {
        if (held == null || held.collection().items().isEmpty()) {
            return null;
        }
        if (latest != null && latest.phase() == PromotionPhase.Running) {
            return unknown("a promotion is under way");
        }
        if (latest != null && latest.phase().isTerminal() && latest.phase() != PromotionPhase.Succeeded) {
            return unknown("the last promotion did not succeed");
        }
        if (watched == null) {
            return new Views.Health(HealthStatus.Healthy, List.of(), List.of(), null, null);
        }
        return watched.health() == null ? unknown("nobody has looked yet") : found(watched.health());
    }

    private static Views.Health unknown(String issue) {
        return new Views.Health(HealthStatus.Unknown, List.of(issue), List.of(), null, null);
    }

    private static Views.Health found(StageHealth health) {
        return new Views.Health(
                health.status(),
                health.issues(),
                health.results().stream()
                        .map(result ->
                                new Views.HealthCheck(result.uses(), result.status(), result.issues(), result.output()))
                        .toList(),
                health.since(),
                health.checkedAt());
    }
}
