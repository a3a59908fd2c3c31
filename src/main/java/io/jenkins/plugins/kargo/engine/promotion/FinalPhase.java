package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.util.Collection;

/** The phase of a promotion whose steps are all over: the worst step without {@code continueOnError} decides. */
record FinalPhase(PromotionPhase phase, String message) {
    static FinalPhase of(Collection<StepRecord> records) {
        StepStatus worst = StepStatus.Succeeded;
        String message = "";
        for (StepRecord step : records) {
            if (!step.continueOnError() && step.status().compareTo(worst) > 0) {
                worst = step.status();
                message = step.message();
            }
        }
        PromotionPhase phase =
                switch (worst) {
                    case Succeeded, Skipped -> PromotionPhase.Succeeded;
                    case Aborted -> PromotionPhase.Aborted;
                    case Failed -> PromotionPhase.Failed;
                    case Running, Errored -> PromotionPhase.Errored;
                };
        return new FinalPhase(phase, message);
    }
}
