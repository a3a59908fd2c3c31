package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitCli;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Outcome;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.nio.file.Path;

/** {@code git-clear}: empties a checkout, so that what a later step renders is all there is. */
public final class GitClearStep extends FileStep {
    public GitClearStep() {
        super("git-clear");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        String path = new StepConfig(context.config()).text("path");
        context.workspace().git(new Clear(path)).orFail();
        return StepResult.succeeded();
    }

    /** Files that .gitignore names stay, as with Kargo. */
    public record Clear(String path) implements GitOperation<Outcome<Boolean>> {
        @Override
        public Outcome<Boolean> run(@NonNull GitCli git, @NonNull Path workDir)
                throws IOException, InterruptedException {
            return Outcome.of(() -> {
                WorkTree tree = WorkTree.open(git, workDir, path);
                // In this order, because the second takes .gitignore away.
                tree.run("clean", "-fdq");
                tree.run("rm", "-rfq", "--ignore-unmatch", ".");
                return true;
            });
        }
    }
}
