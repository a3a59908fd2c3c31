package io.jenkins.plugins.kargo.engine.promotion.step.control;

import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;

/** {@code fail}: fails, with a message if one is given. */
final class FailStep extends ControlStep {
    FailStep() {
        super("fail");
    }

    @Override
    public StepResult run(StepContext context) throws StepFailure {
        Object message = context.config().get("message");
        throw new StepFailure(message == null || message.equals("") ? "failed" : "failed: " + message);
    }
}
