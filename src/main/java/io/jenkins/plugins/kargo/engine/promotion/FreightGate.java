package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.freight.Availability;
import io.jenkins.plugins.kargo.engine.freight.FreightAvailability;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.verification.ControlFlow;
import java.time.Clock;
import java.util.Optional;

/** Whether Freight may go to a stage at this moment. */
final class FreightGate {
    private final KargoStore store;
    private final Clock clock;

    FreightGate(KargoStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param trusted whether the configuration may leave anything in the store
     * @return why it may not, in words; empty when it may
     */
    Optional<String> refusal(
            ProjectKey project, Configuration configuration, Stage stage, StoredFreight freight, boolean trusted) {
        Availability availability = availability(stage, freight);
        if (availability.isAvailable()) {
            return Optional.empty();
        }
        // Freight that was verified upstream of a control-flow stage has passed it, even if nobody noted that yet.
        if (trusted
                && isBehindControlFlow(configuration, stage)
                && ControlFlow.pass(
                        store, project, configuration, freight.freight().name(), clock.instant())) {
            StoredFreight now =
                    store.freight().find(project, freight.freight().name()).orElse(freight);
            availability = availability(stage, now);
            if (availability.isAvailable()) {
                return Optional.empty();
            }
        }
        return Optional.of("Freight " + label(freight) + " is not available to stage " + stage.name() + ": "
                + availability.reason());
    }

    private static boolean isBehindControlFlow(Configuration configuration, Stage stage) {
        return stage.requestedFreight().stream()
                .flatMap(request -> request.sources().stages().stream())
                .flatMap(name -> configuration.stage(name).stream())
                .anyMatch(Stage::isControlFlow);
    }

    private Availability availability(Stage stage, StoredFreight freight) {
        return FreightAvailability.of(stage, freight.freight(), freight.status(), clock.instant());
    }

    private static String label(StoredFreight stored) {
        String shortName = stored.freight().shortName();
        return stored.freight().alias().isEmpty() ? shortName : stored.freight().alias() + " (" + shortName + ')';
    }
}
