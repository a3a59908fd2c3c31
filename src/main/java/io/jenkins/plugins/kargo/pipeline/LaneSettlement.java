package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.promotion.Progress;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What becomes of a lane when its promotion came to a stop: failed for want of a block, tidied up, verified, over. */
final class LaneSettlement {
    private final StepContext context;
    private final BuildManifests.Found found;
    private final boolean hasBlock;

    LaneSettlement(@NonNull StepContext context, @NonNull BuildManifests.Found found, boolean hasBlock) {
        this.context = context;
        this.found = found;
        this.hasBlock = hasBlock;
    }

    /**
     * Says in the log how the promotion ended, when it has. What follows from that is said later, although the store has
     * it at the same moment.
     */
    void tellEnd(@NonNull Lane lane) throws InterruptedException {
        PromotionScope scope = lane.scope();
        Optional<Promotion> promotion = KargoRuntime.get()
                .promotions()
                .find(scope.project(), scope.promotion())
                .filter(one -> one.phase().isTerminal());
        if (promotion.isPresent()) {
            tell(lane, promotion.get());
        }
    }

    private void tell(Lane lane, Promotion promotion) throws InterruptedException {
        if (lane.tell()) {
            log(
                    PromotionResult.isSuccess(promotion)
                            ? "Promotion " + promotion.name() + " succeeded"
                            : PromotionResult.failure(promotion));
        }
    }

    /** @param progress null while the promotion goes on */
    void settle(@NonNull Lane lane, @CheckForNull Progress progress) throws Exception {
        PromotionScope scope = lane.scope();
        if (progress instanceof Progress.Finished finished) {
            finished(lane, finished.promotion());
        } else if (!hasBlock && progress instanceof Progress.NeedsHandler needed) {
            KargoRuntime.get()
                    .runner()
                    .failHandler(
                            scope.project(),
                            scope.promotion(),
                            needed.step().as(),
                            StepStatus.Failed,
                            "the Jenkinsfile does not say what \"" + needed.handler()
                                    + "\" does: write kargoReconcile { kargoStep('" + needed.handler()
                                    + "') { … } }");
            lane.resume();
        } else if (!hasBlock && progress instanceof Progress.NeedsWorkspace needed) {
            KargoRuntime.get()
                    .promotions()
                    .giveUp(
                            scope.project(),
                            scope.promotion(),
                            "step \"" + needed.alias() + "\" needs a workspace: call kargoReconcile inside node { … }, "
                                    + "or give it a block, kargoReconcile { node { kargoSteps() } }");
            lane.resume();
        }
    }

    private void finished(Lane lane, Promotion promotion) throws Exception {
        if (lane.close()) {
            String execution = lane.scope().execution();
            lane.workDirs().addAll(OpenBlocks.workDirs(execution));
            OpenBlocks.closed(execution);
            PromotionStart.notInUse(promotion.name());
            lane.workDirs().remove();
            note(promotion);
        }
        tell(lane, promotion);
        if (!PromotionResult.isSuccess(promotion)) {
            lane.giveUp(PromotionResult.failure(promotion));
            return;
        }
        Optional<VerificationRecord> verification =
                found.access().isPreview() ? Optional.empty() : ReconcileSummary.verification(lane);
        if (verification.isEmpty() || verification.get().phase() == VerificationPhase.Successful) {
            lane.end();
            return;
        }
        VerificationRecord record = verification.get();
        if (!record.phase().isTerminal() && isLeftToBlock(lane) && !hasBlock) {
            record = KargoRuntime.get()
                    .verifications()
                    .settle(
                            record.project(),
                            record.id(),
                            VerificationPhase.Inconclusive,
                            "the Jenkinsfile does not say how to verify the stage: write kargoReconcile { kargoVerify("
                                    + "stage: '" + lane.stage() + "') { … } }",
                            record.actor());
        }
        if (record.phase().isTerminal()) {
            lane.giveUp("Verification of stage " + lane.stage() + " (promotion " + promotion.name() + ") is "
                    + record.phase() + (record.message().isEmpty() ? "" : ": " + record.message()));
            log(lane.failure());
        }
    }

    /** Whether a {@code kargoVerify} in the block verifies the lane's stage. */
    boolean isLeftToBlock(@NonNull Lane lane) {
        return found.configuration()
                .stage(lane.stage())
                .map(Stage::isVerifiedByPipeline)
                .orElse(false);
    }

    private void note(Promotion promotion) throws IOException, InterruptedException {
        if (!found.access().isPreview()) {
            KargoBuildAction.of(context.get(Run.class)).promoted(promotion);
        }
    }

    private void log(String line) throws InterruptedException {
        BuildLog.of(context).getLogger().println(line);
    }
}
