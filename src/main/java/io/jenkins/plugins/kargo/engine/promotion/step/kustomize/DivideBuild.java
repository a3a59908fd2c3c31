package io.jenkins.plugins.kargo.engine.promotion.step.kustomize;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.Resource;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.ResourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Divides what kustomize wrote into one file for each resource, named as Kargo does. */
public record DivideBuild(@NonNull String scratch, @NonNull String outPath)
        implements Workspace.FileOperation<Integer> {
    @Override
    public Integer run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
        Path file = workDir.resolve(scratch);
        try {
            Path out = WorkPaths.resolveForWriting(workDir, outPath);
            int files = ResourceFiles.write(out, Files.readString(file), DivideBuild::fileName, "\n");
            log.line("Wrote manifests to " + outPath + ", files: " + files);
            return files;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** {@code [namespace-]kind-name.yaml}. */
    static String fileName(Resource resource) {
        String namespace = resource.namespace().isEmpty() ? "" : resource.namespace() + '-';
        return (namespace + resource.kind() + '-' + resource.name() + ".yaml").toLowerCase(Locale.ROOT);
    }
}
