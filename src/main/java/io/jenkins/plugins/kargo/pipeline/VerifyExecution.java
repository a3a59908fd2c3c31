package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEnvironment;
import io.jenkins.plugins.kargo.engine.verification.VerificationProgress;
import io.jenkins.plugins.kargo.project.BuildReferences;
import io.jenkins.plugins.kargo.project.CurrentProject;
import io.jenkins.plugins.kargo.project.KargoCause;
import io.jenkins.plugins.kargo.project.ProjectAccess;
import io.jenkins.plugins.kargo.project.ProjectRefused;
import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Settles a verification by its block, or waits for the analysis that settles it. */
final class VerifyExecution extends BackgroundExecution {
    private static final long serialVersionUID = 1;

    private static final String STOPPED = "the build was stopped";

    private final VerifyArguments arguments;
    private final boolean hasBlock;

    /** Null until it is known what is to be verified. */
    private ProjectKey project;

    private String stage;
    private String verification;

    /** The build's result before the block, null for none. */
    private String resultBefore;

    private transient String lastWait;

    VerifyExecution(@NonNull StepContext context, @NonNull VerifyArguments arguments) {
        super(context);
        this.arguments = arguments;
        this.hasBlock = context.hasBody();
    }

    @Override
    protected Serializable keep(Object value) {
        return Boolean.FALSE.equals(value) ? Boolean.FALSE : null;
    }

    @Override
    protected boolean worksInWorkspace() {
        return false;
    }

    @Override
    protected Next turn() throws Exception {
        if (project == null) {
            Next early = begin();
            if (early != null) {
                return early;
            }
        }
        project = CurrentProject.of(project);
        listen(project, stage);
        return hasBlock ? verify() : await();
    }

    private Next await() throws Exception {
        VerificationProgress progress = KargoRuntime.get().verifications().advance(project, verification);
        if (progress instanceof VerificationProgress.Waiting waiting) {
            if (!waiting.why().equals(lastWait)) {
                lastWait = waiting.why();
                log("Verification of stage " + stage + ": " + waiting.why());
            }
            return new Next.Wait(waiting.why(), waiting.pollAfter(), project, stage);
        }
        return finish(((VerificationProgress.Settled) progress).verification(), null);
    }

    private Next verify() throws Exception {
        if (isBodyActive()) {
            return new Next.Parked();
        }
        BodyEnd end = bodyEnd();
        if (end == null) {
            Optional<String> unhealthy = KargoRuntime.get().verifications().obstacle(project, verification);
            if (unhealthy.isPresent()) {
                return await();
            }
            Result result = run().getResult();
            resultBefore = result == null ? null : result.toString();
            Map<String, String> environment = PromotionEnvironment.of(promotion(record()), "");
            return invokeBody(EnvironmentExpander.merge(
                    getContext().get(EnvironmentExpander.class), EnvironmentExpander.constant(environment)));
        }
        Throwable failure = end.failure();
        if (failure instanceof FlowInterruptedException) {
            settle(VerificationPhase.Aborted, STOPPED);
            return new Next.Failed(failure);
        }
        if (failure != null) {
            return finish(settle(VerificationPhase.Failed, Words.of(failure)), failure);
        }
        if (Boolean.FALSE.equals(end.kept())) {
            return finish(settle(VerificationPhase.Failed, "the block of kargoVerify returned false"), null);
        }
        Optional<String> warning = arguments.unstablePasses()
                ? Optional.empty()
                : BodyWarnings.find(getContext(), resultBefore == null ? null : Result.fromString(resultBefore));
        return warning.isPresent()
                ? finish(settle(VerificationPhase.Failed, warning.get()), null)
                : finish(settle(VerificationPhase.Successful, ""), null);
    }

    /** @param failure what the block threw, null when it threw nothing */
    private Next finish(VerificationRecord record, @CheckForNull Throwable failure) throws Exception {
        String words = "Verification of stage " + record.stage() + " (promotion " + record.promotion() + ") is "
                + record.phase() + (record.message().isEmpty() ? "" : ": " + record.message());
        if (record.phase() != VerificationPhase.Successful && arguments.failOnError()) {
            return new Next.Failed(failure == null ? new AbortException(words) : failure);
        }
        log(words);
        return new Next.Done(result(record));
    }

    private static LinkedHashMap<String, Object> result(VerificationRecord record) {
        LinkedHashMap<String, Object> result = new LinkedHashMap<>();
        result.put("verification", record.id());
        result.put("promotion", record.promotion());
        result.put("stage", record.stage());
        result.put("phase", record.phase().name());
        result.put("message", record.message());
        return result;
    }

    private VerificationRecord settle(VerificationPhase phase, String message) throws Exception {
        BuildReference build = BuildReferences.of(run());
        return KargoRuntime.get()
                .verifications()
                .settle(project, verification, phase, message, BuildReferences.actor(build));
    }

    /** @return what ends the step at once, null when there is something to verify */
    @CheckForNull
    private Next begin() throws Exception {
        ReconcileScope reconcile = getContext().get(ReconcileScope.class);
        if (reconcile != null) {
            return beginWanted(reconcile);
        }
        BuildProject builds = BuildProject.of(run());
        ProjectAccess access;
        try {
            access = builds.resolve(arguments.project(), arguments.stage());
        } catch (ProjectRefused e) {
            throw new AbortException(e.getMessage());
        }
        String skipped = skipped(access);
        if (skipped != null) {
            log(skipped);
            return new Next.Done(PromotionResult.skipped(arguments.stage() == null ? "" : arguments.stage(), skipped));
        }
        Promotion promotion = promotion(access.project());
        if (!promotion.stage().equals(arguments.stage())) {
            admit(builds, promotion);
        }
        if (!PromotionResult.isSuccess(promotion)) {
            throw new AbortException("There is nothing to verify. " + PromotionResult.failure(promotion));
        }
        List<VerificationRecord> records = KargoRuntime.get()
                .store()
                .verifications()
                .list(access.project(), promotion.stage(), promotion.name(), 1);
        if (records.isEmpty()) {
            throw new AbortException("Promotion " + promotion.name() + " has no verification");
        }
        if (hasBlock) {
            checkThatBlockDecides(promotion);
        }
        stage = promotion.stage();
        verification = records.get(0).id();
        project = access.project();
        getContext().saveState();
        return null;
    }

    /** Who may promote to one stage may not say that another stage's Freight is good. */
    private void admit(BuildProject builds, Promotion promotion) throws AbortException {
        if (arguments.stage() != null) {
            throw new AbortException("The promotion " + promotion.name() + " is to stage " + promotion.stage()
                    + ", not to " + arguments.stage() + ": leave out 'stage:', or name a promotion to that stage");
        }
        try {
            builds.resolve('/' + promotion.project().path(), promotion.stage());
        } catch (ProjectRefused e) {
            throw new AbortException(e.getMessage());
        }
    }

    /** In the block of a {@code kargoReconcile} it does something only when that wants it to. */
    @CheckForNull
    private Next beginWanted(ReconcileScope reconcile) throws Exception {
        PromotionScope scope = getContext().get(PromotionScope.class);
        if (!hasBlock || scope == null || !reconcile.verifies(arguments.stage())) {
            return new Next.Done(null);
        }
        stage = reconcile.verifiedStage();
        verification = reconcile.verification();
        project = scope.project();
        if (record().phase().isTerminal()) {
            return new Next.Done(null);
        }
        getContext().saveState();
        return null;
    }

    @CheckForNull
    private String skipped(ProjectAccess access) throws IOException, InterruptedException {
        if (access.isPreview()) {
            return "This is a preview (" + access.previewReason() + "): there is nothing to verify";
        }
        KargoCause cause = run().getCause(KargoCause.class);
        boolean another = cause != null
                && arguments.stage() != null
                && cause.getProject().equals(access.project())
                && !cause.getStage().equals(arguments.stage());
        return another ? PromotionStart.skipped(cause, arguments.stage()) : null;
    }

    /** The one that is named, else the newest that this build carried out. */
    private Promotion promotion(ProjectKey key) throws Exception {
        if (arguments.promotion() != null) {
            return KargoRuntime.get()
                    .store()
                    .promotions()
                    .find(key, arguments.promotion())
                    .orElseThrow(() -> new AbortException(
                            "The project " + key + " has no promotion \"" + arguments.promotion() + '"'));
        }
        return KargoRuntime.get().store().promotions().ofBuild(run().getExternalizableId()).stream()
                .filter(made -> made.project().equals(key))
                .filter(made -> arguments.stage() == null || made.stage().equals(arguments.stage()))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AbortException("This build has promoted nothing"
                        + (arguments.stage() == null ? "" : " to stage " + arguments.stage()) + " of project " + key
                        + ": call kargoPromote first, or name a promotion with 'promotion:'"));
    }

    private void checkThatBlockDecides(Promotion promotion) throws AbortException {
        boolean decides = KargoRuntime.get()
                .configurations()
                .find(promotion.project(), promotion.configuration())
                .flatMap(configuration -> configuration.stage(promotion.stage()))
                .map(Stage::isVerifiedByPipeline)
                .orElse(false);
        if (!decides) {
            throw new AbortException(
                    "Stage \"" + promotion.stage() + "\" does not leave its verification to the Pipeline: "
                            + "annotate it with " + Stage.VERIFICATION_ANNOTATION + ": " + Stage.PIPELINE_VERIFICATION
                            + ", or call kargoVerify without a block");
        }
    }

    private VerificationRecord record() throws AbortException {
        return KargoRuntime.get()
                .store()
                .verifications()
                .find(project, verification)
                .orElseThrow(() -> new AbortException("Verification " + verification + " is not there any more"));
    }

    private static Promotion promotion(VerificationRecord record) throws AbortException {
        return KargoRuntime.get()
                .promotions()
                .find(record.project(), record.promotion())
                .orElseThrow(() -> new AbortException("Promotion " + record.promotion() + " is not there any more"));
    }

    @Override
    protected void stopped(Throwable cause) throws Exception {
        if (hasBlock && project != null) {
            project = CurrentProject.of(project);
            settle(VerificationPhase.Aborted, STOPPED);
        }
    }

    private Run<?, ?> run() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }
}
