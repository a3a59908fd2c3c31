package io.jenkins.plugins.kargo.engine.git.mirror;

import io.jenkins.plugins.kargo.engine.http.HttpFailure;
import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Watches over one fetch: bytes, time, speed, and the interruption of its thread. Used by one thread. */
final class TransferLimits extends EmptyProgressMonitor {
    private static final long SLOWEST = 1024;

    private final long deadline;
    private final Duration duration;
    private final long maxBytes;
    private final Duration stall;
    private long received;
    private long requests;
    private long windowStart = System.nanoTime();
    private long windowBytes;

    TransferLimits(MirrorSettings settings) {
        duration = settings.maxDuration();
        deadline = System.nanoTime() + duration.toNanos();
        maxBytes = settings.maxTransfer();
        stall = settings.stallTimeout();
    }

    void requested() {
        requests++;
        windowStart = System.nanoTime();
        windowBytes = 0;
    }

    void received(long bytes) throws HttpFailure {
        received += bytes;
        windowBytes += bytes;
        long now = System.nanoTime();
        if (received > maxBytes) {
            throw new HttpFailure(HttpFailure.Kind.TOO_LARGE, "the remote sends more than " + maxBytes + " bytes");
        }
        if (now - deadline > 0) {
            throw new HttpFailure(
                    HttpFailure.Kind.TIMED_OUT, "the fetch takes longer than " + duration.toSeconds() + " s");
        }
        if (now - windowStart > stall.toNanos()) {
            if (windowBytes < SLOWEST * Math.max(1, stall.toSeconds())) {
                throw new HttpFailure(
                        HttpFailure.Kind.TIMED_OUT,
                        "the remote sent less than 1 KiB/s for " + stall.toSeconds() + " s");
            }
            windowStart = now;
            windowBytes = 0;
        }
    }

    long bytes() {
        return received;
    }

    long requests() {
        return requests;
    }

    @Override
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted() || System.nanoTime() - deadline > 0;
    }
}
