package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads from what git printed, with or without {@code --porcelain}, what became of a push. */
final class PushReport {
    /**
     * Every way of saying that the branch moved meanwhile: git itself (non-fast-forward, fetch first, stale info, cannot
     * lock ref, reference already exists), GitHub and GitLab (cannot lock ref: is at … but expected …, failed to update
     * ref), Gitea (incorrect old value provided), JGit servers such as Gerrit (failed to lock, lock failure), Azure
     * (TF401028: … has already been updated by another client) and Bitbucket (needs update).
     */
    private static final Pattern STALE = Pattern.compile(
            "^\\s*!\\s+(?:\\S+\\t)?\\[(?:remote )?(?:rejected|failure)].*\\((?:.*\\b)?(?:non-fast-forward|fetch first|stale"
                    + " info|cannot lock ref|failed to lock|lock failure|unable to (?:create|lock).*\\.lock|failed to"
                    + " update ref|remote ref updated since checkout|reference already exists|incorrect old value"
                    + " provided|already been updated by another client|needs update)",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private static final Pattern REJECTED =
            Pattern.compile("^\\s*!\\s+(?:\\S+\\t)?\\[remote rejected] .*\\((.+)\\)\\s*$", Pattern.MULTILINE);
    private static final Pattern UP_TO_DATE = Pattern.compile("^=\\t", Pattern.MULTILINE);
    /** The last line of {@code --porcelain}, also when the server refused everything. */
    private static final Pattern DONE = Pattern.compile("\\R?^Done\\s*\\z", Pattern.MULTILINE);

    private static final Pattern REMOTE = Pattern.compile("(?:^|: )remote: ?(.*)$", Pattern.MULTILINE);
    private static final Pattern PROTECTED = Pattern.compile(
            "protected branch|GH00[68]|GH013|TF40245|not allowed to push code", Pattern.CASE_INSENSITIVE);

    private PushReport() {}

    /**
     * What the server said, without what git prints around it; all that git printed when the server refused nothing.
     *
     * @param target for people, such as {@code branch main of https://…}
     */
    @NonNull
    static String words(@NonNull String gitOutput, @NonNull String target) {
        Matcher rejected = REJECTED.matcher(gitOutput);
        if (!rejected.find()) {
            return DONE.matcher(gitOutput).replaceFirst("");
        }
        String said = REMOTE.matcher(gitOutput)
                .results()
                .map(line -> line.group(1).strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("error: hook declined"))
                .collect(Collectors.joining("\n"));
        String sentence = "the server refuses " + target + " (" + rejected.group(1) + ")";
        String advice = PROTECTED.matcher(gitOutput).find()
                ? "\nThe branch is protected: allow the credential's user to push to it, or push to a branch of this"
                        + " promotion with generateTargetBranch: true"
                : "";
        return said.isEmpty() ? sentence + advice : sentence + "; it says: " + said + advice;
    }

    /** @param porcelain what a push of one ref that ended well printed; @return whether the remote had it before */
    static boolean isUpToDate(@NonNull String porcelain) {
        return UP_TO_DATE.matcher(porcelain).find();
    }

    /** Whether integrating what is there now and pushing again may help. */
    static boolean isStale(@NonNull String gitOutput) {
        return STALE.matcher(gitOutput).find();
    }
}
