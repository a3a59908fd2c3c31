package io.jenkins.plugins.kargo.engine.promotion.step.helm;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;

/**
 * A chart as it lies in the work dir.
 *
 * @param path for helm
 * @param valuesFiles those that exist, for helm
 * @param outPath for helm
 * @param dependencies of Chart.yaml, empty for an archive
 * @param locked whether there is a Chart.lock
 */
public record ChartInfo(
        @NonNull String path,
        @NonNull ArrayList<String> valuesFiles,
        @NonNull String outPath,
        @NonNull ArrayList<Dependency> dependencies,
        boolean locked)
        implements Serializable {
    /** An entry of {@code dependencies} in Chart.yaml or Chart.lock. */
    public record Dependency(
            @NonNull String name,
            @NonNull String repository,
            @NonNull String version) implements Serializable {}
}
