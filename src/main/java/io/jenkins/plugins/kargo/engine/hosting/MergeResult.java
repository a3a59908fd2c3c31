package io.jenkins.plugins.kargo.engine.hosting;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * What became of a merge.
 *
 * @param merged false when the server does not merge now: checks, reviews or conflicts are in the way
 * @param commit that the merge made, empty when not merged or not known
 * @param reason why not merged, in the server's words
 * @param mayPass whether waiting may help; false also when merged
 */
public record MergeResult(
        boolean merged, @NonNull String commit, @NonNull String reason, boolean mayPass) {
    static MergeResult done(@NonNull String commit) {
        return new MergeResult(true, commit, "", false);
    }

    static MergeResult notNow(@NonNull String reason) {
        return new MergeResult(false, "", reason, true);
    }

    /** The server will not merge it like this, however long somebody waits. */
    static MergeResult never(@NonNull String reason) {
        return new MergeResult(false, "", reason, false);
    }
}
