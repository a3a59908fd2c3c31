package io.jenkins.plugins.kargo.engine.hosting;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * What became of a merge.
 *
 * @param merged false when the server does not merge now: checks, reviews or conflicts are in the way
 * @param commit that the merge made, empty when not merged or not known
 * @param reason why not merged, in the server's words
 */
public record MergeResult(
        boolean merged, @NonNull String commit, @NonNull String reason) {
    static MergeResult done(@NonNull String commit) {
        return new MergeResult(true, commit, "");
    }

    static MergeResult notNow(@NonNull String reason) {
        return new MergeResult(false, "", reason);
    }
}
