package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.PromotionRunner;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs the block of a {@code kargoStep} when it is the one that is wanted, and records what came of it. */
final class HandlerExecution extends BackgroundExecution {
    private static final long serialVersionUID = 1;

    private static final String STOPPED = "the build was stopped";

    private final String name;

    HandlerExecution(@NonNull StepContext context, @NonNull String name) {
        super(context);
        this.name = name;
    }

    /** @param values the block's Map, null when it gave none; @param problem why it cannot be an output, else null */
    public record Output(
            @CheckForNull LinkedHashMap<String, Object> values,
            @CheckForNull String problem) implements Serializable {}

    @Override
    protected Serializable keep(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return new Output(null, null);
        }
        try {
            return new Output(PlainData.map(map), null);
        } catch (IllegalArgumentException e) {
            return new Output(null, e.getMessage());
        }
    }

    @Override
    protected Next turn() throws Exception {
        WantedHandler wanted = getContext().get(WantedHandler.class);
        if (!wanted.name().equals(name)) {
            return new Next.Done(null);
        }
        if (isBodyActive()) {
            return new Next.Parked();
        }
        BodyEnd end = bodyEnd();
        if (end != null) {
            return end.failure() == null ? complete(wanted, (Output) end.kept()) : fail(wanted, end.failure());
        }
        // Another kargoStep of the same name in this block may have done it.
        return isStillWanted(wanted) ? invoke(wanted) : new Next.Done(null);
    }

    private static boolean isStillWanted(WantedHandler wanted) {
        return KargoRuntime.get()
                .promotions()
                .find(wanted.project(), wanted.promotion())
                .filter(promotion -> !promotion.phase().isTerminal())
                .flatMap(Promotion::current)
                .filter(step -> step.as().equals(wanted.alias()))
                .isPresent();
    }

    private Next invoke(WantedHandler wanted) throws Exception {
        FilePath workDir = JenkinsWorkspace.workDir(getContext().get(FilePath.class), wanted.promotion());
        workDir.mkdirs();
        return invokeBody(
                workDir,
                EnvironmentExpander.merge(
                        getContext().get(EnvironmentExpander.class),
                        EnvironmentExpander.constant(wanted.environment())));
    }

    private Next complete(WantedHandler wanted, @CheckForNull Output output) throws Exception {
        Output kept = output == null ? new Output(null, null) : output;
        if (kept.problem() != null) {
            String why = "the block of kargoStep('" + name + "') returned " + kept.problem();
            runner().failHandler(wanted.project(), wanted.promotion(), wanted.alias(), StepStatus.Failed, why);
            log(why);
            return new Next.Done(null);
        }
        StepResult result = kept.values() == null ? StepResult.succeeded() : StepResult.succeeded(kept.values());
        runner().completeHandler(wanted.project(), wanted.promotion(), wanted.alias(), result);
        return new Next.Done(kept.values());
    }

    private Next fail(WantedHandler wanted, Throwable failure) throws Exception {
        boolean interrupted = failure instanceof FlowInterruptedException;
        String why = interrupted ? STOPPED : "kargoStep('" + name + "') failed: " + Words.of(failure);
        runner().failHandler(
                        wanted.project(),
                        wanted.promotion(),
                        wanted.alias(),
                        interrupted ? StepStatus.Aborted : StepStatus.Errored,
                        why);
        if (interrupted) {
            return new Next.Failed(failure);
        }
        // Whether it is tried again, and whether the promotion goes on, is for its template to say (retry,
        // continueOnError).
        log(why);
        return new Next.Done(null);
    }

    @Override
    protected void stopped(Throwable cause) throws Exception {
        WantedHandler wanted = getContext().get(WantedHandler.class);
        if (wanted.name().equals(name) && isStillWanted(wanted)) {
            runner().failHandler(wanted.project(), wanted.promotion(), wanted.alias(), StepStatus.Aborted, STOPPED);
        }
    }

    private static PromotionRunner runner() {
        return KargoRuntime.get().runner();
    }
}
