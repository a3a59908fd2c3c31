package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Gives a promotion's current step its turn, and stores what came of it before anything else happens. */
final class StepTurns {
    private final PromotionLedger ledger;
    private final StepRegistry registry;
    private final StepEvaluator evaluator;
    private final StepAttempts attempts;
    private final StepThreads threads;
    private final Clock clock;

    StepTurns(
            PromotionLedger ledger,
            StepRegistry registry,
            StepEvaluator evaluator,
            StepAttempts attempts,
            StepThreads threads,
            Clock clock) {
        this.ledger = ledger;
        this.registry = registry;
        this.evaluator = evaluator;
        this.attempts = attempts;
        this.threads = threads;
        this.clock = clock;
    }

    StepTurn take(Promotion promotion, Stretch stretch) throws InterruptedException {
        PromotionStep step = promotion.current().orElseThrow();
        StepScope scope = scope(promotion, stretch);
        if (promotion.recordOf(step.as()).isEmpty()) {
            try {
                if (evaluator.skips(scope)) {
                    return passOver(promotion, step, StepStatus.Skipped, "", stretch);
                }
            } catch (StepEvaluator.EvaluationException e) {
                String message = "error checking if step \"" + step.as() + "\" should be skipped: " + e.getMessage();
                return passOver(promotion, step, StepStatus.Errored, message, stretch);
            }
        }
        if (StepRegistry.PIPELINE.equals(step.uses())) {
            return hand(promotion, step, stretch);
        }
        Optional<StepRunner> runner = registry.find(step.uses());
        if (runner.isEmpty()) {
            String message = "no promotion step runner found for kind \"" + step.uses() + "\""
                    + Suggestions.among(step.uses(), registry.names(), "no step is installed");
            return passOver(promotion, step, StepStatus.Errored, message, stretch);
        }
        if (runner.get().needsWorkspace(step)
                && stretch.environment().workspace().isEmpty()) {
            return new StepTurn.Yielded(new Progress.NeedsWorkspace(step.as()));
        }
        return run(promotion, step, runner.get(), stretch);
    }

    /** Whether the promotion's current step works with files. */
    boolean needsWorkspace(Promotion promotion) {
        return promotion
                .current()
                .filter(step -> registry.find(step.uses())
                        .filter(runner -> runner.needsWorkspace(step))
                        .isPresent())
                .isPresent();
    }

    private StepTurn run(Promotion before, PromotionStep step, StepRunner runner, Stretch stretch)
            throws InterruptedException {
        boolean begun = stretch.takeBegun(step.as());
        boolean started = before.recordOf(step.as()).isPresent();
        // A step that waits says what for; one that says nothing was cut off in the middle of its last run.
        boolean interrupted = started && !begun && before.waitingFor().isEmpty();
        Promotion promotion;
        if (begun) {
            promotion = before;
        } else {
            promotion = started ? resume(before, step, runner) : start(before, step, stretch);
        }
        if (promotion.phase().isTerminal()) {
            return new StepTurn.Moved(promotion);
        }
        StepScope scope = scope(promotion, stretch);
        StepAttempt attempt = threads.call(
                promotion.project(), promotion.name(), () -> attempts.run(scope, runner, stretch, interrupted));
        return settle(promotion, step, attempt, stretch);
    }

    private Promotion start(Promotion promotion, PromotionStep step, Stretch stretch) {
        Promotion started = ledger.update(promotion, stored -> Transitions.stepStarted(stored, step, clock.instant()));
        stretch.log(title(promotion, step) + " starts");
        return started;
    }

    /** Only of a step that writes files is it worth a write to know later that it was cut off. */
    private Promotion resume(Promotion promotion, PromotionStep step, StepRunner runner) {
        boolean note = runner.replay(step) == StepRunner.Replay.FILES
                && !promotion.waitingFor().isEmpty();
        return note ? ledger.update(promotion, Transitions::stepResumed) : promotion;
    }

    private StepTurn settle(Promotion promotion, PromotionStep step, StepAttempt attempt, Stretch stretch) {
        StepVerdict[] verdict = new StepVerdict[1];
        boolean succeeded = attempt instanceof StepAttempt.Returned returned
                && returned.result().status() == StepStatus.Succeeded;
        if (attempt instanceof StepAttempt.Returned returned && succeeded) {
            ledger.watch(promotion, step.as(), returned.result().healthChecks());
        }
        UnaryOperator<Promotion> change = current -> {
            // The step may have stored an intention since: its record counts, not the one from before the run.
            StepRecord record = current.recordOf(step.as()).orElseThrow();
            verdict[0] = StepVerdict.of(timed(step), record, attempt, clock.instant());
            return Transitions.stepRan(current, step.as(), verdict[0], waitingFor(step, verdict[0]), clock.instant());
        };
        Optional<PromotionStep> next = succeeded ? following(change.apply(promotion), stretch) : Optional.empty();
        Promotion stored;
        if (next.isPresent()) {
            stored = ledger.update(promotion, current -> begin(change.apply(current), next.get()));
        } else if (succeeded && mayBeForgotten(promotion, step)) {
            stored = ledger.updateRelaxed(promotion, change);
        } else {
            stored = ledger.update(promotion, change);
        }
        if (verdict[0] == null || verdict[0].isOver()) {
            logOutcome(stored, step, stretch);
            next.filter(one ->
                            isCurrent(stored, one) && stored.recordOf(one.as()).isPresent())
                    .ifPresent(one -> {
                        stretch.begun(one.as());
                        stretch.log(title(stored, one) + " starts");
                    });
            return new StepTurn.Moved(stored);
        }
        return new StepTurn.Yielded(new Progress.Waiting(stored.waitingFor(), verdict[0].again()));
    }

    /**
     * The step after a success where it is certain that it runs next in this stretch: its beginning is then written together
     * with the outcome.
     *
     * @param promotion as it is about to be stored
     */
    private Optional<PromotionStep> following(Promotion promotion, Stretch stretch) {
        return promotion
                .current()
                .filter(next -> !StepRegistry.PIPELINE.equals(next.uses()))
                .filter(next -> registry.find(next.uses())
                        .filter(runner -> !runner.needsWorkspace(next)
                                || stretch.environment().workspace().isPresent())
                        .isPresent())
                .filter(next -> !stretch.isStopRequested() && runs(promotion, stretch));
    }

    /** Whether the condition of the promotion's current step holds; one that cannot be evaluated is not told here. */
    private boolean runs(Promotion promotion, Stretch stretch) {
        try {
            return !evaluator.skips(scope(promotion, stretch));
        } catch (StepEvaluator.EvaluationException e) {
            return false;
        }
    }

    private Promotion begin(Promotion promotion, PromotionStep next) {
        boolean due = promotion.abortRequestedBy().isEmpty()
                && isCurrent(promotion, next)
                && promotion.recordOf(next.as()).isEmpty();
        return due ? Transitions.stepStarted(promotion, next, clock.instant()) : promotion;
    }

    private static boolean isCurrent(Promotion promotion, PromotionStep step) {
        return promotion.current().filter(step::equals).isPresent();
    }

    /**
     * Whether the outcome need not be on the disk at once: what is written next is, and with it this. A step that leaves
     * files may be done again after a power failure: that it had started is known, so that it then finds its files as they
     * were before. The last step is followed by the end of the promotion.
     */
    private boolean mayBeForgotten(Promotion promotion, PromotionStep step) {
        return promotion.steps().indexOf(step) == promotion.steps().size() - 1
                || registry.find(step.uses())
                        .filter(runner -> runner.replay(step) == StepRunner.Replay.FILES)
                        .isPresent();
    }

    private PromotionStep timed(PromotionStep step) {
        return registry.find(step.uses())
                .flatMap(StepRunner::defaultTimeout)
                .map(step::withDefaultTimeout)
                .orElse(step);
    }

    /** A handler in the Jenkinsfile is to carry out the step. */
    private StepTurn hand(Promotion before, PromotionStep step, Stretch stretch) throws InterruptedException {
        Promotion promotion = before.recordOf(step.as()).isPresent() ? before : start(before, step, stretch);
        if (promotion.phase().isTerminal()) {
            return new StepTurn.Moved(promotion);
        }
        StepAttempt attempt;
        try {
            StepScope scope = scope(promotion, stretch);
            Map<String, Object> config = attempts.handlerConfig(scope);
            attempts.prepareForHandler(scope, stretch);
            return new StepTurn.Yielded(new Progress.NeedsHandler(step, name(config), with(config)));
        } catch (StepFailure e) {
            attempt = new StepAttempt.Refused(e.getMessage());
        } catch (IOException e) {
            attempt = new StepAttempt.Broke(String.valueOf(e.getMessage()));
        } catch (StepEvaluator.EvaluationException e) {
            attempt = new StepAttempt.Unrecoverable("failed to get step config: " + e.getMessage());
        }
        return settle(promotion, step, attempt, stretch);
    }

    private static String name(Map<String, Object> config) {
        return (String) config.get("name");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> with(Map<String, Object> config) {
        return (Map<String, Object>) config.getOrDefault("with", Map.of());
    }

    private StepTurn passOver(
            Promotion promotion, PromotionStep step, StepStatus status, String message, Stretch stretch) {
        Promotion stored = ledger.update(
                promotion, current -> Transitions.stepPassedOver(current, step, status, message, clock.instant()));
        logOutcome(stored, step, stretch);
        return new StepTurn.Moved(stored);
    }

    private StepScope scope(Promotion promotion, Stretch stretch) {
        return new StepScope(
                promotion,
                promotion.currentStep(),
                ledger.configuration(promotion),
                stretch.isPreview(),
                stretch.environment().contextExtras());
    }

    /** What the step waits for; never empty, because an empty text means that it is running. */
    private static String waitingFor(PromotionStep step, StepVerdict verdict) {
        if (verdict.isOver()) {
            return "";
        }
        return verdict.message().isEmpty()
                ? "step \"" + step.as() + "\" (" + step.uses() + ") is not done yet"
                : verdict.message();
    }

    private static void logOutcome(Promotion promotion, PromotionStep step, Stretch stretch) {
        promotion
                .recordOf(step.as())
                .filter(record -> record.status().isTerminal())
                .ifPresent(record -> {
                    String message = record.message().isEmpty() ? "" : ": " + record.message();
                    (title(promotion, step) + ' ' + word(record) + message)
                            .lines()
                            .forEach(stretch::log);
                });
    }

    private static String word(StepRecord record) {
        return switch (record.status()) {
            case Succeeded -> "succeeded";
            case Skipped -> "was skipped";
            case Running -> "is running";
            case Aborted -> "was aborted";
            case Failed -> "failed";
            case Errored -> "errored";
        };
    }

    private static String title(Promotion promotion, PromotionStep step) {
        return "Step " + (promotion.steps().indexOf(step) + 1) + '/'
                + promotion.steps().size() + " \"" + step.as() + "\" (" + step.uses() + ')';
    }
}
