package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.util.Map;

/** {@code git-commit}: commits every change of a checkout; output {@code commit} is the head in any case. */
public final class GitCommitStep extends FileStep {
    public GitCommitStep() {
        super("git-commit");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        String message =
                CommitMessage.of(config.text("message"), context.promotion().name());
        CommitOperation.Result result = context.workspace()
                .git(new CommitOperation(config.text("path"), message, Author.of(config), StepTime.of(context)))
                .orFail();
        Map<String, Object> output = Map.of("commit", result.commit());
        if (result.files() == 0) {
            return StepResult.skipped("nothing to commit", output);
        }
        context.log().line("Committed " + result.commit() + ", changed files: " + result.files());
        return StepResult.succeeded(output);
    }
}
