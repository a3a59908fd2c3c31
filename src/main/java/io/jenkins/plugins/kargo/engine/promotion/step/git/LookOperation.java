package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Outcome;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Looks whether the remote already has what an earlier run was about to push: the commit itself, the head of the checkout,
 * or commits of this promotion with the same changes. Gives the remote's commit, empty when the push is still to be done.
 *
 * @param commit that the earlier run intended to push
 */
public record LookOperation(
        PushTarget target,
        String commit,
        String promotion,
        @CheckForNull GitAccess access) implements GitOperation<Outcome<String>> {
    @Override
    public Outcome<String> run(@NonNull GitCli git, @NonNull Path workDir) throws IOException, InterruptedException {
        return Outcome.of(() -> {
            WorkTree tree = WorkTree.open(git, workDir, target.path());
            tree.abortUnfinished();
            return target.isTag() ? lookForTag(tree) : lookForCommit(tree);
        });
    }

    private String lookForTag(WorkTree tree) throws IOException, InterruptedException {
        String ref = "refs/tags/" + target.tag();
        String remote = tree.run(access, "ls-remote", "origin", ref);
        boolean same = remote.equals(tree.run("rev-parse", ref) + '\t' + ref);
        return same ? tree.head() : "";
    }

    private String lookForCommit(WorkTree tree) throws IOException, InterruptedException {
        String remote = tree.fetch(access, target.branch());
        if (remote.isEmpty()) {
            return "";
        }
        if (contains(tree, remote, commit)) {
            return commit;
        }
        String head = tree.head();
        if (contains(tree, remote, head)) {
            return head;
        }
        // A rebase gives commits new ids; their changes and their trailer stay.
        String others = tree.run("rev-list", "--right-only", "--cherry-pick", "--no-merges", remote + "..." + head);
        return others.isEmpty() ? newestOfPromotion(tree, head + ".." + remote) : "";
    }

    private static boolean contains(WorkTree tree, String remote, String commit)
            throws IOException, InterruptedException {
        try {
            return tree.missing(remote, commit) == 0;
        } catch (GitException e) {
            // A rebuilt work dir does not have the commit unless the remote had it.
            return false;
        }
    }

    private String newestOfPromotion(WorkTree tree, String range) throws IOException, InterruptedException {
        String format = "--format=%H %(trailers:key=" + CommitMessage.TRAILER + ",valueonly,separator=%x20)";
        return tree.run("log", format, range)
                .lines()
                .filter(line -> (line + ' ').contains(' ' + promotion + ' '))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElse("");
    }
}
