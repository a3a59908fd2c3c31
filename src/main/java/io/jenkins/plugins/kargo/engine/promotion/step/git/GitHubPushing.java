package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.git.SigningKey;
import io.jenkins.plugins.kargo.engine.hosting.GitHubCommits;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of github-push: the commits are made again by GitHub, so that GitHub signs those that our own key has signed,
 * and the branch is pointed to the last of them.
 */
final class GitHubPushing extends Pushing {
    /** No branch: nobody sees it. */
    private static final String STAGING = "refs/kargo/staging/";

    /** Kargo's own limit: more are a mistake, such as a checkout of another history. */
    private static final int MAX_COMMITS = 10;

    private final GitHubCommits commits;

    GitHubPushing(
            StepContext context,
            GitSettings settings,
            PushTarget target,
            @CheckForNull GitAccess access,
            @CheckForNull SigningKey key,
            GitHubCommits commits) {
        super(context, settings, target, access, key);
        this.commits = commits;
    }

    @Override
    Attempt pushOnce(String commit) throws StepFailure, IOException, InterruptedException {
        String ref = STAGING + context().promotion().name();
        StagedCommits staged = context()
                .workspace()
                .git(new StageOperation(target().path(), ref, access(), key()))
                .orFail();
        try {
            if (staged.commits().size() > MAX_COMMITS) {
                throw new StepFailure(staged.commits().size() + " commits are not yet on " + target().remote()
                        + ", but github-push makes " + MAX_COMMITS + " anew at most: use git-push for them");
            }
            return point(staged, replay(staged));
        } finally {
            clean(ref);
        }
    }

    private String replay(StagedCommits staged) throws IOException, InterruptedException {
        Map<String, String> anew = new HashMap<>();
        for (StagedCommits.Commit commit : staged.commits()) {
            List<String> parents = commit.parents().stream()
                    .map(parent -> anew.getOrDefault(parent, parent))
                    .toList();
            anew.put(commit.id(), commits.create(ReplayedCommits.of(commit, parents)));
        }
        return anew.getOrDefault(staged.head(), staged.head());
    }

    private Attempt point(StagedCommits staged, String commit) throws StepFailure, IOException, InterruptedException {
        Optional<String> tip = commits.branch(target().branch());
        intend(commit);
        if (tip.filter(commit::equals).isPresent()) {
            context().log().line(target().sayAlready(commit));
        } else {
            String refused = commits.point(target().branch(), commit, tip.isPresent(), target().force());
            if (!refused.isEmpty()) {
                return new Attempt(false, staged.head(), refused);
            }
            context().log().line("Pushed " + commit + " to " + target().describe() + ", made by GitHub");
        }
        context()
                .workspace()
                .git(new AdoptOperation(target(), commit, access()))
                .orFail();
        return new Attempt(true, commit, "");
    }

    /** What is left is overwritten by the promotion's next attempt, and seen by nobody. */
    private void clean(@NonNull String ref) throws InterruptedException {
        try {
            commits.delete(ref);
        } catch (IOException e) {
            context().log().line(ref + " was not removed: " + e.getMessage());
        }
    }
}
