package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.HealthCheck;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs one step once: rebuilds a lost work dir, evaluates and checks the configuration, calls the step. */
final class StepAttempts {
    private static final Logger LOGGER = Logger.getLogger(StepAttempts.class.getName());
    private static final int MAX_MESSAGE = 16_384;

    private final KargoStore store;
    private final PromotionLedger ledger;
    private final StepRegistry registry;
    private final StepSchemas schemas;
    private final StepEvaluator evaluator;
    private final Clock clock;

    StepAttempts(
            KargoStore store,
            PromotionLedger ledger,
            StepRegistry registry,
            StepSchemas schemas,
            StepEvaluator evaluator,
            Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.registry = registry;
        this.schemas = schemas;
        this.evaluator = evaluator;
        this.clock = clock;
    }

    /**
     * @param interrupted whether the step was cut off in its last run, so that its files may be half written
     * @throws InterruptedException when the step is to stop; nothing of it is recorded
     * @throws StoreException when its intention cannot be stored
     */
    StepAttempt run(StepScope scope, StepRunner runner, Stretch stretch, boolean interrupted)
            throws InterruptedException {
        StepAttempt attempt = attempt(scope, runner, stretch, interrupted);
        return attempt.masked(stretch.environment().credentials().mask());
    }

    private StepAttempt attempt(StepScope scope, StepRunner runner, Stretch stretch, boolean interrupted)
            throws InterruptedException {
        try {
            if (runner.needsWorkspace(scope.step()) && !stretch.isWorkDirReady()) {
                prepareWorkDir(scope, stretch, interrupted && runner.replay(scope.step()) == StepRunner.Replay.FILES);
            }
            return checked(call(scope, runner, stretch, false));
        } catch (StepFailure e) {
            return new StepAttempt.Refused(message(e));
        } catch (IOException e) {
            return new StepAttempt.Broke(message(e));
        } catch (UncheckedIOException e) {
            return new StepAttempt.Broke(message(e.getCause()));
        } catch (StoreException e) {
            throw e;
        } catch (StepEvaluator.EvaluationException e) {
            return new StepAttempt.Unrecoverable("failed to get step config: " + message(e));
        } catch (RuntimeException | StackOverflowError e) {
            LOGGER.log(Level.WARNING, e, () -> "The promotion step " + runner.name() + " failed unexpectedly");
            return new StepAttempt.Unrecoverable("an unrecoverable error occurred: " + message(e));
        }
    }

    /** A result whose output cannot be stored fails the step. */
    private static StepAttempt checked(StepResult result) {
        try {
            if (result.output() != null) {
                PlainValues.require("The output of the step", result.output());
            }
            for (HealthCheck check : result.healthChecks()) {
                PlainValues.require("The health check of the step", check.config());
            }
            return new StepAttempt.Returned(result);
        } catch (IllegalArgumentException e) {
            return new StepAttempt.Refused(message(e));
        }
    }

    /** The configuration of a step that a handler carries out, evaluated. */
    Map<String, Object> handlerConfig(StepScope scope) throws StepEvaluator.EvaluationException, StepFailure {
        return checkedConfig(scope, PromotionRunner.class);
    }

    /** Handlers work in the work dir too; without a workspace there is nothing to prepare yet. */
    void prepareForHandler(StepScope scope, Stretch stretch)
            throws IOException, InterruptedException, StepFailure, StepEvaluator.EvaluationException {
        if (stretch.environment().workspace().isPresent() && !stretch.isWorkDirReady()) {
            prepareWorkDir(scope, stretch, false);
        }
    }

    /** @param afresh whether files in it may be half written */
    private void prepareWorkDir(StepScope scope, Stretch stretch, boolean afresh)
            throws IOException, InterruptedException, StepFailure, StepEvaluator.EvaluationException {
        Workspace workspace = stretch.environment().workspace().orElseThrow();
        Promotion promotion = scope.promotion();
        boolean complete = workspace.files(new WorkDirClaim(promotion.name(), afresh));
        if (!complete) {
            for (int i = 0; i < scope.index(); i++) {
                repeat(scope.at(i), stretch);
            }
        }
        stretch.workDirReady();
    }

    /** Runs a step that succeeded before once more, for its files; its record stays as it is. */
    private void repeat(StepScope scope, Stretch stretch)
            throws IOException, InterruptedException, StepFailure, StepEvaluator.EvaluationException {
        PromotionStep step = scope.step();
        Optional<StepRecord> record =
                scope.promotion().recordOf(step.as()).filter(one -> one.status() == StepStatus.Succeeded);
        if (record.isEmpty()) {
            return;
        }
        if (StepRegistry.PIPELINE.equals(step.uses())) {
            throw new StepFailure("The work dir was lost after step \"" + step.as()
                    + "\", and what its handler in the Jenkinsfile did cannot be repeated: promote again");
        }
        Optional<StepRunner> runner = registry.find(step.uses()).filter(one -> one.needsWorkspace(step));
        StepRunner.Replay replay = runner.map(one -> one.replay(step)).orElse(StepRunner.Replay.NEVER);
        if (replay == StepRunner.Replay.IMPOSSIBLE) {
            throw new StepFailure("The work dir was lost after step \"" + step.as() + "\" (" + step.uses()
                    + "), and what it did there cannot be repeated: promote again");
        }
        if (replay == StepRunner.Replay.FILES) {
            stretch.log("The work dir was lost: repeating step \"" + step.as() + "\" (" + step.uses() + ")");
            StepResult result = call(scope, runner.get(), stretch, true);
            if (result.status() != StepStatus.Succeeded && result.status() != StepStatus.Skipped) {
                throw new StepFailure("The work dir was lost, and step \"" + step.as() + "\" could not be repeated: "
                        + result.message());
            }
        }
    }

    private StepResult call(StepScope scope, StepRunner runner, Stretch stretch, boolean repeated)
            throws IOException, InterruptedException, StepFailure, StepEvaluator.EvaluationException {
        Map<String, Object> config = checkedConfig(scope, runner.getClass());
        String alias = scope.step().as();
        RunningStep context = new RunningStep(
                scope,
                config,
                stretch.environment(),
                runner,
                stretch.isPreview(),
                clock,
                evaluator,
                intention -> {
                    PlainValues.require("The intention of the step", intention);
                    if (!repeated) {
                        ledger.update(scope.promotion(), stored -> Transitions.stepIntends(stored, alias, intention));
                    }
                },
                diff -> {
                    if (!repeated) {
                        ledger.addDiff(scope.promotion(), alias, diff);
                    }
                },
                () -> ledger.diffs(
                        scope.promotion().project(), scope.promotion().name()),
                () -> stretch.isPreview()
                        ? List.of()
                        : store
                                .promotions()
                                .approvals(
                                        scope.promotion().project(),
                                        scope.promotion().name())
                                .stream()
                                .filter(approval -> approval.step().equals(alias))
                                .toList());
        return runner.run(context);
    }

    private Map<String, Object> checkedConfig(StepScope scope, Class<?> owner)
            throws StepEvaluator.EvaluationException, StepFailure {
        Map<String, Object> config = evaluator.config(scope);
        String uses = scope.step().uses();
        List<String> problems = schemas.problems(owner, uses, config);
        if (!problems.isEmpty()) {
            throw new StepFailure("invalid " + uses + " config: " + String.join("; ", problems));
        }
        return config;
    }

    private static String message(Throwable failure) {
        String text = failure.getMessage() == null ? failure.getClass().getName() : failure.getMessage();
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
    }
}
