package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.promotion.Progress;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One of the promotions that a {@code kargoReconcile} carries out at the same time: it goes on with a thread of its own,
 * and holds none while it waits. What is saved with the build is only which promotion it is and whether it is over; after
 * a restart the store says the rest. Safe for many threads.
 */
final class Lane implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = Logger.getLogger(Lane.class.getName());
    static final Duration RETRY = Duration.ofSeconds(10);

    private final PromotionScope scope;
    private final String stage;
    private final WorkDirs workDirs = new WorkDirs();
    private boolean told;
    private boolean closed;
    private boolean over;
    private String failure = "";

    private transient boolean running;
    private transient boolean stirred;
    private transient Progress progress;
    private transient Instant notBefore;
    private transient String lastWait;

    Lane(@NonNull PromotionScope scope, @NonNull String stage) {
        this.scope = scope;
        this.stage = stage;
    }

    @NonNull
    PromotionScope scope() {
        return scope;
    }

    @NonNull
    String stage() {
        return stage;
    }

    @NonNull
    WorkDirs workDirs() {
        return workDirs;
    }

    /** Something happened that the promotion may wait for. */
    synchronized void stir() {
        stirred = true;
    }

    /** Leaves the lane alone until then, or until it is stirred. */
    synchronized void rest(@NonNull Instant until) {
        notBefore = until;
    }

    /** Goes on with the promotion when it is time to. Returns at once; wakes the owner when it comes to a stop. */
    void advance(@NonNull ReconcileExecution owner, @NonNull Instant now) {
        synchronized (this) {
            boolean due = progress == null || stirred || (notBefore != null && !notBefore.isAfter(now));
            if (over || running || !due || progress instanceof Progress.Finished) {
                return;
            }
            running = true;
            stirred = false;
            notBefore = null;
        }
        try {
            KargoRuntime.get().workers().execute(() -> run(owner));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The controller stops", e);
        }
    }

    private void run(ReconcileExecution owner) {
        Progress result;
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            PromotionSession session = PromotionSession.open(owner.getContext(), scope);
            JenkinsWorkspace workspace = owner.lendsWorkspace() ? session.workspace() : null;
            if (workspace != null) {
                workDirs.add(workspace.workDir());
            }
            result = session.advance(workspace, owner::isStopping);
        } catch (StoreException | InterruptedException e) {
            if (KargoRuntime.get().isClosed()) {
                // After the next start the promotion goes on where it is.
                return;
            }
            LOGGER.log(Level.WARNING, e, () -> "Promotion " + scope.promotion() + " is tried again");
            String why = e instanceof StoreException ? "waits for Kargo's store: " + e.getMessage() : "was interrupted";
            result = new Progress.Waiting(why, RETRY);
        } catch (AbortException e) {
            giveUp(Words.of(e));
            result = null;
        } catch (IOException e) {
            result = new Progress.Waiting("waits for its agent: " + Words.of(e), RETRY);
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(Level.WARNING, e, () -> "Promotion " + scope.promotion() + " could not go on");
            giveUp(Words.of(e));
            result = null;
        }
        synchronized (this) {
            running = false;
            progress = result;
            if (result instanceof Progress.Waiting waiting) {
                notBefore = Instant.now().plus(waiting.pollAfter());
            }
        }
        owner.wake();
    }

    /** How far the promotion came, null while it goes on. */
    @CheckForNull
    synchronized Progress progress() {
        boolean finished = progress instanceof Progress.Finished;
        return running || (stirred && !finished) ? null : progress;
    }

    /** What the block was wanted for is done: the promotion goes on. */
    synchronized void resume() {
        progress = null;
    }

    /** When the lane wants to be looked at again; null when something else wakes it. */
    @CheckForNull
    synchronized Instant notBefore() {
        return over ? null : notBefore;
    }

    /** The reason for which it waits when it is another than the last time that this was called, else null. */
    @CheckForNull
    synchronized String newWait() {
        String why = progress instanceof Progress.Waiting waiting ? waiting.why() : null;
        boolean isNew = why != null && !why.equals(lastWait);
        lastWait = why == null ? lastWait : why;
        return isNew ? why : null;
    }

    /** Whether the log has yet to say how the promotion ended. @return true the first time */
    synchronized boolean tell() {
        boolean first = !told;
        told = true;
        return first;
    }

    /** @return true the first time */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    synchronized void end() {
        over = true;
    }

    /** Nothing more can be done for the promotion. @param why for people */
    synchronized void giveUp(@NonNull String why) {
        over = true;
        failure = why;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Why it did not come to a good end, empty when it did. */
    @NonNull
    synchronized String failure() {
        return failure;
    }
}
