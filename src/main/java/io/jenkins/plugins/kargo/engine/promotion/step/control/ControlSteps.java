package io.jenkins.plugins.kargo.engine.promotion.step.control;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.util.List;

/** The steps of this package. */
public final class ControlSteps {
    private ControlSteps() {}

    @NonNull
    public static List<StepRunner> all(@NonNull KargoStore store) {
        return List.of(
                new ComposeOutputStep(),
                new FailStep(),
                new SetFreightAliasStep(store),
                new SetMetadataStep(store),
                new WaitForApprovalStep(store),
                new GetUserInputStep(store));
    }
}
