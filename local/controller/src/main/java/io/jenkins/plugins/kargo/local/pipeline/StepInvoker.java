package io.jenkins.plugins.kargo.local.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import java.util.concurrent.ExecutionException;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Carries out the step calls of a Jenkinsfile: the stand-in's own basic steps, then every Step that is an extension. */
final class StepInvoker {
    private final BasicSteps basic = new BasicSteps();

    @CheckForNull
    Object invoke(String name, @CheckForNull Object arguments) throws Throwable {
        StepArguments parsed = StepArguments.of(name, arguments);
        if (basic.has(name)) {
            return basic.invoke(name, parsed);
        }
        Class<?> trigger = Triggers.bySymbol(name);
        if (trigger != null) {
            return StepBinder.bind(name, trigger, parsed);
        }
        StepDescriptor descriptor = StepDescriptor.byFunctionName(name);
        if (descriptor == null) {
            throw new AbortException("No such step '" + name + "' found among the steps of this controller");
        }
        LocalStepContext context = new LocalStepContext(Block.current(), parsed.body());
        descriptor.checkContextAvailability(context);
        return await(StepBinder.bind(descriptor, parsed).start(context), context);
    }

    @CheckForNull
    private static Object await(StepExecution execution, LocalStepContext context) throws Throwable {
        PipelineThread thread = (PipelineThread) Thread.currentThread();
        thread.enter(execution);
        try {
            execution.start();
            while (true) {
                try {
                    return context.outcome.get();
                } catch (InterruptedException e) {
                    execution.stop(thread.stopCause() == null ? e : thread.stopCause());
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause();
        } finally {
            thread.leave();
        }
    }
}
