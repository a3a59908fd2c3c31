package io.jenkins.plugins.kargo.engine.promotion.step.control;

import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.store.FreightStore;
import io.jenkins.plugins.kargo.engine.store.KargoStore;

/** {@code set-freight-alias}: gives Freight another alias. */
final class SetFreightAliasStep extends ControlStep {
    private final KargoStore store;

    SetFreightAliasStep(KargoStore store) {
        super("set-freight-alias");
        this.store = store;
    }

    @Override
    public StepResult run(StepContext context) throws StepFailure {
        ProjectKey project = context.promotion().project();
        String name = (String) context.config().get("name");
        String alias = (String) context.config().get("alias");
        Freight freight = store.freight()
                .find(project, name)
                .map(FreightStore.StoredFreight::freight)
                .orElseThrow(() -> new StepFailure(
                        "The project " + project + " has no Freight with the name or alias \"" + name + '"'));
        if (context.isPreview()) {
            return StepResult.skipped("a preview; it would give Freight " + name + " the alias " + alias, null);
        }
        try {
            store.freight().rename(project, freight.name(), alias);
        } catch (FreightStore.AliasTakenException e) {
            throw new StepFailure(e.getMessage(), e);
        }
        String message = "updated alias of Freight \"" + freight.name() + "\" from \"" + freight.alias() + "\" to \""
                + alias + '"';
        return new StepResult(StepStatus.Succeeded, message, null, null);
    }
}
