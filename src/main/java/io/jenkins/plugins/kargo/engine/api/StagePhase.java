package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;

/** What a stage is doing, or how its last promotion ended, in one word. */
enum StagePhase {
    /** Holds nothing yet. */
    Empty,
    /** A control-flow stage: it holds nothing and passes everything on. */
    Passing,
    Queued,
    Promoting,
    /** A promotion is under way and waits, for an approval say. */
    Waiting,
    Verifying,
    Ready,
    Failed,
    VerificationFailed;

    /**
     * @param latest the newest promotion, null when there is none
     * @param verification the newest verification, null when there is none
     * @param holds whether the stage holds any Freight
     */
    @NonNull
    static StagePhase of(
            @NonNull Stage stage,
            @CheckForNull Promotion latest,
            @CheckForNull VerificationRecord verification,
            boolean holds) {
        if (stage.isControlFlow()) {
            return Passing;
        }
        if (latest != null && !latest.phase().isTerminal()) {
            if (!latest.waitingFor().isEmpty() && latest.phase() == PromotionPhase.Running) {
                return Waiting;
            }
            return latest.phase() == PromotionPhase.Running ? Promoting : Queued;
        }
        if (latest != null && (latest.phase() == PromotionPhase.Failed || latest.phase() == PromotionPhase.Errored)) {
            return Failed;
        }
        if (!holds) {
            return Empty;
        }
        if (verification != null && !verification.phase().isTerminal()) {
            return Verifying;
        }
        boolean verified = verification == null || verification.phase() == VerificationPhase.Successful;
        return verified ? Ready : VerificationFailed;
    }
}
