package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.git.SigningKey;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Fetches the target branch and brings the checkout's commits on top of it or together with it; gives the commit to push.
 *
 * @param key that signs what is committed again, null for none
 * @param message of a merge commit
 */
public record IntegrateOperation(
        PushTarget target,
        IntegrationPolicy policy,
        @CheckForNull GitAccess access,
        @CheckForNull SigningKey key,
        String message,
        StepTime time)
        implements GitOperation<Outcome<String>> {
    @Override
    public Outcome<String> run(@NonNull GitCli git, @NonNull Path workDir) throws IOException, InterruptedException {
        return Outcome.of(() -> {
            WorkTree tree = WorkTree.open(git, workDir, target.path());
            tree.abortUnfinished();
            String remote = tree.fetch(access, target.branch());
            if (!remote.isEmpty() && tree.missing("HEAD", remote) > 0) {
                Signing.use(git, key, signing -> integrate(WorkTree.open(signing, workDir, target.path()), remote));
            }
            return tree.head();
        });
    }

    private Boolean integrate(WorkTree tree, String remote) throws IOException, InterruptedException, StepFailure {
        if (rebases(tree, remote)) {
            rebase(tree, remote);
        } else {
            merge(tree, remote);
        }
        return true;
    }

    private boolean rebases(WorkTree tree, String remote) throws IOException, InterruptedException, StepFailure {
        return switch (policy) {
            case AlwaysRebase -> true;
            case AlwaysMerge -> false;
            case RebaseOrMerge -> isSafe(tree, remote);
            case RebaseOrFail -> {
                if (!isSafe(tree, remote)) {
                    throw new StepFailure(
                            "rebase is unsafe and policy prohibits merge fallback: signatures of commits for "
                                    + target.describe() + " would be lost or made up");
                }
                yield true;
            }
        };
    }

    private static boolean isSafe(WorkTree tree, String remote) throws IOException, InterruptedException {
        boolean signing = tree.run("config", "--type=bool", "commit.gpgSign").equals("true");
        return tree.run("log", "--format=%G?", remote + "..HEAD")
                .lines()
                .allMatch(signature -> RebaseSafety.isSafe(signature, signing));
    }

    private void rebase(WorkTree tree, String remote) throws IOException, InterruptedException, StepFailure {
        try {
            // Of a blobless clone, git fetches the contents that it needs.
            tree.run(access, "rebase", "--quiet", remote);
        } catch (GitException e) {
            if (!tree.isRebasing()) {
                throw e;
            }
            throw conflict(tree, e);
        }
    }

    private void merge(WorkTree tree, String remote) throws IOException, InterruptedException, StepFailure {
        try {
            List<String> arguments = List.of("merge", "--quiet", "--no-verify", "-m", message, remote);
            tree.run(access, arguments, time.environment());
        } catch (GitException e) {
            if (!tree.isMerging()) {
                throw e;
            }
            throw conflict(tree, e);
        }
    }

    private StepFailure conflict(WorkTree tree, GitException cause) throws IOException, InterruptedException {
        String files = String.join(
                ", ",
                tree.run("diff", "--name-only", "--diff-filter=U")
                        .lines()
                        .limit(10)
                        .toList());
        tree.abortUnfinished();
        return new StepFailure(
                "merge conflict: " + target.describe()
                        + " was changed meanwhile in the same lines as this promotion changes: " + files,
                cause);
    }
}
