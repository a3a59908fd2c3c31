package io.jenkins.plugins.kargo.engine.git.mirror;

import java.util.concurrent.atomic.LongAdder;

/**
 * What remotes and their mirrors cost so far: HTTP requests, bytes received, fetches that transferred objects, and commits
 * that were compared with their parent. Thread-safe.
 */
public final class GitUsage {
    private final LongAdder requests = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder fetches = new LongAdder();
    private final LongAdder comparisons = new LongAdder();

    void add(TransferLimits limits, boolean transferred) {
        requests.add(limits.requests());
        bytes.add(limits.bytes());
        if (transferred) {
            fetches.increment();
        }
    }

    void compared() {
        comparisons.increment();
    }

    public long requests() {
        return requests.sum();
    }

    public long bytes() {
        return bytes.sum();
    }

    public long fetches() {
        return fetches.sum();
    }

    public long comparisons() {
        return comparisons.sum();
    }
}
