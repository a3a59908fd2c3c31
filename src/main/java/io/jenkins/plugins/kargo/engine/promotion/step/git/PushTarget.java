package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.GitNames;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.Serializable;

/**
 * What git-push pushes, and where to.
 *
 * @param path of the checkout
 * @param branch of the remote; beside a tag, the checked out one, which may be empty
 * @param tag to push instead of the branch, empty for none
 * @param force whether the branch is overwritten, so that nothing has to be integrated
 */
public record PushTarget(
        @NonNull String path,
        @NonNull String remote,
        @NonNull String branch,
        @NonNull String tag,
        boolean force) implements Serializable {
    static PushTarget of(StepConfig config, InspectOperation.Result local, String promotion) throws StepFailure {
        String tag = config.text("tag");
        String branch = config.text("targetBranch", local.branch());
        boolean force = config.flag("force");
        if (config.flag("generateTargetBranch")) {
            // Nobody else writes to this branch: what is there comes from an earlier run of this promotion.
            branch = "kargo/promotion/" + promotion;
            force = true;
        }
        try {
            if (!tag.isEmpty()) {
                GitNames.tag(tag);
            } else if (branch.isEmpty()) {
                throw new StepFailure("path \"" + config.text("path") + "\" has no branch checked out: "
                        + "set targetBranch or generateTargetBranch");
            } else {
                GitNames.branch(branch);
            }
        } catch (GitException e) {
            throw new StepFailure(e.getMessage(), e);
        }
        return new PushTarget(config.text("path"), local.remote(), branch, tag, force);
    }

    boolean isTag() {
        return !tag.isEmpty();
    }

    /** For people. */
    @NonNull
    String describe() {
        return (isTag() ? "tag " + tag : "branch " + branch) + " of " + remote;
    }

    /** For people: the remote had it before. */
    @NonNull
    String sayAlready(@NonNull String commit) {
        return isTag()
                ? "Tag " + tag + " is on " + remote + " already: nothing was pushed"
                : "Branch " + branch + " of " + remote + " has commit " + commit + " already: nothing was pushed";
    }
}
