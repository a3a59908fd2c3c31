package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.regex.Pattern;

/** Reads from what git printed why a push was refused. */
final class PushRejection {
    /**
     * Every way of saying that the branch moved meanwhile: git itself (non-fast-forward, fetch first, stale info, cannot
     * lock ref, reference already exists), GitHub and GitLab (cannot lock ref: is at … but expected …, failed to update
     * ref), Gitea (incorrect old value provided), JGit servers such as Gerrit (failed to lock, lock failure), Azure
     * (TF401028: … has already been updated by another client) and Bitbucket (needs update).
     */
    private static final Pattern STALE = Pattern.compile(
            "^\\s*!\\s+\\[(?:remote )?(?:rejected|failure)].*\\((?:.*\\b)?(?:non-fast-forward|fetch first|stale"
                    + " info|cannot lock ref|failed to lock|lock failure|unable to (?:create|lock).*\\.lock|failed to"
                    + " update ref|remote ref updated since checkout|reference already exists|incorrect old value"
                    + " provided|already been updated by another client|needs update)",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private PushRejection() {}

    /** Whether integrating what is there now and pushing again may help. */
    static boolean isStale(@NonNull String gitOutput) {
        return STALE.matcher(gitOutput).find();
    }
}
