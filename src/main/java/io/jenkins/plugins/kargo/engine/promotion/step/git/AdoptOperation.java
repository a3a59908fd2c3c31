package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Outcome;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a commit of the remote the checkout's own, instead of one with the same files; gives its id. */
public record AdoptOperation(
        PushTarget target, String commit, @CheckForNull GitAccess access) implements GitOperation<Outcome<String>> {
    @Override
    public Outcome<String> run(@NonNull GitCli git, @NonNull Path workDir) throws IOException, InterruptedException {
        return Outcome.of(() -> {
            WorkTree tree = WorkTree.open(git, workDir, target.path());
            tree.fetch(access, target.branch());
            if (!tree.run("rev-parse", commit + "^{tree}").equals(tree.run("rev-parse", "HEAD^{tree}"))) {
                throw new StepFailure(commit + ", made anew by GitHub, has not the files of the checkout");
            }
            // Files and index are the same: nothing of the checkout is touched.
            tree.run("reset", "--quiet", "--soft", commit);
            return commit;
        });
    }
}
