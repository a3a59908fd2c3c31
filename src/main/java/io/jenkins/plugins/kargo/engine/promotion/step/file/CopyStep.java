package io.jenkins.plugins.kargo.engine.promotion.step.file;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;

/** {@code copy}: copies a file, or a directory into another one. */
public final class CopyStep extends FileStep {
    public CopyStep() {
        super("copy");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        context.workspace()
                .files(new CopyOperation(config.text("inPath"), config.text("outPath"), config.text("ignore")));
        return StepResult.succeeded();
    }
}
