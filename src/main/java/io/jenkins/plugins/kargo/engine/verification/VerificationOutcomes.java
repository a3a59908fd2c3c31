package io.jenkins.plugins.kargo.engine.verification;

import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;

/** What follows from a verification that is settled: verified Freight, and an entry of the audit trail. */
final class VerificationOutcomes {
    private final KargoStore store;
    private final ConfigurationSource configurations;
    private final Clock clock;

    VerificationOutcomes(KargoStore store, ConfigurationSource configurations, Clock clock) {
        this.store = store;
        this.configurations = configurations;
        this.clock = clock;
    }

    /** Call it in the transaction that settles the verification. */
    void announce(VerificationRecord record) {
        if (record.phase() == VerificationPhase.Successful) {
            passed(
                    record,
                    store.promotions()
                            .find(record.project(), record.promotion())
                            .orElseThrow());
            return;
        }
        event(
                record,
                record.phase() == VerificationPhase.Error
                        ? "Errored"
                        : record.phase().name());
    }

    void passed(VerificationRecord record, Promotion promotion) {
        for (Freight freight : promotion.collection().items().values()) {
            store.freight().verified(record.project(), freight.name(), record.stage(), clock.instant());
            configurations
                    .find(record.project(), promotion.configuration())
                    .ifPresent(configuration ->
                            ControlFlow.pass(store, record.project(), configuration, freight.name(), clock.instant()));
        }
        event(record, "Succeeded");
    }

    private void event(VerificationRecord record, String outcome) {
        store.events()
                .add(new Event(
                        record.project(),
                        "FreightVerification" + outcome,
                        record.promotion(),
                        record.actor(),
                        record.message(),
                        clock.instant()));
    }
}
