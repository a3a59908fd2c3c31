package io.jenkins.plugins.kargo.engine.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets requests to one host pass: so many at once, so many per second (after a burst of one second's worth, by the generic
 * cell rate algorithm), and none while the host has asked for a pause. Times are {@link System#nanoTime()}.
 */
final class HostGate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int concurrency;
    private final long interval;
    private final long burst;
    private int inFlight;
    private long theoreticalArrival = System.nanoTime();
    private long pausedUntil = System.nanoTime();

    HostGate(int concurrency, int requestsPerSecond) {
        this.concurrency = concurrency;
        interval = TimeUnit.SECONDS.toNanos(1) / requestsPerSecond;
        burst = TimeUnit.SECONDS.toNanos(1);
    }

    /**
     * Waits for this request's turn; {@link #leave()} must follow.
     *
     * @return false when the turn would not come before the deadline; nothing is to be released then
     */
    boolean enter(long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = System.nanoTime();
                long earliest = Math.max(pausedUntil - now, theoreticalArrival - burst - now);
                if (inFlight < concurrency && earliest <= 0) {
                    inFlight++;
                    theoreticalArrival = Math.max(theoreticalArrival, now) + interval;
                    return true;
                }
                long remaining = deadline - now;
                if (remaining <= 0 || earliest > remaining) {
                    return false;
                }
                changed.awaitNanos(earliest > 0 ? Math.min(earliest, remaining) : remaining);
            }
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            inFlight--;
            // One alone might be waiting for its time and would keep the word from those who wait for room.
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody passes for so long from now on, or for longer when a longer pause is on. */
    void pause(long nanos) {
        lock.lock();
        try {
            long until = System.nanoTime() + nanos;
            if (until - pausedUntil > 0) {
                pausedUntil = until;
            }
        } finally {
            lock.unlock();
        }
    }
}
