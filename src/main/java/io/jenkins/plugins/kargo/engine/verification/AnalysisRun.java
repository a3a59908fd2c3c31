package io.jenkins.plugins.kargo.engine.verification;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Argument;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Metric;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An analysis and how it stands.
 *
 * @param args every one has a value or says where to get it; secrets are never among the values
 * @param metrics as written, arguments not yet put in
 * @param dryRun names of the metrics that are only watched
 * @param retention how many measurements to keep, by metric
 * @param results of the metrics that were measured, in the order of the metrics
 */
record AnalysisRun(
        List<Argument> args,
        List<Metric> metrics,
        List<String> dryRun,
        Map<String, Integer> retention,
        VerificationPhase phase,
        String message,
        @CheckForNull Instant startedAt,
        List<MetricResult> results) {
    private static final int DEFAULT_RETENTION = 10;

    AnalysisRun {
        args = List.copyOf(args);
        metrics = List.copyOf(metrics);
        dryRun = List.copyOf(dryRun);
        retention = Map.copyOf(retention);
        results = List.copyOf(results);
    }

    Optional<MetricResult> result(String metric) {
        return results.stream().filter(result -> result.name().equals(metric)).findFirst();
    }

    boolean isDryRun(String metric) {
        return dryRun.contains(metric);
    }

    int retained(String metric) {
        return retention.getOrDefault(metric, DEFAULT_RETENTION);
    }

    /** Whether a metric that counts has decided already: no further measurement is begun. */
    boolean isTerminating() {
        return results.stream()
                .filter(result -> !result.dryRun() && !isDryRun(result.name()))
                .anyMatch(result -> switch (result.phase()) {
                    case Failed, Error, Inconclusive -> true;
                    default -> false;
                });
    }

    AnalysisRun with(MetricResult changed) {
        Map<String, MetricResult> all = new LinkedHashMap<>();
        results.forEach(result -> all.put(result.name(), result));
        all.put(changed.name(), changed);
        return new AnalysisRun(
                args, metrics, dryRun, retention, phase, message, startedAt, new ArrayList<>(all.values()));
    }

    AnalysisRun with(VerificationPhase newPhase, String newMessage) {
        return new AnalysisRun(args, metrics, dryRun, retention, newPhase, newMessage, startedAt, results);
    }

    AnalysisRun started(Instant now) {
        return new AnalysisRun(args, metrics, dryRun, retention, VerificationPhase.Running, "", now, results);
    }
}
