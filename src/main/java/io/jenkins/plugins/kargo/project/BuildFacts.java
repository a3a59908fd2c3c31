package io.jenkins.plugins.kargo.project;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * What decides how far a build is trusted.
 *
 * @param job full name of the job; for a branch of a multibranch project, of that project
 * @param folder full name of the folder that holds {@code job}, empty at the top
 * @param branch the head that was built, empty for a plain job
 * @param primary whether that head is the primary branch of its project
 * @param changeRequest whether the head is a pull or merge request
 * @param replay whether the build runs a script that is not the job's own
 * @param onlyPromotionCommits whether everything new in this build was committed by promotions
 */
public record BuildFacts(
        @NonNull String job,
        @NonNull String folder,
        @NonNull String branch,
        boolean primary,
        boolean changeRequest,
        boolean replay,
        boolean onlyPromotionCommits) {

    public boolean isMultibranch() {
        return !branch.isEmpty();
    }
}
