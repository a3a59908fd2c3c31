package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The changes that a promotion goes through, each as a pure function. */
final class Transitions {
    private Transitions() {}

    /** @param collection what the stage holds when it succeeds, as is known now */
    static Promotion started(Promotion promotion, FreightCollection collection, Instant now) {
        return new Copy(promotion)
                .collection(collection)
                .phase(PromotionPhase.Running, "")
                .startedAt(now)
                .make();
    }

    static Promotion waiting(Promotion promotion, String why) {
        return new Copy(promotion).waitingFor(why).make();
    }

    static Promotion abortRequested(Promotion promotion, String actor) {
        return new Copy(promotion).abortRequestedBy(actor).make();
    }

    static Promotion stepStarted(Promotion promotion, PromotionStep step, Instant now) {
        requireCurrent(promotion, step.as());
        StepRecord record = new StepRecord(
                step.as(), step.uses(), StepStatus.Running, "", now, null, 0, step.continueOnError(), null, Map.of());
        return new Copy(promotion).waitingFor("").record(record).make();
    }

    /** The step is about to run once more: what it waited for no longer counts. */
    static Promotion stepResumed(Promotion promotion) {
        return new Copy(promotion).waitingFor("").make();
    }

    static Promotion stepIntends(Promotion promotion, String alias, Map<String, Object> intention) {
        StepRecord old = requireRunning(promotion, alias);
        return new Copy(promotion)
                .record(new StepRecord(
                        old.alias(),
                        old.uses(),
                        old.status(),
                        old.message(),
                        old.startedAt(),
                        old.finishedAt(),
                        old.errorCount(),
                        old.continueOnError(),
                        old.output(),
                        intention))
                .make();
    }

    /** The step that was running ends, or is to run again. */
    static Promotion stepRan(Promotion promotion, String alias, StepVerdict verdict, String waitingFor, Instant now) {
        StepRecord old = requireRunning(promotion, alias);
        Copy copy = new Copy(promotion)
                .waitingFor(waitingFor)
                .record(new StepRecord(
                        old.alias(),
                        old.uses(),
                        verdict.status(),
                        verdict.message(),
                        old.startedAt(),
                        verdict.isOver() ? now : null,
                        verdict.errorCount(),
                        old.continueOnError(),
                        verdict.output(),
                        old.intention()));
        return (verdict.isOver() ? copy.nextStep() : copy).make();
    }

    /** The step ends without having run: skipped by its condition, or unusable. */
    static Promotion stepPassedOver(
            Promotion promotion, PromotionStep step, StepStatus status, String message, Instant now) {
        requireCurrent(promotion, step.as());
        StepRecord record = new StepRecord(
                step.as(), step.uses(), status, message, now, now, 0, step.continueOnError(), null, Map.of());
        return new Copy(promotion).waitingFor("").record(record).nextStep().make();
    }

    /**
     * The promotion ends.
     *
     * @param runningStep status of the step that was running, which gets the message too; null when none can be
     */
    static Promotion ended(
            Promotion promotion,
            PromotionPhase phase,
            String message,
            @CheckForNull StepStatus runningStep,
            Instant now) {
        Promotion last = promotion;
        if (runningStep != null && isRunning(promotion)) {
            StepRecord record = runningRecord(promotion);
            StepVerdict verdict = new StepVerdict(runningStep, message, record.output(), record.errorCount(), null);
            last = stepRan(promotion, record.alias(), verdict, "", now);
        }
        return new Copy(last)
                .waitingFor("")
                .phase(phase, message)
                .finishedAt(now)
                .make();
    }

    static boolean isRunning(Promotion promotion) {
        return promotion
                .current()
                .flatMap(step -> promotion.recordOf(step.as()))
                .filter(record -> !record.status().isTerminal())
                .isPresent();
    }

    private static StepRecord runningRecord(Promotion promotion) {
        String alias = promotion.current().orElseThrow().as();
        return promotion.recordOf(alias).orElseThrow();
    }

    private static void requireCurrent(Promotion promotion, String alias) {
        boolean current =
                promotion.current().filter(step -> step.as().equals(alias)).isPresent();
        if (!current || promotion.recordOf(alias).isPresent()) {
            throw new IllegalStateException(
                    "Step \"" + alias + "\" of promotion " + promotion.name() + " is not the next one to run");
        }
    }

    private static StepRecord requireRunning(Promotion promotion, String alias) {
        boolean current =
                promotion.current().filter(step -> step.as().equals(alias)).isPresent();
        if (!current || !isRunning(promotion)) {
            throw new IllegalStateException(
                    "Step \"" + alias + "\" of promotion " + promotion.name() + " is not running");
        }
        return promotion.recordOf(alias).orElseThrow();
    }

    /** A promotion in the making. */
    private static final class Copy {
        private final Promotion from;
        private final Map<String, StepRecord> records;
        private FreightCollection collection;
        private PromotionPhase phase;
        private String message;
        private int currentStep;
        private String waitingFor;
        private String abortRequestedBy;
        private Instant startedAt;
        private Instant finishedAt;

        Copy(Promotion from) {
            this.from = from;
            records = new LinkedHashMap<>(from.records());
            collection = from.collection();
            phase = from.phase();
            message = from.message();
            currentStep = from.currentStep();
            waitingFor = from.waitingFor();
            abortRequestedBy = from.abortRequestedBy();
            startedAt = from.startedAt();
            finishedAt = from.finishedAt();
        }

        Copy phase(PromotionPhase newPhase, String newMessage) {
            phase = newPhase;
            message = newMessage;
            return this;
        }

        Copy collection(FreightCollection newCollection) {
            collection = newCollection;
            return this;
        }

        Copy waitingFor(String why) {
            waitingFor = why;
            return this;
        }

        Copy abortRequestedBy(String actor) {
            abortRequestedBy = actor;
            return this;
        }

        Copy startedAt(Instant now) {
            startedAt = now;
            return this;
        }

        Copy finishedAt(Instant now) {
            finishedAt = now;
            return this;
        }

        Copy record(StepRecord record) {
            records.put(record.alias(), record);
            return this;
        }

        Copy nextStep() {
            currentStep++;
            return this;
        }

        Promotion make() {
            return new Promotion(
                    from.project(),
                    from.name(),
                    from.stage(),
                    from.freight(),
                    collection,
                    from.vars(),
                    from.steps(),
                    phase,
                    message,
                    currentStep,
                    records,
                    waitingFor,
                    from.actor(),
                    abortRequestedBy,
                    from.build(),
                    from.configuration(),
                    from.createdAt(),
                    startedAt,
                    finishedAt);
        }
    }
}
