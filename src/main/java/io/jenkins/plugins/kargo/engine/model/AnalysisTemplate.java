package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;

/** An AnalysisTemplate or ClusterAnalysisTemplate of Argo Rollouts. */
public record AnalysisTemplate(
        @NonNull String kind,
        @NonNull Metadata metadata,
        @NonNull List<Argument> args,
        @NonNull List<Metric> metrics,
        @NonNull List<String> dryRun,
        @NonNull Map<String, String> measurementRetention) {
    public AnalysisTemplate {
        args = Values.list(args);
        metrics = Values.list(metrics);
        dryRun = Values.list(dryRun);
        measurementRetention = Values.map(measurementRetention);
    }

    /** @param value null when it must be given or comes from {@code valueFrom} (plain YAML values) */
    public record Argument(
            @NonNull String name,
            @CheckForNull String value,
            @NonNull Map<String, Object> valueFrom) {
        public Argument {
            valueFrom = Values.map(valueFrom);
        }
    }

    /**
     * A metric as written: every field may hold {@code {{args.x}}}, so numbers and durations are still text.
     *
     * @param fields count, interval, initialDelay, limits and conditions that are present, by their YAML names
     * @param provider the provider's name, such as web
     * @param config that provider's settings, plain YAML values
     */
    public record Metric(
            @NonNull String name,
            @NonNull Map<String, String> fields,
            @NonNull String provider,
            @NonNull Map<String, Object> config) {
        public Metric {
            fields = Values.map(fields);
            config = Values.map(config);
        }
    }
}
