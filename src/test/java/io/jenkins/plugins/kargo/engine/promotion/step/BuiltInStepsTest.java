package io.jenkins.plugins.kargo.engine.promotion.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.StepSchemas;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInStepsTest {
    @Test
    void everyStepHasANameOfItsOwnAndASchema() {
        List<StepRunner> steps = BuiltInSteps.all();
        StepSchemas schemas = new StepSchemas();
        assertThat(steps).extracting(StepRunner::name).doesNotHaveDuplicates().hasSize(32);
        assertThat(steps).allSatisfy(step -> {
            assertThat(schemas.schema(step.getClass(), step.name()))
                    .as(step.name())
                    .isPresent();
        });
    }

    @Test
    void whatTheControllerDoesItselfNeedsNoAgent() {
        assertThat(BuiltInSteps.all())
                .filteredOn(step -> !step.needsWorkspace())
                .extracting(StepRunner::name)
                .containsExactly(
                        "http",
                        "oci-push",
                        "git-open-pr",
                        "git-wait-for-pr",
                        "git-merge-pr",
                        "argocd-update",
                        "argocd-wait");
    }

    @Test
    void onlyWhatChangesTheWorldIsNeverRepeatedToRebuildAWorkDir() {
        assertThat(BuiltInSteps.all())
                .filteredOn(step -> step.replay() == StepRunner.Replay.NEVER)
                .extracting(StepRunner::name)
                .containsExactly(
                        "git-push",
                        "github-push",
                        "http",
                        "oci-push",
                        "git-open-pr",
                        "git-wait-for-pr",
                        "git-merge-pr",
                        "argocd-update",
                        "argocd-wait");
    }
}
