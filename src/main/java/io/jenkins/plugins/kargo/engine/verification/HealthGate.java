package io.jenkins.plugins.kargo.engine.verification;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.model.StageHealth;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.util.Optional;

/**
 * As in Kargo, a verification starts when its stage is healthy. It holds nothing back before: a promotion that would heal
 * the stage may start.
 */
public final class HealthGate {
    private final KargoStore store;

    public HealthGate(@NonNull KargoStore store) {
        this.store = store;
    }

    /** @return what a verification that has not started waits for, in words; empty when nothing holds it back */
    @NonNull
    public Optional<String> obstacle(@NonNull VerificationRecord record) {
        if (record.phase() != VerificationPhase.Pending
                || store.health().checks(record.project(), record.promotion()).isEmpty()) {
            return Optional.empty();
        }
        StageHealth health = store.health().latest(record.project()).get(record.stage());
        if (health == null || !health.promotion().equals(record.promotion())) {
            return Optional.of("waits until the health of stage " + record.stage() + " is known");
        }
        if (health.status() == HealthStatus.Healthy) {
            return Optional.empty();
        }
        String issues = health.issues().isEmpty() ? "" : " (" + String.join("; ", health.issues()) + ')';
        return Optional.of(
                "waits until stage " + record.stage() + ", which is " + health.status() + issues + ", is healthy");
    }

    /** The promotion that took the stage over before this verification could start. */
    Optional<String> supersededBy(VerificationRecord record) {
        return store.promotions().history(record.project(), record.stage(), 1).stream()
                .map(entry -> entry.promotion())
                .filter(promotion -> !promotion.equals(record.promotion()))
                .findFirst();
    }
}
