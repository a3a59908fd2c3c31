package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.time.Clock;
import java.util.ArrayList;
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
        StepEvaluator evaluator,
        Consumer<Map<String, Object>> intentions,
        Consumer<RenderedDiff> diffRecorder,
        Supplier<Map<String, RenderedDiff>> recordedDiffs,
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
        if (!runner.needsWorkspace(step())) {
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
    public List<Map<String, Object>> earlier(String uses) throws StepFailure {
        List<Map<String, Object>> configs = new ArrayList<>();
        List<PromotionStep> steps = promotion().steps();
        for (int i = 0; i < scope.index(); i++) {
            PromotionStep step = steps.get(i);
            boolean ran = promotion()
                    .recordOf(step.as())
                    .filter(record -> record.status() == StepStatus.Succeeded)
                    .isPresent();
            if (ran && step.uses().equals(uses)) {
                try {
                    configs.add(evaluator.config(scope.at(i)));
                } catch (StepEvaluator.EvaluationException e) {
                    throw new StepFailure(
                            "the configuration of step \"" + step.as() + "\" cannot be evaluated again: "
                                    + e.getMessage(),
                            e);
                }
            }
        }
        return configs;
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
    public void rendered(RenderedDiff diff) {
        diffRecorder.accept(diff);
    }

    @Override
    public Map<String, RenderedDiff> diffs() {
        return recordedDiffs.get();
    }

    @Override
    public List<Approval> approvals() {
        return answers.get();
    }
}
