package io.jenkins.plugins.kargo.engine.verification;

import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Argument;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Metric;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An analysis as plain values in the shape of Argo Rollouts' AnalysisRun, in which it is stored and shown, and back.
 * Times are ISO 8601 text.
 */
final class AnalysisRunValues {
    private static final String NAME = "name";
    private static final String PHASE = "phase";
    private static final String MESSAGE = "message";

    private AnalysisRunValues() {}

    static Map<String, Object> write(AnalysisRun run, List<MetricSpec> metrics) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("args", run.args().stream().map(AnalysisRunValues::argument).toList());
        spec.put(
                "metrics", run.metrics().stream().map(AnalysisRunValues::metric).toList());
        spec.put("dryRun", run.dryRun());
        spec.put("measurementRetention", run.retention());
        Map<String, Object> status = new LinkedHashMap<>();
        status.put(PHASE, run.phase().name());
        status.put(MESSAGE, run.message());
        putTime(status, "startedAt", run.startedAt());
        status.put("runSummary", summary(RunSummary.of(run, metrics, false)));
        status.put("dryRunSummary", summary(RunSummary.of(run, metrics, true)));
        status.put(
                "metricResults",
                run.results().stream().map(AnalysisRunValues::result).toList());
        return Map.of("spec", spec, "status", status);
    }

    static AnalysisRun read(Map<String, Object> values) {
        Node spec = new Node(values).child("spec");
        Node status = new Node(values).child("status");
        Map<String, Integer> retention = new LinkedHashMap<>();
        spec.child("measurementRetention").values.forEach((name, limit) -> retention.put(name, number(limit)));
        return new AnalysisRun(
                spec.children("args").stream().map(AnalysisRunValues::argument).toList(),
                spec.children("metrics").stream().map(AnalysisRunValues::metric).toList(),
                spec.list("dryRun").stream().map(Objects::toString).toList(),
                retention,
                status.phase(),
                status.text(MESSAGE),
                status.time("startedAt"),
                status.children("metricResults").stream()
                        .map(AnalysisRunValues::result)
                        .toList());
    }

    private static Map<String, Object> argument(Argument argument) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(NAME, argument.name());
        if (argument.value() == null) {
            values.put("valueFrom", argument.valueFrom());
        } else {
            values.put("value", argument.value());
        }
        return values;
    }

    private static Argument argument(Node node) {
        return new Argument(node.text(NAME), (String) node.values.get("value"), node.child("valueFrom").values);
    }

    private static Map<String, Object> metric(Metric metric) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(NAME, metric.name());
        values.putAll(metric.fields());
        values.put("provider", Map.of(metric.provider(), metric.config()));
        return values;
    }

    private static Metric metric(Node node) {
        Map<String, String> fields = new LinkedHashMap<>();
        node.values.forEach((key, value) -> {
            if (value instanceof String text && !NAME.equals(key)) {
                fields.put(key, text);
            }
        });
        Node provider = node.child("provider");
        String kind = provider.values.keySet().iterator().next();
        return new Metric(node.text(NAME), fields, kind, provider.child(kind).values);
    }

    private static Map<String, Object> result(MetricResult result) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(NAME, result.name());
        values.put(PHASE, result.phase().name());
        values.put(MESSAGE, result.message());
        values.put("dryRun", result.dryRun());
        values.put("count", result.count());
        values.put("successful", result.successful());
        values.put("failed", result.failed());
        values.put("inconclusive", result.inconclusive());
        values.put("error", result.error());
        values.put("consecutiveError", result.consecutiveError());
        values.put("consecutiveSuccess", result.consecutiveSuccess());
        values.put(
                "measurements",
                result.measurements().stream()
                        .map(AnalysisRunValues::measurement)
                        .toList());
        return values;
    }

    private static MetricResult result(Node node) {
        return new MetricResult(
                node.text(NAME),
                node.phase(),
                node.text(MESSAGE),
                Boolean.TRUE.equals(node.values.get("dryRun")),
                node.number("count"),
                node.number("successful"),
                node.number("failed"),
                node.number("inconclusive"),
                node.number("error"),
                node.number("consecutiveError"),
                node.number("consecutiveSuccess"),
                node.children("measurements").stream()
                        .map(AnalysisRunValues::measurement)
                        .toList());
    }

    private static Map<String, Object> measurement(Measurement measurement) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(PHASE, measurement.phase().name());
        values.put(MESSAGE, measurement.message());
        values.put("value", measurement.value());
        values.put("metadata", measurement.metadata());
        putTime(values, "startedAt", measurement.startedAt());
        putTime(values, "finishedAt", measurement.finishedAt());
        putTime(values, "resumeAt", measurement.resumeAt());
        return values;
    }

    private static Measurement measurement(Node node) {
        Map<String, String> metadata = new LinkedHashMap<>();
        node.child("metadata").values.forEach((key, value) -> metadata.put(key, String.valueOf(value)));
        return new Measurement(
                node.phase(),
                node.text(MESSAGE),
                Objects.requireNonNull(node.time("startedAt")),
                node.time("finishedAt"),
                node.text("value"),
                metadata,
                node.time("resumeAt"));
    }

    private static Map<String, Object> summary(RunSummary summary) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("count", summary.count());
        values.put("successful", summary.successful());
        values.put("failed", summary.failed());
        values.put("inconclusive", summary.inconclusive());
        values.put("error", summary.error());
        return values;
    }

    private static void putTime(Map<String, Object> values, String key, Instant time) {
        if (time != null) {
            values.put(key, time.toString());
        }
    }

    private static int number(Object value) {
        return value instanceof Number number ? number.intValue() : 0;
    }

    /** A map of plain values, read leniently. */
    private record Node(Map<String, Object> values) {
        String text(String key) {
            return values.get(key) instanceof String text ? text : "";
        }

        int number(String key) {
            return AnalysisRunValues.number(values.get(key));
        }

        VerificationPhase phase() {
            return VerificationPhase.valueOf(text(PHASE));
        }

        Instant time(String key) {
            String text = text(key);
            return text.isEmpty() ? null : Instant.parse(text);
        }

        List<?> list(String key) {
            return values.get(key) instanceof List<?> list ? list : List.of();
        }

        Node child(String key) {
            return node(values.get(key));
        }

        List<Node> children(String key) {
            return list(key).stream().map(Node::node).toList();
        }

        private static Node node(Object value) {
            Map<String, Object> copy = new LinkedHashMap<>();
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, element) -> copy.put(String.valueOf(key), element));
            }
            return new Node(copy);
        }
    }
}
