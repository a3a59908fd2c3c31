package io.jenkins.plugins.kargo.engine.promotion.step.file;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileStep;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;

/** {@code untar}: unpacks an archive, plain or gzip, into a directory that then holds nothing else. */
public final class UntarStep extends FileStep {
    public UntarStep() {
        super("untar");
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        context.workspace()
                .files(new Unpack(
                        config.text("inPath"),
                        config.text("outPath"),
                        config.number("stripComponents", 0),
                        config.text("ignore")));
        return StepResult.succeeded();
    }
}
