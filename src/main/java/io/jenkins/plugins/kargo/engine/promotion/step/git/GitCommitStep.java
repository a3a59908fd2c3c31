package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.TaintPolicy;
import io.jenkins.plugins.kargo.engine.git.SigningKey;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** {@code git-commit}: commits every change of a checkout; output {@code commit} is the head in any case. */
public final class GitCommitStep extends FileStep {
    private final Supplier<GitSettings> settings;

    public GitCommitStep(@NonNull Supplier<GitSettings> settings) {
        super("git-commit");
        this.settings = settings;
    }

    @Override
    @NonNull
    public TaintPolicy secretFields() {
        return Signing.SECRETS;
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        String message =
                CommitMessage.of(config.text("message"), context.promotion().name());
        SigningKey key = Signing.ofCheckout(context, config, settings.get());
        CommitOperation.Result result = context.workspace()
                .git(new CommitOperation(config.text("path"), message, Author.of(config), key, StepTime.of(context)))
                .orFail();
        Map<String, Object> output = Map.of("commit", result.commit());
        RenderedDiff diff = result.diff();
        if (diff == null) {
            return StepResult.skipped("nothing to commit", output);
        }
        context.log().line("Committed " + result.commit());
        diff.lines().forEach(context.log()::line);
        context.rendered(diff);
        return StepResult.succeeded(output);
    }
}
