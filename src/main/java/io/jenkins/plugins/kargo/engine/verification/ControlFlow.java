package io.jenkins.plugins.kargo.engine.verification;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.FreightAvailability;
import io.jenkins.plugins.kargo.engine.freight.StageGraph;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Instant;
import java.util.Optional;

/** Control-flow stages hold nothing: Freight that is available to one is at once verified there. */
public final class ControlFlow {
    private ControlFlow() {}

    /**
     * Notes the Freight as verified in every control-flow stage that it can pass now, one behind the other. Harmless to
     * repeat.
     *
     * @param freight its name
     * @return whether it passed a stage that it had not passed before
     */
    public static boolean pass(
            @NonNull KargoStore store,
            @NonNull ProjectKey project,
            @NonNull Configuration configuration,
            @NonNull String freight,
            @NonNull Instant now) {
        boolean passed = false;
        for (String name : StageGraph.of(configuration.stages().values()).inOrder()) {
            Stage stage = configuration.stage(name).orElseThrow();
            if (stage.isControlFlow()) {
                Optional<StoredFreight> stored = store.freight().find(project, freight);
                if (stored.isPresent() && mayPass(stage, stored.get(), now)) {
                    store.freight().verified(project, freight, name, now);
                    passed = true;
                }
            }
        }
        return passed;
    }

    private static boolean mayPass(Stage stage, StoredFreight stored, Instant now) {
        return !stored.status().verifiedIn().containsKey(stage.name())
                && FreightAvailability.of(stage, stored.freight(), stored.status(), now)
                        .isAvailable();
    }
}
