package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.promotion.StageSignals;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.io.Serializable;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
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

    /** Signals often come several at once: one turn looks at all of them. */
    private static final Duration SIGNAL_DELAY = Duration.ofMillis(100);

    private final String id = UUID.randomUUID().toString();
    private boolean bodyRuns;
    private BodyExecution body;
    private BodyEnd bodyEnd;

    private transient boolean startedHere;
    private transient boolean bodyInvoked;
    private transient boolean running;
    private transient boolean again;
    private transient boolean over;
    private transient Thread worker;
    private transient Throwable stopCause;
    private transient ScheduledFuture<?> timer;
    private transient StageSignals.Subscription subscription;
    private transient boolean signalled;
    private transient int storeFailures;
    private transient volatile String status;

    BackgroundExecution(@NonNull StepContext context) {
        super(context);
    }

    /** How the body ended. @param kept what {@link #keep} made of its value; @param failure null when it did not fail */
    public record BodyEnd(
            @CheckForNull Serializable kept, @CheckForNull Throwable failure) implements Serializable {}

    /** One turn, on a thread of the runtime, with the authority of the controller. May block. */
    @NonNull
    protected abstract Next turn() throws Exception;

    /**
     * The last turn, when the step is to stop.
     *
     * @param cause why; the step then fails with it
     */
    protected void stopped(@NonNull Throwable cause) throws Exception {}

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

    @Override
    public final boolean start() throws Exception {
        synchronized (this) {
            startedHere = true;
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
        BodyExecution running;
        synchronized (this) {
            if (stopCause == null) {
                stopCause = cause;
            }
            running = bodyRuns ? body : null;
            if (worker != null) {
                interrupt(worker);
            }
        }
        if (running == null || !running.cancel(cause)) {
            wake();
        }
    }

    @Override
    public final String getStatus() {
        return status;
    }

    final synchronized boolean isStopRequested() {
        return stopCause != null;
    }

    /** Asks for a turn as soon as possible. Safe to call from any thread, the CPS thread included. */
    final void wake() {
        synchronized (this) {
            if (over) {
                return;
            }
            if (running) {
                again = true;
                return;
            }
            running = true;
        }
        try {
            KargoRuntime.get().workers().execute(this::run);
        } catch (RejectedExecutionException e) {
            // The controller stops: the build goes on after the next start.
            LOGGER.log(Level.FINE, e, () -> "No more turns for " + this);
        }
    }

    private void run() {
        boolean more = true;
        while (more) {
            stopWaiting();
            Next next = next();
            synchronized (this) {
                worker = null;
                // An interrupt that came too late is meant for nobody else.
                Thread.interrupted();
            }
            settle(next);
            synchronized (this) {
                more = again && !over;
                again = false;
                running = more;
            }
        }
    }

    @CheckForNull
    private Next next() {
        KargoRuntime runtime = KargoRuntime.get();
        Throwable cause;
        synchronized (this) {
            worker = Thread.currentThread();
            cause = stopCause;
        }
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            if (cause != null) {
                stopped(cause);
                return new Next.Failed(cause);
            }
            Next next = turn();
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
            Throwable stop = stopCause();
            return new Next.Failed(stop == null ? e : stop);
        } catch (Error e) {
            return new Next.Failed(e);
        }
    }

    @CheckForNull
    private Next interrupted(InterruptedException e, KargoRuntime runtime) {
        if (runtime.isClosed()) {
            return null;
        }
        return isStopRequested() ? stopAfterAll() : new Next.Failed(e);
    }

    /** The step was told to stop while it took its turn: the next one stops it. */
    private synchronized Next stopAfterAll() {
        again = true;
        return new Next.Parked();
    }

    private synchronized Throwable stopCause() {
        return stopCause;
    }

    private Next retryOrFail(StoreException e) {
        storeFailures++;
        if (storeFailures >= STORE_ATTEMPTS) {
            return new Next.Failed(e);
        }
        LOGGER.log(Level.WARNING, e, () -> "Kargo's store failed a build; trying again in " + STORE_RETRY);
        return new Next.Wait("waits for Kargo's store: " + e.getMessage(), STORE_RETRY, null, null);
    }

    /** @param next null when the controller stops and the build is to go on after the next start */
    private void settle(@CheckForNull Next next) {
        if (next instanceof Next.Done done) {
            over();
            getContext().onSuccess(done.value());
        } else if (next instanceof Next.Failed failed) {
            over();
            getContext().onFailure(failed.cause());
        } else if (next instanceof Next.Wait wait) {
            await(wait);
        } else if (next == null) {
            over();
        }
    }

    private void await(Next.Wait wait) {
        KargoRuntime runtime = KargoRuntime.get();
        status = wait.why();
        try {
            synchronized (this) {
                timer = runtime.timer()
                        .schedule(this::wake, Math.max(1, wait.interval().toMillis()), TimeUnit.MILLISECONDS);
            }
            if (wait.project() != null) {
                listen(wait.project(), wait.stage());
            }
        } catch (RejectedExecutionException | StoreException e) {
            LOGGER.log(Level.FINE, e, () -> "No more turns for " + this);
        }
    }

    /** Asks for a turn whenever something happens to the stage, until the step is over. */
    protected final void listen(@NonNull ProjectKey project, @NonNull String stage) {
        synchronized (this) {
            if (subscription != null || over) {
                return;
            }
        }
        KargoRuntime runtime = KargoRuntime.get();
        StageSignals.Subscription listening = runtime.signals().listen((changed, where) -> {
            if (changed.equals(project) && where.equals(stage)) {
                signalled(runtime);
            }
        });
        synchronized (this) {
            subscription = listening;
            // What happened before we listened was told to nobody: look once more.
            again = true;
        }
    }

    private void signalled(KargoRuntime runtime) {
        synchronized (this) {
            if (signalled || over) {
                return;
            }
            signalled = true;
        }
        runtime.timer().schedule(this::wake, SIGNAL_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void stopWaiting() {
        status = null;
        signalled = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void over() {
        synchronized (this) {
            over = true;
            if (subscription != null) {
                subscription.close();
                subscription = null;
            }
        }
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
    protected final Next invokeBody(@NonNull Object... contexts) {
        synchronized (this) {
            bodyInvoked = true;
        }
        BodyExecution started = getContext()
                .newBodyInvoker()
                .withContexts(contexts)
                .withCallback(new Callback(this))
                .start();
        synchronized (this) {
            body = started;
        }
        return new Next.Parked();
    }

    /** Whether the block was invoked and has not ended yet. */
    protected final synchronized boolean isBodyActive() {
        return bodyRuns || bodyInvoked;
    }

    /** How the block ended last; null when it has not, was not invoked, or {@link #bodyHandled()} was called. */
    @CheckForNull
    protected final synchronized BodyEnd bodyEnd() {
        return bodyEnd;
    }

    /** What the end of the block means is in the store now. */
    protected final synchronized void bodyHandled() {
        bodyEnd = null;
    }

    /** Ends the block early, if it runs; the turn after its end finds the cause as its failure. */
    protected final void cancelBody(@NonNull Throwable cause) {
        BodyExecution active;
        synchronized (this) {
            active = body;
        }
        if (active != null) {
            active.cancel(cause);
        }
    }

    /** Whether this is not the controller's run in which the step started. */
    protected final synchronized boolean isResumed() {
        return !startedHere;
    }

    private synchronized void bodyStarted() {
        bodyInvoked = false;
        bodyRuns = true;
    }

    private void bodyEnded(BodyEnd end) {
        synchronized (this) {
            bodyInvoked = false;
            bodyRuns = false;
            body = null;
            bodyEnd = end;
        }
        wake();
    }

    private static final class Callback extends BodyExecutionCallback {
        private static final long serialVersionUID = 1;

        private final BackgroundExecution execution;

        Callback(BackgroundExecution execution) {
            this.execution = execution;
        }

        @Override
        public void onStart(StepContext context) {
            execution.bodyStarted();
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.bodyEnded(new BodyEnd(execution.keep(result), null));
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            execution.bodyEnded(new BodyEnd(null, t));
        }
    }
}
