package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the runner hands to a step. */
record RunningStep(
        StepScope scope,
        Map<String, Object> config,
        RunEnvironment environment,
        StepRunner runner,
        boolean isPreview,
        Clock clock,
        Consumer<Map<String, Object>> intentions,
        Supplier<List<Approval>> answers)
        implements StepContext {

    @Override
    public Promotion promotion() {
        return scope.promotion();
    }

    @Override
    public PromotionStep step() {
        return scope.step();
    }

    @Override
    public Configuration configuration() {
        return scope.configuration();
    }

    @Override
    public Workspace workspace() {
        if (!runner.needsWorkspace()) {
            throw new IllegalStateException("The step " + runner.name() + " did not say that it needs a workspace");
        }
        return environment.workspace().orElseThrow();
    }

    @Override
    public CredentialResolver credentials() {
        return environment.credentials();
    }

    @Override
    public PromotionLog log() {
        return environment.log();
    }

    @Override
    public Map<String, Object> intention() {
        return promotion().recordOf(step().as()).map(StepRecord::intention).orElse(Map.of());
    }

    @Override
    public void intend(Map<String, Object> intention) {
        intentions.accept(intention);
    }

    @Override
    public List<Approval> approvals() {
        return answers.get();
    }
}
