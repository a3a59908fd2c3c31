package io.jenkins.plugins.kargo.engine.promotion.step.helm;

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

/** Writes what helm rendered: into one file, or each resource into one of its own. */
public record WriteManifests(
        @NonNull String outPath, boolean oneFile, @NonNull String rendered)
        implements Workspace.FileOperation<Boolean> {
    @Override
    public Boolean run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
        Path out = WorkPaths.resolveForWriting(workDir, outPath);
        if (oneFile) {
            Files.createDirectories(out.getParent());
            Files.writeString(out, rendered);
        } else {
            int files = ResourceFiles.write(out, rendered, WriteManifests::fileName, "");
            log.line("Wrote manifests to " + outPath + ", files: " + files);
        }
        return true;
    }

    /** {@code [group-]kind[-namespace]-name.yaml}, dots of the group as underscores; empty without kind or name. */
    static String fileName(Resource resource) {
        if (resource.kind().isEmpty() || resource.name().isEmpty()) {
            return "";
        }
        String group = resource.group().isEmpty() ? "" : resource.group().replace('.', '_') + '-';
        String namespace = resource.namespace().isEmpty() ? "" : '-' + resource.namespace();
        return (group + resource.kind() + namespace + '-' + resource.name() + ".yaml").toLowerCase(Locale.ROOT);
    }
}
