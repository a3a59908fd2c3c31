package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets the promotions of this controller push to a branch one after the other, in the order in which they came: rejected
 * pushes are then the exception. Other controllers and people are met by integrating and pushing again.
 */
public class PushLocks {
    private final Map<String, Entry> entries = new HashMap<>();

    /** A branch that this thread may push to until it closes this. */
    public final class Held implements AutoCloseable {
        private final String key;
        private final Entry entry;
        private final boolean waited;

        private Held(String key, Entry entry, boolean waited) {
            this.key = key;
            this.entry = entry;
            this.waited = waited;
        }

        /** Whether somebody else pushed just before. */
        boolean waited() {
            return waited;
        }

        @Override
        public void close() {
            entry.owner = "";
            entry.lock.unlock();
            release(key, entry);
        }
    }

    private static final class Entry {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;
        private volatile String owner = "";
    }

    /** Waits until the branch is free; says in the log for whom. */
    @NonNull
    public Held acquire(
            @NonNull String remote, @NonNull String branch, @NonNull String promotion, @NonNull PromotionLog log)
            throws InterruptedException {
        String key = remote + ' ' + branch;
        Entry entry;
        synchronized (entries) {
            entry = entries.computeIfAbsent(key, k -> new Entry());
            entry.users++;
        }
        boolean free = entry.lock.tryLock();
        if (!free) {
            log.line("Waits for promotion " + entry.owner + ", which is pushing to branch " + branch);
            try {
                entry.lock.lockInterruptibly();
            } catch (InterruptedException e) {
                release(key, entry);
                throw e;
            }
        }
        entry.owner = promotion;
        return new Held(key, entry, !free);
    }

    private void release(String key, Entry entry) {
        synchronized (entries) {
            entry.users--;
            if (entry.users == 0) {
                entries.remove(key);
            }
        }
    }
}
