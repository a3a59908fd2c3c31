package io.jenkins.plugins.kargo.engine.promotion.step.helm;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import io.jenkins.plugins.kargo.engine.promotion.step.helm.ChartInfo.Dependency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** Looks at all that helm is going to read and write, before it does. */
public record PrepareChart(
        @NonNull String path,
        @NonNull String outPath,
        @NonNull ArrayList<String> valuesFiles,
        boolean ignoreMissingValueFiles)
        implements Workspace.FileOperation<ChartInfo> {
    @Override
    public ChartInfo run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
        Path chart = WorkPaths.resolve(workDir, path);
        if (!Files.exists(chart)) {
            throw new IOException("failed to load chart from \"" + path + "\": there is no such file or directory");
        }
        WorkPaths.checkLinks(workDir, chart);
        Path out = WorkPaths.resolveForWriting(workDir, outPath);
        WorkPaths.checkLinks(workDir, out);
        ArrayList<Dependency> dependencies = ChartFiles.dependencies(chart.resolve("Chart.yaml"), path + "/Chart.yaml");
        ChartFiles.checkLocal(workDir, chart, dependencies);
        return new ChartInfo(
                WorkPaths.argument(workDir, chart),
                values(workDir, log),
                WorkPaths.argument(workDir, out),
                dependencies,
                Files.isRegularFile(chart.resolve("Chart.lock")));
    }

    private ArrayList<String> values(Path workDir, PromotionLog log) throws IOException, StepFailure {
        ArrayList<String> found = new ArrayList<>();
        for (String name : valuesFiles) {
            Path file = WorkPaths.resolve(workDir, name);
            if (Files.isRegularFile(file)) {
                found.add(WorkPaths.argument(workDir, file));
            } else if (ignoreMissingValueFiles && !Files.exists(file)) {
                log.line("There is no values file " + name + ": it is left out");
            } else {
                throw new IOException("failed to compose values: there is no values file \"" + name + '"');
            }
        }
        return found;
    }
}
