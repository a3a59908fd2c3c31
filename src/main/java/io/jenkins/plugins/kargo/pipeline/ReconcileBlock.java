package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.promotion.Progress;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEnvironment;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * What the block of a {@code kargoReconcile} runs for, one thing at a time: the steps of a promotion that need a
 * workspace, the handler of one step, or the verification of a stage. Saved with the build.
 */
final class ReconcileBlock implements Serializable {
    private static final long serialVersionUID = 1;

    /** Purposes of a run of the block. */
    enum Purpose {
        STEPS,
        HANDLER,
        VERIFICATION
    }

    private String promotion = "";
    private Purpose purpose;
    private String alias = "";
    private String handler = "";
    private String position = "";
    private String verification = "";

    /** Name of the promotion for which the block runs or has just ended; empty for none. */
    @NonNull
    String promotion() {
        return promotion;
    }

    void clear() {
        promotion = "";
    }

    /** @param contexts of the block; @param environment its variables */
    record Invocation(
            @NonNull List<Object> contexts, @NonNull Map<String, String> environment) {}

    /** The block is to carry the promotion's steps out, in the workspace that it supplies. */
    @NonNull
    Invocation steps(@NonNull Lane lane, @NonNull String stepAlias) {
        begin(lane, Purpose.STEPS, stepAlias, "", "");
        OpenBlocks.opened(lane.scope().execution());
        return invocation(lane, new ReconcileScope(false, null, null), null);
    }

    /** The block is to say what a step does, in the workspace around it. */
    @NonNull
    Invocation handler(@NonNull Lane lane, @NonNull Progress.NeedsHandler needed) {
        begin(lane, Purpose.HANDLER, needed.step().as(), needed.handler(), "");
        PromotionScope scope = lane.scope();
        Map<String, String> environment = PromotionEnvironment.of(find(scope), "");
        environment.putAll(PromotionEnvironment.ofArguments(needed.with()));
        return invocation(
                lane,
                new ReconcileScope(true, null, null),
                new WantedHandler(scope.project(), scope.promotion(), alias, handler, environment));
    }

    /** The block is to verify what the promotion brought to its stage. */
    @NonNull
    Invocation verification(@NonNull Lane lane, boolean hasWorkspace, @NonNull String id) {
        begin(lane, Purpose.VERIFICATION, "", "", id);
        // No kargoStep is meant, whatever its name.
        WantedHandler none = new WantedHandler(lane.scope().project(), promotion, "", "", Map.of());
        return invocation(lane, new ReconcileScope(hasWorkspace, lane.stage(), id), none);
    }

    private void begin(Lane lane, Purpose why, String stepAlias, String name, String id) {
        purpose = why;
        promotion = lane.scope().promotion();
        alias = stepAlias;
        handler = name;
        verification = id;
        position = position(find(lane.scope()), stepAlias);
    }

    private static Invocation invocation(Lane lane, ReconcileScope scope, @CheckForNull WantedHandler wanted) {
        List<Object> contexts = new ArrayList<>(List.of(lane.scope(), scope));
        Map<String, String> environment = PromotionEnvironment.of(find(lane.scope()), "");
        if (wanted != null) {
            contexts.add(wanted);
            environment.putAll(wanted.environment());
        }
        return new Invocation(contexts, environment);
    }

    /** Records what came of the run of the block. @param failure what it threw, null for nothing */
    void ended(@NonNull Lane lane, @CheckForNull Throwable failure) throws InterruptedException {
        Promotion now = find(lane.scope());
        switch (purpose) {
            case HANDLER -> handlerEnded(now, failure);
            case STEPS -> stepsEnded(lane, now, failure);
            case VERIFICATION -> verificationEnded(now, failure);
        }
    }

    private void handlerEnded(Promotion now, Throwable failure) {
        if (now.phase().isTerminal()) {
            return;
        }
        if (failure instanceof FlowInterruptedException) {
            fail(now, StepStatus.Aborted, "the build was stopped");
        } else if (failure != null) {
            fail(now, StepStatus.Failed, Words.of(failure));
        } else if (position.equals(position(now, alias))) {
            fail(now, StepStatus.Failed, "the block of kargoReconcile has no kargoStep('" + handler + "')");
        }
    }

    private void fail(Promotion now, StepStatus status, String why) {
        KargoRuntime.get().runner().failHandler(now.project(), now.name(), alias, status, why);
    }

    private void stepsEnded(Lane lane, Promotion now, Throwable failure) {
        String execution = lane.scope().execution();
        lane.workDirs().addAll(OpenBlocks.workDirs(execution));
        OpenBlocks.Note note = OpenBlocks.find(execution);
        String problem = null;
        if (failure != null) {
            problem = "the block of kargoReconcile failed: " + Words.of(failure);
        } else if (note != null && !note.stepsCalled() && position.equals(position(now, alias))) {
            problem = "the block of kargoReconcile ended without calling kargoSteps, which step \"" + alias
                    + "\" needs: write kargoReconcile { node { kargoSteps() } }, or call it inside node { … }";
        }
        if (note != null && note.notBefore().isAfter(Instant.now())) {
            lane.rest(note.notBefore());
        }
        if (problem != null && !now.phase().isTerminal()) {
            KargoRuntime.get().promotions().giveUp(now.project(), now.name(), problem);
        }
    }

    private void verificationEnded(Promotion now, Throwable failure) throws InterruptedException {
        VerificationPhase phase = failure == null
                ? VerificationPhase.Inconclusive
                : failure instanceof FlowInterruptedException ? VerificationPhase.Aborted : VerificationPhase.Failed;
        String why = failure == null
                ? "the block of kargoReconcile has no kargoVerify(stage: '" + now.stage() + "') { … }"
                : Words.of(failure);
        // Does nothing when the block has settled it.
        KargoRuntime.get().verifications().settle(now.project(), verification, phase, why, now.actor());
    }

    /** Changes when the step comes to an end, or counts an error more. */
    private static String position(Promotion promotion, String alias) {
        return promotion.phase() + "/" + promotion.currentStep() + '/'
                + promotion
                        .recordOf(alias)
                        .map(record -> record.status() + "/" + record.startedAt() + '/' + record.errorCount())
                        .orElse("");
    }

    private static Promotion find(PromotionScope scope) {
        ProjectKey project = scope.project();
        return KargoRuntime.get()
                .promotions()
                .find(project, scope.promotion())
                .orElseThrow(() -> new IllegalStateException("Promotion " + scope.promotion() + " of project " + project
                        + " is not there any more: a preview lives only as long as the controller runs"));
    }
}
