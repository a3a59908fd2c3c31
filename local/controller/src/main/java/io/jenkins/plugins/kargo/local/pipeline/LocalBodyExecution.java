package io.jenkins.plugins.kargo.local.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A running block; cancelling it interrupts its thread, and the step that waits in there stops. */
final class LocalBodyExecution extends BodyExecution {
    private static final long serialVersionUID = 1;

    private final transient CompletableFuture<Object> outcome = new CompletableFuture<>();
    private transient PipelineThread thread;

    static LocalBodyExecution start(Frame frame, Closure<?> body, @CheckForNull BodyExecutionCallback callback) {
        LocalBodyExecution execution = new LocalBodyExecution();
        LocalStepContext context = new LocalStepContext(frame, null);
        PipelineThread thread = new PipelineThread("Pipeline block", () -> {
            if (callback != null) {
                callback.onStart(context);
            }
            try {
                Object result = StepArguments.plain(Block.call(frame, body));
                execution.outcome.complete(result);
                if (callback != null) {
                    callback.onSuccess(context, result);
                }
            } catch (Throwable failure) {
                Throwable cause = PipelineThread.causeOf(failure);
                execution.outcome.completeExceptionally(cause);
                if (callback != null) {
                    callback.onFailure(context, cause);
                }
            }
        });
        execution.thread = thread;
        thread.start();
        return execution;
    }

    @Override
    public Collection<StepExecution> getCurrentExecutions() {
        return thread.currentExecution() == null ? List.of() : List.of(thread.currentExecution());
    }

    @Override
    public boolean cancel(Throwable cause) {
        return thread.stop(cause);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return thread.stop(new InterruptedException("The block was cancelled"));
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean isDone() {
        return outcome.isDone();
    }

    @Override
    public Object get() throws InterruptedException, ExecutionException {
        return outcome.get();
    }

    @Override
    public Object get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return outcome.get(timeout, unit);
    }
}
