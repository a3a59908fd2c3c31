package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which promotions of this process wait for which pull requests, so that an event of a hosting service finds those that
 * wait for exactly that one. In memory only: a promotion is known again with its first look after a restart, and one that
 * is not known looks at its interval. Safe for many threads.
 */
public final class PullRequestWaits {
    /** More are forgotten, those first that have not looked for longest: they look at their interval. */
    private static final int MAX_WAITS = 10_000;

    /** A stage, something in which waits. */
    public record Waiting(
            @NonNull ProjectKey project, @NonNull String stage) {}

    private record Key(ProjectKey project, String promotion, String repoUrl, long number) {}

    private static final class Entry {
        private final String stage;
        private boolean told;

        Entry(String stage) {
            this.stage = stage;
        }
    }

    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
            return size() > MAX_WAITS;
        }
    };

    /**
     * Notes that the promotion is looking at a pull request.
     *
     * @return whether an event concerned it since the last look: what was remembered of it is out of date
     */
    public synchronized boolean look(@NonNull Promotion promotion, @NonNull String repoUrl, long number) {
        Entry entry = entries.computeIfAbsent(key(promotion, repoUrl, number), any -> new Entry(promotion.stage()));
        boolean told = entry.told;
        entry.told = false;
        return told;
    }

    /** The promotion does not wait for it any more. */
    public synchronized void over(@NonNull Promotion promotion, @NonNull String repoUrl, long number) {
        entries.remove(key(promotion, repoUrl, number));
    }

    /**
     * A pull request was merged or closed.
     *
     * @param urls by which its repository is known
     * @param number 0 for any of the repository
     * @param project whose promotions are told; null for those of all projects
     * @return the stages in which something waits for it
     */
    @NonNull
    public synchronized Set<Waiting> closed(
            @NonNull Collection<String> urls, long number, @CheckForNull ProjectKey project) {
        Set<Waiting> waiting = new LinkedHashSet<>();
        entries.forEach((key, entry) -> {
            if ((project == null || key.project().equals(project))
                    && (number == 0 || key.number() == number)
                    && urls.stream().anyMatch(url -> GitUrls.names(url, key.repoUrl()))) {
                entry.told = true;
                waiting.add(new Waiting(key.project(), entry.stage));
            }
        });
        return waiting;
    }

    private static Key key(Promotion promotion, String repoUrl, long number) {
        return new Key(promotion.project(), promotion.name(), repoUrl, number);
    }
}
