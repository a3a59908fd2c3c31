package io.jenkins.plugins.kargo.engine.promotion.step.script;

import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Reads the outputs that a script has written; an empty text when it wrote none. */
public record TakeOutput() implements Workspace.FileOperation<String> {
    private static final int LIMIT = 1 << 20;

    @Override
    public String run(Path workDir, PromotionLog log) throws IOException, StepFailure {
        Path output = workDir.resolve(WorkPaths.RESERVED)
                .resolve(PrepareScript.FOLDER)
                .resolve(PrepareScript.OUTPUT);
        if (!Files.exists(output, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        if (!Files.isRegularFile(output, LinkOption.NOFOLLOW_LINKS)) {
            throw new StepFailure("KARGO_OUTPUT must be an ordinary file with a JSON object");
        }
        if (Files.size(output) > LIMIT) {
            throw new StepFailure("the outputs in KARGO_OUTPUT are " + Files.size(output) + " bytes, more than " + LIMIT
                    + ": write large data to a file of the work dir and its path to KARGO_OUTPUT");
        }
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    }
}
