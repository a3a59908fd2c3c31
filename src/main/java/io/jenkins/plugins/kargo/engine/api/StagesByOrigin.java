package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stages to which Freight of an origin may be promoted: a page of it would otherwise ask every stage of a project. */
final class StagesByOrigin {
    private final Map<FreightOrigin, List<Stage>> stages = new HashMap<>();

    StagesByOrigin(@NonNull Configuration configuration) {
        for (Stage stage : configuration.stages().values()) {
            if (!stage.isControlFlow()) {
                for (FreightRequest request : stage.requestedFreight()) {
                    stages.computeIfAbsent(request.origin(), origin -> new ArrayList<>())
                            .add(stage);
                }
            }
        }
    }

    /** In the manifests' order. */
    @NonNull
    List<Stage> requesting(@NonNull FreightOrigin origin) {
        return stages.getOrDefault(origin, List.of());
    }
}
