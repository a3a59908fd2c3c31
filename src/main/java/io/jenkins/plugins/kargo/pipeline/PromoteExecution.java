package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.Progress;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEnvironment;
import io.jenkins.plugins.kargo.engine.promotion.PromotionRefused;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Carries one promotion out. Without a block it lends the surrounding workspace; with one it goes on without workspace
 * until a step needs one, invokes the block once, in which {@code kargoSteps} goes on, and continues after it.
 */
final class PromoteExecution extends BackgroundExecution {
    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = Logger.getLogger(PromoteExecution.class.getName());

    private static final Duration SAVE_LIMIT = Duration.ofSeconds(30);

    private final PromoteArguments arguments;
    private final boolean hasBlock;
    private final long startedAt = System.currentTimeMillis();

    /** Null until the promotion is made. */
    private PromotionScope scope;

    private String agentLabel = "";

    /** How far the promotion was when the block was invoked, empty when no block runs. */
    private String blockFrom = "";

    private final WorkDirs workDirs = new WorkDirs();
    private transient String lastWait;
    private transient boolean blockCancelled;

    /** Null when nothing is being saved. */
    private transient Future<?> saving;

    PromoteExecution(@NonNull StepContext context, @NonNull PromoteArguments arguments) {
        super(context);
        this.arguments = arguments;
        this.hasBlock = context.hasBody();
    }

    @Override
    public void onResume() {
        if (scope != null) {
            PromotionStart.inUse(scope.promotion());
        }
        super.onResume();
    }

    @Override
    protected boolean worksInWorkspace() {
        return !hasBlock;
    }

    @Override
    protected Next turn() throws Exception {
        if (scope == null) {
            Next early = begin();
            if (early != null) {
                return early;
            }
        }
        listen(scope.project(), promotion().stage());
        if (isBodyActive()) {
            abortIfAsked();
            return new Next.Parked();
        }
        workDirs.addAll(OpenBlocks.workDirs(id()));
        BodyEnd end = bodyEnd();
        if (end != null && end.failure() != null) {
            return blockFailed(end.failure());
        }
        PromotionSession session = PromotionSession.open(getContext(), scope);
        JenkinsWorkspace workspace = hasBlock ? null : session.workspace();
        if (workspace != null) {
            workDirs.add(workspace.workDir());
        }
        awaitSaved();
        Progress progress = session.advance(workspace, this::isStopRequested);
        bodyHandled();
        if (progress instanceof Progress.Finished finished) {
            return finish(finished.promotion());
        }
        if (progress instanceof Progress.Waiting waiting) {
            return await(waiting.why(), waiting.pollAfter());
        }
        String alias = progress instanceof Progress.NeedsWorkspace needs
                ? needs.alias()
                : ((Progress.NeedsHandler) progress).step().as();
        if (hasBlock) {
            return block(alias, end != null);
        }
        return progress instanceof Progress.NeedsHandler handler ? withoutHandler(handler) : withoutWorkspace(alias);
    }

    /** The block may wait for an agent for hours: who aborts the promotion meanwhile need not wait for that. */
    private void abortIfAsked() throws Exception {
        Promotion promotion = promotion();
        if (promotion.abortRequestedBy().isEmpty()) {
            return;
        }
        if (PromotionSession.open(getContext(), scope).advance(null, this::isStopRequested)
                instanceof Progress.Finished) {
            blockCancelled = true;
            cancelBody(new FlowInterruptedException(Result.FAILURE, true));
        }
    }

    /** @return what ends the step before a promotion is made, null when there is one */
    @CheckForNull
    private Next begin() throws Exception {
        PromotionStart start = PromotionStart.prepare(getContext(), arguments);
        if (start.skipped() != null) {
            log(start.skipped());
            return new Next.Done(PromotionResult.skipped(start.stage(), start.skipped()));
        }
        Promotion promotion;
        try {
            promotion = start.promotion(isResumed() ? Instant.ofEpochMilli(startedAt) : null);
        } catch (PromotionRefused e) {
            throw new AbortException(e.getMessage());
        }
        agentLabel = start.agentLabel();
        scope = new PromotionScope(
                promotion.project(), promotion.name(), id(), arguments.credentials(), start.previewReason());
        saving = getContext().saveState();
        announce(promotion, start.previewReason());
        if (start.previewReason() == null) {
            KargoBuildAction.of(run()).promoted(promotion);
        }
        return null;
    }

    /** The build has to know its promotion before the promotion does anything: after a crash it would make another one. */
    private void awaitSaved() throws InterruptedException {
        if (saving == null) {
            return;
        }
        try {
            saving.get(SAVE_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(Level.WARNING, e, () -> "The build of promotion " + scope.promotion() + " could not be saved");
        }
        saving = null;
    }

    private void announce(Promotion promotion, @CheckForNull String previewReason)
            throws IOException, InterruptedException {
        if (previewReason != null) {
            log("This is a preview (" + previewReason + "): nothing is stored, created or pushed");
        }
        log("Promotion " + promotion.name() + " brings Freight " + PromotionEnvironment.alias(promotion) + " to stage "
                + promotion.stage() + " of project " + promotion.project());
    }

    private Next await(String why, Duration interval) throws IOException, InterruptedException {
        Promotion promotion = promotion();
        // Of the queue the engine tells by itself.
        if (!why.equals(lastWait) && promotion.phase() != PromotionPhase.Pending) {
            log("Promotion " + scope.promotion() + ": " + why);
        }
        lastWait = why;
        return new Next.Wait(why, interval, scope.project(), promotion.stage());
    }

    /** @param again whether the block has just ended */
    private Next block(String alias, boolean again) throws Exception {
        OpenBlocks.Note note = OpenBlocks.find(id());
        Instant now = Instant.now();
        if (note != null && note.notBefore().isAfter(now)) {
            return await(note.waitsFor(), Duration.between(now, note.notBefore()));
        }
        String from = position(promotion(), alias);
        if (again && from.equals(blockFrom) && note != null && !note.stepsCalled()) {
            String why = "the block of kargoPromote ended without calling kargoSteps, which step \"" + alias
                    + "\" needs: write kargoPromote(…) { node { kargoSteps() } }";
            return giveUp(why);
        }
        blockFrom = from;
        OpenBlocks.opened(id());
        return invokeBody(
                scope,
                EnvironmentExpander.merge(
                        getContext().get(EnvironmentExpander.class),
                        EnvironmentExpander.constant(PromotionEnvironment.of(promotion(), agentLabel))));
    }

    /** Changes with every run of the step. */
    private static String position(Promotion promotion, String alias) {
        return promotion.currentStep() + "/" + alias + '/'
                + promotion
                        .recordOf(alias)
                        .map(record -> record.startedAt() + "/" + record.errorCount())
                        .orElse("");
    }

    private Next blockFailed(Throwable failure) throws Exception {
        Promotion promotion = promotion();
        if (promotion.phase().isTerminal()) {
            Next finished = finish(promotion);
            if (blockCancelled) {
                return finished;
            }
        } else if (failure instanceof FlowInterruptedException) {
            stopped(failure);
        } else {
            finish(runtime()
                    .promotions()
                    .giveUp(
                            scope.project(),
                            scope.promotion(),
                            "the block of kargoPromote failed: " + Words.of(failure)));
        }
        return new Next.Failed(failure);
    }

    private Next withoutHandler(Progress.NeedsHandler needed) throws Exception {
        runtime()
                .runner()
                .failHandler(
                        scope.project(),
                        scope.promotion(),
                        needed.step().as(),
                        StepStatus.Failed,
                        "the Jenkinsfile does not say what \"" + needed.handler()
                                + "\" does: write kargoPromote(…) { node { kargoSteps { kargoStep('"
                                + needed.handler() + "') { … } } } }");
        return turn();
    }

    private Next withoutWorkspace(String alias) throws Exception {
        return giveUp("step \"" + alias + "\" needs a workspace: give kargoPromote a block, kargoPromote(…) { node { "
                + "kargoSteps() } }, or call it inside node { … }");
    }

    private Next giveUp(String why) throws Exception {
        return finish(runtime().promotions().giveUp(scope.project(), scope.promotion(), why));
    }

    private Next finish(Promotion promotion) throws Exception {
        workDirs.addAll(OpenBlocks.workDirs(id()));
        OpenBlocks.closed(id());
        PromotionStart.notInUse(promotion.name());
        workDirs.remove();
        boolean preview = scope.previewReason() != null;
        if (!preview) {
            KargoBuildAction.of(run()).promoted(promotion);
        }
        if (!PromotionResult.isSuccess(promotion)) {
            String words = PromotionResult.failure(promotion);
            return new Next.Failed(
                    promotion.phase() == PromotionPhase.Aborted
                            ? new FlowInterruptedException(Result.ABORTED, false, new PromotionAborted(words))
                            : new AbortException(words));
        }
        log("Promotion " + promotion.name() + " succeeded");
        return new Next.Done(PromotionResult.of(
                promotion,
                preview,
                runtime().promotions().diffs(scope.project(), promotion.name()).values()));
    }

    @Override
    protected void stopped(Throwable cause) throws Exception {
        if (scope == null || promotion().phase().isTerminal()) {
            return;
        }
        Progress progress = PromotionSession.open(getContext(), scope).advance(null, () -> true);
        if (progress instanceof Progress.Finished finished) {
            finish(finished.promotion());
        }
    }

    @Override
    protected void interrupt(Thread thread) {
        if (scope == null) {
            thread.interrupt();
            return;
        }
        try {
            runtime().runner().interrupt(scope.project(), scope.promotion());
        } catch (StoreException e) {
            LOGGER.log(Level.FINE, e, () -> "Nothing to interrupt: " + scope.promotion());
        }
    }

    private Promotion promotion() throws AbortException {
        ProjectKey project = scope.project();
        return runtime()
                .promotions()
                .find(project, scope.promotion())
                .orElseThrow(() -> new AbortException("Promotion " + scope.promotion() + " of project " + project
                        + " is not there any more: a preview lives only as long as the controller runs"));
    }

    private Run<?, ?> run() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }

    private static KargoRuntime runtime() {
        return KargoRuntime.get();
    }
}
