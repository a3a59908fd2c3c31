package io.jenkins.plugins.kargo.config;

import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import io.jenkins.plugins.kargo.engine.verification.VerificationProgress;
import io.jenkins.plugins.kargo.engine.verification.Verifications;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Carries analyses out, whether or not a build waits for them: as in Kargo, they start when a promotion has succeeded. */
final class AnalysisWork {
    private static final Logger LOGGER = Logger.getLogger(AnalysisWork.class.getName());

    /** Finds verifications of which no signal told, such as those from before a restart. */
    private static final Duration SCAN = Duration.ofMinutes(1);

    private static final Duration RETRY = Duration.ofSeconds(30);

    private final KargoStore store;
    private final Verifications verifications;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final Set<String> active = ConcurrentHashMap.newKeySet();

    AnalysisWork(KargoStore store, Verifications verifications, Executor workers, ScheduledExecutorService timer) {
        this.store = store;
        this.verifications = verifications;
        this.workers = workers;
        this.timer = timer;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::look, 0, SCAN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks for new verifications soon. Returns at once. */
    void look() {
        submit(this::scan);
    }

    private void scan() {
        for (VerificationRecord record : store.verifications().unfinished()) {
            if (active.add(record.id())) {
                submit(() -> advance(record));
            }
        }
    }

    private void advance(VerificationRecord record) {
        Duration again = RETRY;
        try {
            VerificationProgress progress = verifications.advance(record.project(), record.id());
            if (progress instanceof VerificationProgress.Settled) {
                active.remove(record.id());
                return;
            }
            again = ((VerificationProgress.Waiting) progress).pollAfter();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "Verification " + record.id() + " of stage " + record.stage()
                            + " could not go on; trying again");
        }
        try {
            timer.schedule(() -> submit(() -> advance(record)), Math.max(1, again.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The controller stops", e);
        }
    }

    private void submit(Runnable work) {
        try {
            workers.execute(() -> {
                try {
                    work.run();
                } catch (StoreException e) {
                    LOGGER.log(Level.FINE, "The store cannot be read now", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The controller stops", e);
        }
    }
}
