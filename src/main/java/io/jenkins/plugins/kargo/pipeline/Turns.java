package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.promotion.StageSignals;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import io.jenkins.plugins.kargo.project.CurrentProject;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gives a step its turns on the runtime's threads: one at a time, once more when somebody asked meanwhile, none when the
 * step is over. Between turns it holds no thread, only a timer and an ear for changes. Safe for many threads; lives as
 * long as the controller runs.
 */
final class Turns {
    private static final Logger LOGGER = Logger.getLogger(Turns.class.getName());

    /** Signals often come several at once: one turn looks at all of them. */
    private static final Duration SIGNAL_DELAY = Duration.ofMillis(100);

    /** Called on a thread of the runtime. */
    @FunctionalInterface
    interface Taker {
        /**
         * One turn; throws nothing.
         *
         * @param cause why the step is to stop, null to go on
         */
        void take(@CheckForNull Throwable cause);
    }

    private final Taker taker;
    private boolean running;
    private boolean again;
    private boolean over;
    private Thread worker;
    private Throwable stopCause;
    private ScheduledFuture<?> timer;
    private StageSignals.Subscription subscription;
    private boolean signalled;
    private volatile String status;

    Turns(@NonNull Taker taker) {
        this.taker = taker;
    }

    /** Asks for a turn as soon as possible. Never blocks. */
    void wake() {
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
            LOGGER.log(Level.FINE, "No more turns", e);
        }
    }

    private void run() {
        boolean more = true;
        while (more) {
            taker.take(begin());
            synchronized (this) {
                more = again && !over;
                again = false;
                running = more;
            }
        }
    }

    /** A turn is told of a stop, or interrupted by it, never both. */
    @CheckForNull
    private synchronized Throwable begin() {
        status = null;
        signalled = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        worker = Thread.currentThread();
        return stopCause;
    }

    /** What follows in this turn is not for {@link #stop} to interrupt. */
    synchronized void workDone() {
        worker = null;
        // An interrupt that came too late is meant for nobody else.
        Thread.interrupted();
    }

    /** The next turn follows at once. */
    synchronized void repeat() {
        again = true;
    }

    /**
     * Makes this and every further turn a last one.
     *
     * @param interrupt ends a turn that blocks on the thread
     */
    synchronized void stop(@NonNull Throwable cause, @NonNull Consumer<Thread> interrupt) {
        if (stopCause == null) {
            stopCause = cause;
        }
        if (worker != null) {
            interrupt.accept(worker);
        }
    }

    @CheckForNull
    synchronized Throwable stopCause() {
        return stopCause;
    }

    /** Another turn after the interval, or earlier when something happens. */
    void await(@NonNull Next.Wait wait) {
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
            LOGGER.log(Level.FINE, "No more turns", e);
        }
    }

    /** What the step waits for, null when it does not. */
    @CheckForNull
    String status() {
        return status;
    }

    /**
     * Asks for a turn whenever something happens to the stage, until the step is over; the first call counts.
     *
     * @param stage null for any of the project
     */
    void listen(@NonNull ProjectKey project, @CheckForNull String stage) {
        synchronized (this) {
            if (subscription != null || over) {
                return;
            }
        }
        KargoRuntime runtime = KargoRuntime.get();
        StageSignals.Subscription listening = runtime.signals().listen((changed, where) -> {
            if (changed.equals(CurrentProject.of(project)) && (stage == null || where.equals(stage))) {
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

    /** No more turns. */
    synchronized void over() {
        over = true;
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }
}
