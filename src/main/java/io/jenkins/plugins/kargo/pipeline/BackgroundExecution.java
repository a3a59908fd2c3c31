package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A step that takes turns on the runtime's threads, one at a time, and holds none between them. A turn looks at the store
 * and at the few fields that are saved with the build, so that the first one after a restart is like any other.
 */
abstract class BackgroundExecution extends StepExecution {
    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = Logger.getLogger(BackgroundExecution.class.getName());
    private static final Duration STORE_RETRY = Duration.ofSeconds(10);
    private static final int STORE_ATTEMPTS = 30;
    private static final Duration WORKSPACE_RETRY = Duration.ofSeconds(1);
    private static final Duration ENTER_LIMIT = Duration.ofMinutes(1);

    private final String id = UUID.randomUUID().toString();
    private final StepBody body = new StepBody();
    private boolean inWorkspace;

    private transient boolean startedHere;
    private transient boolean entered;
    private transient boolean workspaceMissed;
    private transient int storeFailures;
    private transient Turns turns;

    BackgroundExecution(@NonNull StepContext context) {
        super(context);
    }

    /** One turn, on a thread of the runtime, with the authority of the controller. May block. */
    @NonNull
    protected abstract Next turn() throws Exception;

    /**
     * The last turn, when the step is to stop.
     *
     * @param cause why; the step then fails with it
     */
    protected void stopped(@NonNull Throwable cause) throws Exception {}

    /** Whether turns use the workspace when there is one around the step: they are then taken only while it is there. */
    protected boolean worksInWorkspace() {
        return true;
    }

    /** The step is over in whatever way, or the controller stops. */
    protected void over() {}

    /** Called on any thread, to end a turn that blocks; by default its thread is interrupted. */
    protected void interrupt(@NonNull Thread thread) {
        thread.interrupt();
    }

    /** What is to be saved of the body's value. Called on the CPS thread. */
    @CheckForNull
    protected Serializable keep(@CheckForNull Object value) {
        return null;
    }

    /** Names this execution for as long as it lives, restarts included. */
    @NonNull
    final String id() {
        return id;
    }

    private synchronized Turns turns() {
        if (turns == null) {
            turns = new Turns(this::take);
        }
        return turns;
    }

    @Override
    public final boolean start() throws Exception {
        synchronized (this) {
            startedHere = true;
            inWorkspace = getContext().get(FilePath.class) != null;
        }
        wake();
        return false;
    }

    @Override
    public void onResume() {
        wake();
    }

    @Override
    public final void stop(@NonNull Throwable cause) throws Exception {
        turns().stop(cause, this::interrupt);
        if (!body.cancelRunning(cause)) {
            wake();
        }
    }

    @Override
    public final String getStatus() {
        return turns().status();
    }

    final boolean isStopRequested() {
        return turns().stopCause() != null;
    }

    /** Asks for a turn as soon as possible. Safe to call from any thread, the CPS thread included. */
    final void wake() {
        turns().wake();
    }

    private void take(@CheckForNull Throwable stop) {
        Next next = next(stop);
        turns().workDone();
        settle(next);
    }

    @CheckForNull
    private Next next(@CheckForNull Throwable stop) {
        KargoRuntime runtime = KargoRuntime.get();
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            if (stop != null) {
                stopped(stop);
                return new Next.Failed(stop);
            }
            Next next = isWorkspaceAway() ? awaitWorkspace() : turn();
            storeFailures = 0;
            return isStopRequested() ? stopAfterAll() : next;
        } catch (StoreException e) {
            return runtime.isClosed() ? null : retryOrFail(e);
        } catch (InterruptedException e) {
            return interrupted(e, runtime);
        } catch (Exception e) {
            if (runtime.isClosed()) {
                return null;
            }
            Throwable cause = turns().stopCause();
            return new Next.Failed(cause == null ? e : cause);
        } catch (Error e) {
            return new Next.Failed(e);
        }
    }

    /** After a restart {@code node} gets its executor back only some time after the steps in it have been resumed. */
    private boolean isWorkspaceAway() throws InterruptedException {
        if (!inWorkspace || !worksInWorkspace()) {
            return false;
        }
        try {
            return getContext().get(FilePath.class) == null;
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "No workspace for " + this);
            return true;
        }
    }

    private Next awaitWorkspace() throws InterruptedException {
        String why = "waits for the agent of its workspace";
        if (!workspaceMissed && !isResumed()) {
            log("Kargo " + why);
        }
        workspaceMissed = true;
        return new Next.Wait(why, WORKSPACE_RETRY, null, null);
    }

    @CheckForNull
    private Next interrupted(InterruptedException e, KargoRuntime runtime) {
        if (runtime.isClosed()) {
            return null;
        }
        return isStopRequested() ? stopAfterAll() : new Next.Failed(e);
    }

    /** The step was told to stop while it took its turn: the next one stops it. */
    private Next stopAfterAll() {
        turns().repeat();
        return new Next.Parked();
    }

    private Next retryOrFail(StoreException e) {
        storeFailures++;
        if (storeFailures >= STORE_ATTEMPTS) {
            return new Next.Failed(new AbortException(e.getMessage()));
        }
        if (storeFailures == 1) {
            LOGGER.log(Level.WARNING, e, () -> "Kargo's store failed a build; trying again every " + STORE_RETRY);
            tellOfStore(e);
        }
        return new Next.Wait("waits for Kargo's store: " + e.getMessage(), STORE_RETRY, null, null);
    }

    /** Who looks at the build wonders why it does not go on. */
    private void tellOfStore(StoreException e) {
        try {
            log("WARNING: " + e.getMessage() + " Trying again for "
                    + STORE_RETRY.multipliedBy(STORE_ATTEMPTS).toMinutes() + " minutes");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param next null when the controller stops and the build is to go on after the next start */
    private void settle(@CheckForNull Next next) {
        if (next == null || next instanceof Next.Done || next instanceof Next.Failed) {
            turns().over();
            over();
        }
        if (next instanceof Next.Done done) {
            getContext().onSuccess(done.value());
        } else if (next instanceof Next.Failed failed) {
            getContext().onFailure(failed.cause());
        } else if (next instanceof Next.Wait wait) {
            turns().await(wait);
        }
    }

    /**
     * Asks for a turn whenever something happens to the stage, until the step is over.
     *
     * @param stage null for any of the project
     */
    protected final void listen(@NonNull ProjectKey project, @CheckForNull String stage) {
        turns().listen(project, stage);
    }

    /** The build log, masked by nobody: write no secrets. */
    @NonNull
    protected final TaskListener listener() throws InterruptedException {
        return BuildLog.of(getContext());
    }

    protected final void log(@NonNull String line) throws InterruptedException {
        listener().getLogger().println(line);
    }

    /** Runs the block; the turn after its end finds how it ended in {@link #bodyEnd()}. */
    @NonNull
    protected final Next invokeBody(@NonNull Object... contexts) throws IOException, InterruptedException {
        awaitEntry();
        body.invoke(this, contexts);
        return new Next.Parked();
    }

    /**
     * Pipeline never runs a block that another thread asks for just while {@link #start()} returns, so wait until its own
     * thread is done with that.
     */
    private void awaitEntry() throws IOException, InterruptedException {
        FlowExecution flow = entered || isResumed() ? null : getContext().get(FlowExecution.class);
        if (flow != null) {
            try {
                flow.getCurrentExecutions(true).get(ENTER_LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOGGER.log(Level.WARNING, "Pipeline does not say what it does; going on", e);
            }
        }
        entered = true;
    }

    /** Whether the block was invoked and has not ended yet. */
    protected final boolean isBodyActive() {
        return body.isActive();
    }

    /**
     * Whether the block cannot be invoked, since it runs, or has ended and {@link #bodyHandled()} was not called. It stays
     * so for a whole turn in which the block ends; the next turn follows at once.
     */
    protected final boolean isBodyTaken() {
        // In this order: a block that ends in between has an end.
        return isBodyActive() || bodyEnd() != null;
    }

    /** How the block ended last; null when it has not, was not invoked, or {@link #bodyHandled()} was called. */
    @CheckForNull
    protected final BodyEnd bodyEnd() {
        return body.end();
    }

    /** What the end of the block means is in the store now. */
    protected final void bodyHandled() {
        body.handled();
    }

    /** Ends the block early, if it runs; the turn after its end finds the cause as its failure. */
    protected final void cancelBody(@NonNull Throwable cause) {
        body.cancelRunning(cause);
    }

    /** Whether this is not the controller's run in which the step started. */
    protected final synchronized boolean isResumed() {
        return !startedHere;
    }
}
