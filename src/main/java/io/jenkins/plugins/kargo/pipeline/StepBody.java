package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The block of a step: whether it runs and how it ended last, saved with the build. Safe for many threads. */
final class StepBody implements Serializable {
    private static final long serialVersionUID = 1;

    private boolean runs;
    private BodyExecution execution;
    private BodyEnd end;
    private transient boolean invoked;

    /** @param owner is woken when the block has ended */
    void invoke(@NonNull BackgroundExecution owner, @NonNull Object... contexts) {
        synchronized (this) {
            invoked = true;
        }
        BodyExecution started = owner.getContext()
                .newBodyInvoker()
                .withContexts(contexts)
                .withCallback(new Callback(this, owner))
                .start();
        synchronized (this) {
            execution = started;
        }
    }

    synchronized boolean isActive() {
        return runs || invoked;
    }

    @CheckForNull
    synchronized BodyEnd end() {
        return end;
    }

    synchronized void handled() {
        end = null;
    }

    /** @return whether there was a running block to end early */
    boolean cancelRunning(@NonNull Throwable cause) {
        BodyExecution running;
        synchronized (this) {
            running = runs ? execution : null;
        }
        return running != null && running.cancel(cause);
    }

    private synchronized void started() {
        invoked = false;
        runs = true;
    }

    private synchronized void ended(BodyEnd how) {
        invoked = false;
        runs = false;
        execution = null;
        end = how;
    }

    private static final class Callback extends BodyExecutionCallback {
        private static final long serialVersionUID = 1;

        private final StepBody body;
        private final BackgroundExecution owner;

        Callback(StepBody body, BackgroundExecution owner) {
            this.body = body;
            this.owner = owner;
        }

        @Override
        public void onStart(StepContext context) {
            body.started();
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            ended(new BodyEnd(owner.keep(result), null));
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            ended(new BodyEnd(null, t));
        }

        private void ended(BodyEnd how) {
            body.ended(how);
            owner.wake();
        }
    }
}
