package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/** What an event says has happened in a repository. */
public sealed interface RepositoryChange {
    /**
     * Commits or tags were pushed, or a ref was removed.
     *
     * @param urls the URLs by which the repository is known; in place of one whose host the event does not say,
     *     {@link io.jenkins.plugins.kargo.engine.freight.url.GitUrls#ANY_HOST} and a path
     * @param ref {@code refs/heads/…} or {@code refs/tags/…}; empty when the event does not say
     * @param defaultBranch of the repository; empty when the event does not say
     * @param paths that the push touched; null when the event does not say, or not all of them
     */
    record Push(
            @NonNull List<String> urls,
            @NonNull String ref,
            @NonNull String defaultBranch,
            @CheckForNull List<String> paths)
            implements RepositoryChange {
        public Push {
            urls = List.copyOf(urls);
            paths = paths == null ? null : List.copyOf(paths);
        }

        /** Of a repository whose default branch the event does not say. */
        public Push(@NonNull List<String> urls, @NonNull String ref, @CheckForNull List<String> paths) {
            this(urls, ref, "", paths);
        }
    }

    /**
     * An image, or a chart in an OCI registry, was pushed.
     *
     * @param repository without a scheme and without a tag
     * @param tag empty when the event does not say
     */
    record Image(@NonNull String repository, @NonNull String tag) implements RepositoryChange {}

    /** A pull request was merged or closed: what waits for it may go on. @param number 0 when the event does not say */
    record PullRequest(@NonNull List<String> urls, long number) implements RepositoryChange {
        public PullRequest {
            urls = List.copyOf(urls);
        }
    }
}
