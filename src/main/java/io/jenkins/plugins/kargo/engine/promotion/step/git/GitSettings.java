package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * The administrator's settings for the git steps.
 *
 * @param authorName who commits when git-clone names nobody
 * @param locks shared by all steps that push, so that promotions of one controller push to a branch one after the other
 */
public record GitSettings(
        @NonNull String authorName,
        @NonNull String authorEmail,
        @NonNull IntegrationPolicy integration,
        @NonNull PushLocks locks) {
    /** Kargo's own defaults. */
    @NonNull
    public static GitSettings defaults() {
        return new GitSettings("Kargo", "no-reply@kargo.io", IntegrationPolicy.AlwaysRebase, new PushLocks());
    }
}
