package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.store.LeaseStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Holds the leases of the promotions that builds of this process carry out, also between two calls of a build: they are
 * renewed until the promotion is over or its build gives it up, and run out by themselves when the process dies.
 */
final class LeaseKeeper {
    static final Duration DURATION = Duration.ofMinutes(3);
    private static final Logger LOGGER = Logger.getLogger(LeaseKeeper.class.getName());

    /** Is told what becomes of leases while steps run. */
    interface Watcher {
        /**
         * Still ours: a good moment to look for news of other controllers.
         *
         * @return whether the lease is still needed
         */
        boolean renewed(ProjectKey project, String promotion);

        /** Somebody else has it now: whatever runs for it has to stop. */
        void lost(ProjectKey project, String promotion);
    }

    private record Held(String owner, ScheduledFuture<?> renewal) {}

    private final LeaseStore leases;
    private final Watcher watcher;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final Map<String, Held> held = new HashMap<>();

    LeaseKeeper(LeaseStore leases, Watcher watcher, Clock clock, ScheduledExecutorService timer) {
        this.leases = leases;
        this.watcher = watcher;
        this.clock = clock;
        this.timer = timer;
    }

    /** @return false while another owner holds the promotion */
    synchronized boolean hold(Promotion promotion, String owner) {
        String lease = lease(promotion);
        Held now = held.get(lease);
        if (!leases.acquire(lease, owner, DURATION, clock.instant())) {
            if (now != null && now.owner().equals(owner)) {
                forget(lease);
            }
            return false;
        }
        if (now == null || !now.owner().equals(owner)) {
            forget(lease);
            long period = DURATION.dividedBy(3).toMillis();
            ScheduledFuture<?> renewal = timer.scheduleWithFixedDelay(
                    () -> renew(promotion.project(), promotion.name(), lease, owner),
                    period,
                    period,
                    TimeUnit.MILLISECONDS);
            held.put(lease, new Held(owner, renewal));
        }
        return true;
    }

    void release(Promotion promotion, String owner) {
        release(lease(promotion), owner);
    }

    private synchronized void release(String lease, String owner) {
        Held now = held.get(lease);
        if (now != null && now.owner().equals(owner)) {
            forget(lease);
            leases.release(lease, owner);
        }
    }

    /** Gives up nothing, but renews no more: the process ends. */
    synchronized void close() {
        held.values().forEach(one -> one.renewal().cancel(false));
        held.clear();
    }

    private void renew(ProjectKey project, String promotion, String lease, String owner) {
        try {
            if (leases.acquire(lease, owner, DURATION, clock.instant())) {
                if (!watcher.renewed(project, promotion)) {
                    release(lease, owner);
                }
            } else {
                LOGGER.warning(() -> "The lease " + lease + " of " + owner + " ran out and was taken over");
                synchronized (this) {
                    forget(lease);
                }
                watcher.lost(project, promotion);
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The lease " + lease + " could not be renewed; trying again");
        }
    }

    private void forget(String lease) {
        Held old = held.remove(lease);
        if (old != null) {
            old.renewal().cancel(false);
        }
    }

    private static String lease(Promotion promotion) {
        return "promotion " + promotion.project().path() + ' ' + promotion.name();
    }
}
