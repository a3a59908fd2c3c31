package io.jenkins.plugins.kargo.engine.git.mirror;

import java.util.concurrent.atomic.LongAdder;

/** What talking to remotes cost so far: HTTP requests, bytes received, and fetches that transferred objects. Thread-safe. */
public final class GitUsage {
    private final LongAdder requests = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder fetches = new LongAdder();

    void add(TransferLimits limits, boolean transferred) {
        requests.add(limits.requests());
        bytes.add(limits.bytes());
        if (transferred) {
            fetches.increment();
        }
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
}
