package io.jenkins.plugins.kargo.engine.promotion.step.control;

import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.store.FreightStore;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code set-metadata}: notes values with stages and Freight, for {@code stageMetadata()} and {@code freightMetadata()}. */
final class SetMetadataStep extends ControlStep {
    private static final String STAGE = "Stage";

    private final KargoStore store;

    SetMetadataStep(KargoStore store) {
        super("set-metadata");
        this.store = store;
    }

    @Override
    public StepResult run(StepContext context) throws StepFailure {
        if (context.isPreview()) {
            return StepResult.skipped("a preview; it would note " + context.config(), null);
        }
        for (Object update : (List<?>) context.config().get("updates")) {
            apply(context, (Map<?, ?>) update);
        }
        return StepResult.succeeded();
    }

    private void apply(StepContext context, Map<?, ?> update) throws StepFailure {
        ProjectKey project = context.promotion().project();
        String name = (String) update.get("name");
        Map<String, Object> values = new LinkedHashMap<>();
        ((Map<?, ?>) update.get("values")).forEach((key, value) -> values.put(key.toString(), value));
        if (STAGE.equals(update.get("kind"))) {
            if (context.configuration().stage(name).isEmpty()) {
                throw new StepFailure("The project " + project + " has no stage \"" + name + '"');
            }
            store.projects().putStageMetadata(project, name, values);
        } else {
            Freight freight = store.freight()
                    .find(project, name)
                    .map(FreightStore.StoredFreight::freight)
                    .orElseThrow(() -> new StepFailure(
                            "The project " + project + " has no Freight with the name or alias \"" + name + '"'));
            store.freight().putMetadata(project, freight.name(), values);
        }
    }
}
