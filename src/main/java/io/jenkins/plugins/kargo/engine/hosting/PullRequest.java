package io.jenkins.plugins.kargo.engine.hosting;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * A pull request, or merge request, as its server tells it.
 *
 * @param url of its page
 * @param head the commit that is to be merged; some servers give the beginning of its id only
 * @param mergeCommit what the merge made, empty when not merged or not known
 * @param draft whether its author says that it is not ready to be merged
 */
public record PullRequest(
        long number,
        @NonNull String url,
        @NonNull State state,
        @NonNull String head,
        @NonNull String mergeCommit,
        boolean draft) {
    public enum State {
        OPEN,
        MERGED,
        CLOSED
    }

    /** Whether its head is the commit. */
    public boolean hasHead(@NonNull String commit) {
        return !head.isEmpty() && (commit.startsWith(head) || head.startsWith(commit));
    }
}
