package io.jenkins.plugins.kargo.engine.promotion.step.helm;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.TextFiles;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import io.jenkins.plugins.kargo.engine.promotion.step.helm.ChartInfo.Dependency;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlValues;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the wanted versions into Chart.yaml, before helm resolves them. */
public record PrepareChartUpdate(
        @NonNull String path, @NonNull ArrayList<Dependency> wanted)
        implements Workspace.FileOperation<PrepareChartUpdate.Prepared> {
    /** @param lock the text of Chart.lock, null when there is none */
    public record Prepared(
            @NonNull ChartInfo chart,
            @CheckForNull String lock,
            @NonNull ArrayList<Dependency> locked) implements Serializable {}

    @Override
    public Prepared run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
        Path chart = WorkPaths.resolveForWriting(workDir, path);
        Path file = chart.resolve("Chart.yaml");
        String name = path + "/Chart.yaml";
        WorkPaths.checkLinks(workDir, chart);
        String text = TextFiles.read(file, name);
        ArrayList<Dependency> dependencies = ChartFiles.dependencies(file, name);
        ChartFiles.checkLocal(workDir, chart, dependencies);
        List<YamlValues.Update> updates = new ArrayList<>();
        for (Dependency each : wanted) {
            int index = indexOf(dependencies, each);
            if (!dependencies.get(index).version().equals(each.version())) {
                updates.add(new YamlValues.Update("dependencies." + index + ".version", each.version()));
            }
        }
        TextFiles.write(file, text, YamlValues.set(text, updates));
        Path lock = chart.resolve("Chart.lock");
        ChartInfo info = new ChartInfo(
                WorkPaths.argument(workDir, chart), new ArrayList<>(), "", dependencies, Files.isRegularFile(lock));
        return new Prepared(
                info,
                info.locked() ? TextFiles.read(lock, path + "/Chart.lock") : null,
                ChartFiles.dependencies(lock, path + "/Chart.lock"));
    }

    private static int indexOf(List<Dependency> dependencies, Dependency wanted) throws IOException {
        for (int i = 0; i < dependencies.size(); i++) {
            Dependency each = dependencies.get(i);
            if (each.name().equals(wanted.name()) && each.repository().equals(wanted.repository())) {
                return i;
            }
        }
        throw new IOException("no dependency in Chart.yaml matches update with repository \"" + wanted.repository()
                + "\" and name \"" + wanted.name() + '"');
    }
}
