package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.Progress;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEnvironment;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Carries out what a promotion has to do in the workspace of the context. */
final class StepsExecution extends BackgroundExecution {
    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = Logger.getLogger(StepsExecution.class.getName());

    /** For a step that works with files, to wait so long with the workspace is cheaper than to ask for another one. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(10);

    private final boolean hasBlock;

    /** The step for which the block runs or ran last, and where it was then. */
    private String wantedAlias = "";

    private String wantedName = "";
    private String wantedFrom = "";

    private transient PromotionScope known;

    StepsExecution(@NonNull StepContext context) {
        super(context);
        this.hasBlock = context.hasBody();
    }

    @Override
    protected Next turn() throws Exception {
        if (isBodyActive()) {
            return new Next.Parked();
        }
        ReconcileScope reconcile = getContext().get(ReconcileScope.class);
        if (reconcile != null && reconcile.verifiedStage() != null) {
            return new Next.Done(null);
        }
        if (reconcile != null && reconcile.hasWorkspace()) {
            throw new AbortException(
                    "kargoReconcile works in the workspace around it: leave node and kargoSteps out of its"
                            + " block, and write kargoReconcile { kargoStep('…') { … } }, or call it outside of node");
        }
        PromotionScope scope = scope();
        BodyEnd end = bodyEnd();
        if (end != null && end.failure() != null) {
            if (end.failure() instanceof FlowInterruptedException) {
                stopped(end.failure());
                return new Next.Failed(end.failure());
            }
            fail(scope, wantedAlias, Words.of(end.failure()));
        } else if (end != null && wantedFrom.equals(position(promotion(scope)))) {
            fail(scope, wantedAlias, "the block of kargoSteps has no kargoStep('" + wantedName + "')");
        }
        bodyHandled();
        PromotionSession session = PromotionSession.open(getContext(), scope);
        JenkinsWorkspace workspace = session.workspace();
        OpenBlocks.stepsCalled(scope.execution());
        OpenBlocks.worksIn(scope.execution(), workspace.workDir());
        Progress progress = session.advance(workspace, this::isStopRequested);
        if (progress instanceof Progress.Waiting waiting) {
            return await(scope, waiting);
        }
        if (progress instanceof Progress.NeedsHandler handler) {
            return handle(scope, handler);
        }
        return new Next.Done(result(promotion(scope)));
    }

    private Next await(PromotionScope scope, Progress.Waiting waiting) throws Exception {
        Promotion promotion = promotion(scope);
        if (!KargoRuntime.get().runner().needsWorkspace(promotion)) {
            // The execution around the block waits, and hears of it when the wait ends early.
            return new Next.Done(result(promotion));
        }
        if (waiting.pollAfter().compareTo(SHORT_WAIT) <= 0) {
            return new Next.Wait(waiting.why(), waiting.pollAfter(), scope.project(), promotion.stage());
        }
        OpenBlocks.waits(scope.execution(), waiting.why(), Instant.now().plus(waiting.pollAfter()));
        return new Next.Done(result(promotion));
    }

    private Next handle(PromotionScope scope, Progress.NeedsHandler needed) throws Exception {
        String alias = needed.step().as();
        if (!hasBlock) {
            fail(
                    scope,
                    alias,
                    "the Jenkinsfile does not say what \"" + needed.handler()
                            + "\" does: write kargoSteps { kargoStep('" + needed.handler() + "') { … } }");
            return turn();
        }
        Promotion promotion = promotion(scope);
        wantedAlias = alias;
        wantedName = needed.handler();
        wantedFrom = position(promotion);
        Map<String, String> environment = PromotionEnvironment.of(promotion, "");
        environment.putAll(PromotionEnvironment.ofArguments(needed.with()));
        WantedHandler wanted =
                new WantedHandler(scope.project(), scope.promotion(), alias, needed.handler(), environment);
        return invokeBody(
                wanted,
                EnvironmentExpander.merge(
                        getContext().get(EnvironmentExpander.class), EnvironmentExpander.constant(environment)));
    }

    private void fail(PromotionScope scope, String alias, String why) {
        KargoRuntime.get().runner().failHandler(scope.project(), scope.promotion(), alias, StepStatus.Failed, why);
    }

    /** Changes when the step at which the promotion is has come to an end, or counts an error more. */
    private static String position(Promotion promotion) {
        return promotion.phase() + "/" + promotion.currentStep() + '/'
                + promotion
                        .current()
                        .flatMap(step -> promotion.recordOf(step.as()))
                        .map(record -> record.status() + "/" + record.errorCount())
                        .orElse("");
    }

    private static Map<String, Object> result(Promotion promotion) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("promotion", promotion.name());
        result.put("phase", promotion.phase().name());
        return result;
    }

    private PromotionScope scope() throws IOException, InterruptedException {
        PromotionScope scope = getContext().get(PromotionScope.class);
        known = scope;
        return scope;
    }

    private static Promotion promotion(PromotionScope scope) {
        return KargoRuntime.get()
                .promotions()
                .find(scope.project(), scope.promotion())
                .orElseThrow(
                        () -> new IllegalStateException("Promotion " + scope.promotion() + " is not there any more"));
    }

    @Override
    protected void stopped(Throwable cause) throws Exception {
        PromotionSession.open(getContext(), scope()).advance(null, () -> true);
    }

    @Override
    protected void interrupt(Thread thread) {
        PromotionScope scope = known;
        if (scope == null) {
            thread.interrupt();
            return;
        }
        try {
            KargoRuntime.get().runner().interrupt(scope.project(), scope.promotion());
        } catch (StoreException e) {
            LOGGER.log(Level.FINE, e, () -> "Nothing to interrupt: " + scope.promotion());
        }
    }
}
