package io.jenkins.plugins.kargo.local.scenario.example;

import hudson.Extension;
import io.jenkins.plugins.kargo.engine.health.HealthChecker;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.extension.PromotionStepProvider;
import java.util.Collection;
import java.util.List;

/** The entry of the example plugin. */
@Extension
public final class ReleaseNotesSteps implements PromotionStepProvider {
    @Override
    public Collection<? extends StepRunner> steps() {
        return List.of(new ReleaseNotesStep());
    }

    @Override
    public Collection<? extends HealthChecker> healthCheckers() {
        return List.of(new ReleaseNotesHealth());
    }
}
