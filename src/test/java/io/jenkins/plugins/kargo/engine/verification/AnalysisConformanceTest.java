package io.jenkins.plugins.kargo.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Metric;
import io.jenkins.plugins.kargo.engine.model.GoDurations;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Assessment and schedule; the conditions are in {@link ConditionConformanceTest}. */
class AnalysisConformanceTest {
    private static final Set<String> FUNCTIONS = Set.of(
            "assessMetricStatus",
            "assessMetricFailureInconclusiveOrError",
            "assessRunStatus",
            "calculateNextReconcileTime");
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TestFactory
    Stream<DynamicTest> everyCase() {
        return Conformance.cases("analysis-metrics.json")
                .filter(node -> FUNCTIONS.contains(node.path("fn").asText()))
                .map(node -> DynamicTest.dynamicTest(
                        node.path("fn").asText() + ' ' + node.path("src").asText(), () -> check(node)));
    }

    private static void check(JsonNode node) throws AnalysisException {
        switch (node.path("fn").asText()) {
            case "assessMetricStatus" ->
                assertThat(MetricAssessment.assess(
                                metric(node.path("metric")),
                                result(node.path("result")),
                                node.path("terminating").asBoolean()))
                        .isEqualTo(phase(node));
            case "assessMetricFailureInconclusiveOrError" ->
                assertThat(MetricAssessment.excess(metric(node.path("metric")), result(node.path("result"))))
                        .isEqualTo(new MetricAssessment.Excess(
                                phase(node), node.path("message").asText()));
            case "assessRunStatus" -> {
                List<MetricSpec> metrics = metrics(node);
                AnalysisRun run = RunAssessment.assess(run(node), metrics);
                assertThat(run.phase()).isEqualTo(phase(node));
                assertThat(run.message()).isEqualTo(node.path("message").asText());
                JsonNode summary = node.path("dryRunSummary");
                if (summary.isObject()) {
                    assertThat(RunSummary.of(run, metrics, true))
                            .isEqualTo(new RunSummary(
                                    summary.path("count").asInt(),
                                    summary.path("successful").asInt(),
                                    summary.path("failed").asInt(),
                                    summary.path("inconclusive").asInt(),
                                    summary.path("error").asInt()));
                }
            }
            default -> {
                Optional<Instant> next = MetricSchedule.next(run(node), metrics(node), NOW);
                Instant expected = time(node.path("next"));
                if (expected == null) {
                    assertThat(next).isEmpty();
                } else {
                    assertThat(next)
                            .hasValueSatisfying(
                                    time -> assertThat(time).isCloseTo(expected, within(1, ChronoUnit.SECONDS)));
                }
            }
        }
    }

    private static VerificationPhase phase(JsonNode node) {
        return VerificationPhase.valueOf(node.path("phase").asText("Running"));
    }

    private static List<MetricSpec> metrics(JsonNode node) throws AnalysisException {
        List<MetricSpec> metrics = new ArrayList<>();
        for (JsonNode metric : node.path("run").path("spec").path("metrics")) {
            metrics.add(metric(metric));
        }
        return metrics;
    }

    private static MetricSpec metric(JsonNode node) throws AnalysisException {
        Map<String, String> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            boolean readable = !field.getKey().equals("initialDelay")
                    || !field.getValue().asText().startsWith("not-valid");
            if (field.getValue().isValueNode() && readable) {
                fields.put(field.getKey(), field.getValue().asText());
            }
        });
        // Upstream assesses metrics that its own validation refuses, such as a count below the failure limit.
        Metric metric = new Metric(node.path("name").asText("metric"), fields, "web", Map.of());
        return MetricSpec.read(metric);
    }

    private static AnalysisRun run(JsonNode node) {
        JsonNode status = node.path("run").path("status");
        List<MetricResult> results = new ArrayList<>();
        status.path("metricResults").forEach(result -> results.add(result(result)));
        List<String> dryRun = new ArrayList<>();
        node.path("dryRunMetrics").properties().forEach(entry -> {
            if (entry.getValue().asBoolean()) {
                dryRun.add(entry.getKey());
            }
        });
        return new AnalysisRun(
                List.of(),
                List.of(),
                dryRun,
                Map.of(),
                VerificationPhase.Running,
                "",
                time(status.path("startedAt")),
                results);
    }

    private static MetricResult result(JsonNode node) {
        List<Measurement> measurements = new ArrayList<>();
        node.path("measurements").forEach(one -> measurements.add(measurement(one)));
        return new MetricResult(
                node.path("name").asText(),
                phase(node),
                node.path("message").asText(),
                node.path("dryRun").asBoolean(),
                node.path("count").asInt(),
                node.path("successful").asInt(),
                node.path("failed").asInt(),
                node.path("inconclusive").asInt(),
                node.path("error").asInt(),
                node.path("consecutiveError").asInt(),
                node.path("consecutiveSuccess").asInt(),
                measurements);
    }

    private static Measurement measurement(JsonNode node) {
        Instant start = time(node.path("startedAt"));
        return new Measurement(
                phase(node),
                node.path("message").asText(),
                start == null ? NOW : start,
                time(node.path("finishedAt")),
                node.path("value").asText(),
                Map.of(),
                time(node.path("resumeAt")));
    }

    private static Instant time(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        String text = node.path("$now").asText();
        boolean negative = text.startsWith("-");
        Duration offset = GoDurations.parseGo(negative ? text.substring(1) : text);
        return negative ? NOW.minus(offset) : NOW.plus(offset);
    }
}
