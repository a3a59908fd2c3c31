package io.jenkins.plugins.kargo.engine.promotion.step.kustomize;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks at all that kustomize is going to read and write, before it does.
 *
 * @param oneFile whether everything goes into one file
 * @param scratch where kustomize writes for us to divide, relative to the work dir; empty when it writes to the target
 */
public record PrepareBuild(
        @NonNull String path,
        @NonNull String outPath,
        boolean oneFile,
        @NonNull String scratch) implements Workspace.FileOperation<PrepareBuild.Paths> {
    /** For kustomize. */
    public record Paths(@NonNull String source, @NonNull String target) implements Serializable {}

    @Override
    public Paths run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
        Path directory = WorkPaths.resolve(workDir, path);
        KustomizationFile.find(directory, path);
        new KustomizationScan(workDir).check(directory);
        Path out = WorkPaths.resolveForWriting(workDir, outPath);
        WorkPaths.checkLinks(workDir, out);
        Path target = scratch.isEmpty() ? out : workDir.toRealPath().resolve(scratch);
        // Into a directory that is there kustomize writes a file for each resource.
        Files.createDirectories(oneFile || !scratch.isEmpty() ? target.getParent() : target);
        return new Paths(WorkPaths.argument(workDir, directory), WorkPaths.argument(workDir, target));
    }
}
