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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares Chart.lock with what it was; when nothing changed but its time, it gets its old text back. */
public record FinishChartUpdate(
        @NonNull String path, @NonNull PrepareChartUpdate.Prepared before)
        implements Workspace.FileOperation<ArrayList<String>> {
    @Override
    public ArrayList<String> run(@NonNull Path workDir, @NonNull PromotionLog log) throws IOException, StepFailure {
        Path lock = WorkPaths.resolveForWriting(workDir, path + "/Chart.lock");
        ArrayList<String> changes = changes(before.locked(), ChartFiles.dependencies(lock, path + "/Chart.lock"));
        if (changes.isEmpty() && before.lock() != null) {
            Files.writeString(lock, before.lock());
        }
        return changes;
    }

    /** {@code name: version}, {@code name: old -> new} or {@code name: removed}, by name. */
    static ArrayList<String> changes(List<Dependency> before, List<Dependency> after) {
        Map<String, String> old = versions(before);
        Map<String, String> current = versions(after);
        Map<String, String> changes = new TreeMap<>();
        current.forEach((name, version) -> {
            String earlier = old.get(name);
            if (earlier == null) {
                changes.put(name, version);
            } else if (!earlier.equals(version)) {
                changes.put(name, earlier + " -> " + version);
            }
        });
        old.keySet().stream().filter(name -> !current.containsKey(name)).forEach(name -> changes.put(name, "removed"));
        ArrayList<String> lines = new ArrayList<>();
        changes.forEach((name, change) -> lines.add(name + ": " + change));
        return lines;
    }

    private static Map<String, String> versions(List<Dependency> dependencies) {
        Map<String, String> versions = new TreeMap<>();
        dependencies.forEach(dependency -> versions.put(dependency.name(), dependency.version()));
        return versions;
    }
}
