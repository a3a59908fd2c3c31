package io.jenkins.plugins.kargo.engine.promotion.step.control;

import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;

/** {@code compose-output}: its configuration is its output, within a task also the task's. */
final class ComposeOutputStep extends ControlStep {
    ComposeOutputStep() {
        super("compose-output");
    }

    @Override
    public StepResult run(StepContext context) {
        return StepResult.succeeded(context.config());
    }
}
