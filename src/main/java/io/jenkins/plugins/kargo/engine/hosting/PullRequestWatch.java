package io.jenkins.plugins.kargo.engine.hosting;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which pull requests are open, for all promotions that wait: however many they are, a repository is asked once in each poll
 * interval, for one page of the list of its open ones, and a failure is theirs together, too. A list of several pages takes
 * as many intervals. Nobody waits for the answer that
 * another thread has asked for. In memory only: after a restart every repository is asked once. Safe for many threads.
 */
public final class PullRequestWatch {
    /** More are forgotten, which costs a request each. */
    private static final int MAX_REPOSITORIES = 1000;

    /** Promotions are polled at slightly different times. */
    private static final double PART_OF_INTERVAL = 0.9;

    /**
     * A repository as one caller sees it.
     *
     * @param caller all that makes a difference for what may be seen, such as the project and the id of the credential
     */
    public record Repository(
            @NonNull String repoUrl, @NonNull String caller) {}

    /** What is known of a pull request. */
    public enum Sight {
        /** It was open when the list was last read, or the first reading is not finished and does not have it yet. */
        OPEN,
        /** It was not among the open ones: ask for it. */
        GONE,
        /** Another thread is asking for the first time: look again in a moment. */
        UNKNOWN
    }

    private static final class Entry {
        private Instant asked = Instant.MIN;
        private boolean asking;
        private IOException failure;

        /** Of the last whole reading; null before. */
        private Set<Long> open;

        /** Of the reading that goes on. */
        private final Set<Long> found = new HashSet<>();

        private int pages;
        private int next;

        private void read(OpenPage page) {
            found.addAll(page.numbers());
            pages++;
            next = page.next();
            if (next == 0 || pages == HostingApi.MAX_PAGES) {
                open = Set.copyOf(found);
                found.clear();
                pages = 0;
                next = 0;
            }
        }
    }

    private final Map<Repository, Entry> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Repository, Entry> eldest) {
            return size() > MAX_REPOSITORIES;
        }
    };
    private long looks;

    /**
     * Looks whether a pull request is still open; asks the server when what is known is as old as the poll interval.
     *
     * @throws IOException what the server, or the way to it, last answered with; the same for all until the next look
     */
    @NonNull
    public Sight look(
            @NonNull Repository repository,
            @NonNull PullRequests requests,
            long number,
            @NonNull Duration interval,
            @NonNull Instant now)
            throws IOException, InterruptedException {
        Entry entry = take(repository, interval, now);
        if (entry != null) {
            ask(entry, requests, now);
        }
        return sight(repository, number);
    }

    /** How often servers have been asked so far. */
    public synchronized long looks() {
        return looks;
    }

    /** @return the entry when the calling thread is to ask, null when what is known will do */
    @CheckForNull
    private synchronized Entry take(Repository repository, Duration interval, Instant now) {
        Entry entry = entries.computeIfAbsent(repository, any -> new Entry());
        Duration fresh = Duration.ofMillis((long) (interval.toMillis() * PART_OF_INTERVAL));
        boolean due =
                entry.asked.equals(Instant.MIN) || !entry.asked.plus(fresh).isAfter(now);
        if (entry.asking || !due) {
            return null;
        }
        entry.asking = true;
        entry.asked = now;
        looks++;
        return entry;
    }

    private void ask(Entry entry, PullRequests requests, Instant now) throws InterruptedException {
        int from;
        synchronized (this) {
            from = entry.next;
        }
        OpenPage page = null;
        IOException failure = null;
        boolean answered = false;
        try {
            page = requests.open(from);
            answered = true;
        } catch (IOException e) {
            failure = e;
            answered = true;
        } finally {
            synchronized (this) {
                entry.asking = false;
                if (answered) {
                    entry.failure = failure;
                    if (page != null) {
                        entry.read(page);
                    }
                } else if (entry.asked.equals(now)) {
                    // Interrupted, or worse: the next one asks.
                    entry.asked = Instant.MIN;
                }
            }
        }
    }

    private synchronized Sight sight(Repository repository, long number) throws IOException {
        Entry entry = entries.get(repository);
        if (entry == null) {
            return Sight.UNKNOWN;
        }
        if (entry.failure != null) {
            throw entry.failure;
        }
        if (entry.open == null) {
            return entry.pages == 0 ? Sight.UNKNOWN : Sight.OPEN;
        }
        return entry.open.contains(number) || entry.found.contains(number) ? Sight.OPEN : Sight.GONE;
    }
}
