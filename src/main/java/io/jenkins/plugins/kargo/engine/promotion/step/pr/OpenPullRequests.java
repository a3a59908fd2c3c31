package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.hosting.PullRequests;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which pull requests are open, for all promotions that wait: however many they are, a repository is asked once for each
 * poll interval. In memory only; safe for many threads.
 */
final class OpenPullRequests {
    private static final int MAX_REPOSITORIES = 1000;

    private static final class Entry {
        private Instant asked = Instant.EPOCH;
        private Set<Long> numbers = Set.of();
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * Whether the request was open when the repository was last asked, which may be as long ago as a poll interval.
     *
     * @param key of the repository and what makes a difference for what the caller may see
     */
    boolean isOpen(
            @NonNull String key, @NonNull PullRequests requests, long number, @NonNull Duration interval, Instant now)
            throws IOException, InterruptedException {
        if (entries.size() > MAX_REPOSITORIES) {
            entries.clear();
        }
        Entry entry = entries.computeIfAbsent(key, any -> new Entry());
        synchronized (entry) {
            // Promotions are polled at slightly different times.
            if (entry.asked.plus(interval.multipliedBy(9).dividedBy(10)).isBefore(now)) {
                entry.numbers = requests.open();
                entry.asked = now;
            }
            return entry.numbers.contains(number);
        }
    }
}
