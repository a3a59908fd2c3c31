package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.health.StageHealths;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import io.jenkins.plugins.kargo.engine.verification.Verifications;
import java.time.Clock;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Ends promotions: the phase, what the stage holds from now on, its verification and the event in one transaction. */
final class Conclusions {
    private static final Logger LOGGER = Logger.getLogger(Conclusions.class.getName());

    private final KargoStore store;
    private final PromotionLedger ledger;
    private final Verifications verifications;
    private final StageHealths healths;
    private final StageSignals signals;
    private final Clock clock;

    Conclusions(
            KargoStore store,
            PromotionLedger ledger,
            Verifications verifications,
            StageHealths healths,
            StageSignals signals,
            Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.verifications = verifications;
        this.healths = healths;
        this.signals = signals;
        this.clock = clock;
    }

    /** All steps are over. */
    Promotion conclude(Promotion promotion) {
        FinalPhase end = FinalPhase.of(promotion.records().values());
        Promotion ended = end(promotion, end.phase(), end.message(), null);
        if (ended.phase() == PromotionPhase.Succeeded && !ledger.isPreview(ended)) {
            lookAtHealth(ended);
        }
        return ended;
    }

    /**
     * A stage that is healthy already, and needs no more than that, is verified before whoever promotes goes on to the
     * next stage. What cannot be found out now is looked at later.
     */
    private void lookAtHealth(Promotion promotion) {
        try {
            if (healths.assess(promotion.project(), promotion.stage()).isPresent()) {
                verifications.startIfHealthy(promotion);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            LOGGER.log(Level.FINE, e, () -> "The health of stage " + promotion.stage() + " is looked at later");
        }
    }

    /** Ends it before its steps are over, the running one included. */
    Promotion stop(Promotion promotion, PromotionPhase phase, StepStatus ofStep, String message) {
        String left = phase == PromotionPhase.Aborted ? LeftOpen.words(promotion) : "";
        return end(promotion, phase, message + left, ofStep);
    }

    /** Ends a promotion whose owner is gone: its running step as the inspector found it, the promotion Errored. */
    Promotion settleLost(Promotion promotion, StepRecord step, LostEffectInspector.LostEffect effect, String message) {
        boolean happened = effect.finding() == LostEffectInspector.Finding.HAPPENED;
        StepVerdict verdict = new StepVerdict(
                happened ? StepStatus.Succeeded : StepStatus.Errored,
                effect.message(),
                effect.output() == null ? step.output() : effect.output(),
                step.errorCount(),
                null);
        Promotion ended = Uninterrupted.call(() -> store.transaction(() -> {
            ledger.update(promotion, stored -> Transitions.stepRan(stored, step.alias(), verdict, "", clock.instant()));
            return endStored(promotion, PromotionPhase.Errored, message + "; " + effect.message(), null);
        }));
        signals.changed(promotion.project(), promotion.stage());
        return ended;
    }

    private Promotion end(
            Promotion promotion, PromotionPhase phase, String message, @CheckForNull StepStatus runningStep) {
        Promotion ended = ledger.isPreview(promotion)
                ? ledger.update(
                        promotion, stored -> Transitions.ended(stored, phase, message, runningStep, clock.instant()))
                : Uninterrupted.call(() -> store.transaction(() -> endStored(promotion, phase, message, runningStep)));
        signals.changed(promotion.project(), promotion.stage());
        return ended;
    }

    private Promotion endStored(
            Promotion promotion, PromotionPhase phase, String message, @CheckForNull StepStatus runningStep) {
        Instant now = clock.instant();
        boolean[] changed = {false};
        Promotion ended = ledger.update(promotion, stored -> {
            changed[0] = true;
            return Transitions.ended(stored, phase, message, runningStep, now);
        });
        if (changed[0]) {
            if (phase == PromotionPhase.Succeeded) {
                enterStage(ended, now);
            } else if (phase == PromotionPhase.Aborted) {
                AutoPromotions.aborted(store, ended);
            }
            store.events()
                    .add(new Event(
                            ended.project(), "Promotion" + phase, ended.name(), ended.actor(), ended.message(), now));
        }
        return ended;
    }

    private void enterStage(Promotion promotion, Instant now) {
        store.promotions()
                .enterStage(promotion.project(), promotion.stage(), promotion.collection(), promotion.name(), now);
        for (Freight freight : promotion.collection().items().values()) {
            store.freight().enter(promotion.project(), freight.name(), promotion.stage(), now);
        }
        Stage stage = ledger.configuration(promotion).stage(promotion.stage()).orElseThrow();
        verifications.open(promotion, stage);
    }
}
