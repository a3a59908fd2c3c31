package io.jenkins.plugins.kargo.engine.promotion.step.helm;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.TextFiles;
import io.jenkins.plugins.kargo.engine.promotion.step.common.WorkPaths;
import io.jenkins.plugins.kargo.engine.promotion.step.helm.ChartInfo.Dependency;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlEditor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what a chart says about its dependencies. */
final class ChartFiles {
    private ChartFiles() {}

    /** The dependencies of a Chart.yaml or Chart.lock; none when there is no such file. */
    @NonNull
    static ArrayList<Dependency> dependencies(Path file, String name) throws IOException {
        ArrayList<Dependency> dependencies = new ArrayList<>();
        if (Files.isRegularFile(file)
                && YamlEditor.of(TextFiles.read(file, name)).document() instanceof Map<?, ?> chart
                && chart.get("dependencies") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> entry) {
                    dependencies.add(
                            new Dependency(text(entry, "name"), text(entry, "repository"), text(entry, "version")));
                }
            }
        }
        return dependencies;
    }

    private static String text(Map<?, ?> entry, String key) {
        Object value = entry.get(key);
        return value == null ? "" : value.toString();
    }

    /** A chart may name other charts by their path; they must lie in the work dir with all that they hold. */
    static void checkLocal(Path workDir, Path chart, List<Dependency> dependencies) throws IOException, StepFailure {
        for (Dependency dependency : dependencies) {
            String repository = dependency.repository();
            if (repository.startsWith("file://")) {
                String relative = repository.substring("file://".length());
                if (relative.startsWith("/")) {
                    throw new StepFailure(
                            "invalid dependency \"" + repository + "\": the path must be relative to the chart");
                }
                Path target = chart.resolve(relative).normalize();
                Path root = workDir.toRealPath();
                if (!target.startsWith(root)) {
                    throw new StepFailure("invalid dependency \"" + repository + "\": the path leaves the work dir");
                }
                WorkPaths.resolve(workDir, root.relativize(target).toString());
                WorkPaths.checkLinks(workDir, target);
            }
        }
    }
}
