package io.jenkins.plugins.kargo.engine.manifest;

import static io.jenkins.plugins.kargo.engine.manifest.Manifests.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskAndAnalysisReaderTest {
    private static final String TASK = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: %s
            metadata: {name: t}
            spec:
              vars: [{name: given, value: x}, {name: required}, {name: blank, value: ''}]
              steps: [%s]
            """;

    private static final String TEMPLATE = """
            apiVersion: argoproj.io/v1alpha1
            kind: %s
            metadata: {name: smoke}
            spec:
            """;

    private static List<String> errorsOf(String manifest) {
        return load(manifest).errors().stream().map(ManifestProblem::toString).toList();
    }

    @Test
    void aTasksVariableWithoutValueIsRequired() {
        LoadedManifests loaded = load(TASK.formatted("PromotionTask", "{uses: copy}"));
        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.configuration().promotionTasks().get("t").vars())
                .containsExactly(
                        new Variable("given", "x"), new Variable("required", null), new Variable("blank", null));
    }

    @Test
    void clusterTasksAreApartFromTheProjects() {
        LoadedManifests loaded = load(
                TASK.formatted("PromotionTask", "{uses: copy}"),
                TASK.formatted("ClusterPromotionTask", "{uses: copy}"));
        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.configuration().promotionTasks()).containsOnlyKeys("t");
        assertThat(loaded.configuration().clusterPromotionTasks()).containsOnlyKeys("t");
    }

    @Test
    void aTaskRunsStepsOnly() {
        assertThat(errorsOf(TASK.formatted("PromotionTask", "{task: {name: t}}, {as: b}")))
                .satisfiesExactly(
                        e -> assertThat(e).contains("spec.steps[0].task: a task cannot run another task"),
                        e -> assertThat(e).contains("spec.steps[1]: lacks the required field uses"));
        assertThat(errorsOf(TASK.formatted("PromotionTask", "")))
                .singleElement()
                .asString()
                .contains("at least one item");
    }

    @Test
    void anAnalysisTemplateIsReadAsWritten() {
        LoadedManifests loaded = load(TEMPLATE.formatted("ClusterAnalysisTemplate") + """
                  args:
                  - {name: url, value: http://x}
                  - {name: needed}
                  - {name: token, valueFrom: {secretKeyRef: {name: s, key: k}}}
                  metrics:
                  - name: web
                    count: "{{ args.count }}"
                    interval: 30s
                    failureLimit: 3
                    successCondition: result == true
                    provider:
                      web: {url: "{{args.url}}", jsonPath: "{$.ok}", timeoutSeconds: 5, headers: [{key: a, value: b}]}
                  - name: job
                    provider: {job: {metadata: null, spec: {backoffLimit: 1}}}
                  dryRun: [{metricName: web}]
                  measurementRetention: [{metricName: web, limit: 20}]
                """);
        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.configuration().clusterAnalysisTemplates().get("smoke"))
                .usingRecursiveComparison()
                .isEqualTo(new AnalysisTemplate(
                        "ClusterAnalysisTemplate",
                        Metadata.named("smoke"),
                        List.of(
                                new AnalysisTemplate.Argument("url", "http://x", Map.of()),
                                new AnalysisTemplate.Argument("needed", null, Map.of()),
                                new AnalysisTemplate.Argument(
                                        "token", null, Map.of("secretKeyRef", Map.of("name", "s", "key", "k")))),
                        List.of(
                                new AnalysisTemplate.Metric(
                                        "web",
                                        Map.of(
                                                "interval",
                                                "30s",
                                                "count",
                                                "{{ args.count }}",
                                                "successCondition",
                                                "result == true",
                                                "failureLimit",
                                                "3"),
                                        "web",
                                        Map.of(
                                                "url",
                                                "{{args.url}}",
                                                "jsonPath",
                                                "{$.ok}",
                                                "timeoutSeconds",
                                                5L,
                                                "headers",
                                                List.of(Map.of("key", "a", "value", "b")))),
                                new AnalysisTemplate.Metric("job", Map.of(), "job", jobConfig())),
                        List.of("web"),
                        Map.of("web", "20")));
    }

    private static Map<String, Object> jobConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("metadata", null);
        config.put("spec", Map.of("backoffLimit", 1L));
        return config;
    }

    /** Otherwise it would be known when a verification ends in Error only. */
    @Test
    void whatNothingHereMeasuresIsSaidAtItsLineWithWhatToDoInstead() {
        LoadedManifests loaded = load("""
                apiVersion: argoproj.io/v1alpha1
                kind: AnalysisTemplate
                metadata: {name: smoke}
                spec:
                  metrics:
                  - name: answers
                    provider:
                      web: {url: https://test.example.com}
                  - name: tests
                    provider:
                      job: {spec: {}}
                  - name: errors
                    provider:
                      prometheus: {address: https://prometheus.example.com, query: up}
                """);
        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.warnings())
                .extracting(ManifestProblem::line, ManifestProblem::path)
                .containsExactly(
                        tuple(11, "spec.metrics[1].provider.job"), tuple(14, "spec.metrics[2].provider.prometheus"));
        assertThat(loaded.warnings().get(0).message())
                .isEqualTo("a verification with this metric ends in Error, because nothing here measures with \"job\";"
                        + " there is: web. Run the job's container in a Pipeline instead: annotate the stage with"
                        + " kargo.jenkins.io/verification: pipeline and write kargoVerify { … } in the Jenkinsfile");
        assertThat(loaded.warnings().get(1).message()).contains("Ask the service's HTTP API with the provider web");
    }

    @Test
    void metricsMustBeSound() {
        List<String> errors = errorsOf(TEMPLATE.formatted("AnalysisTemplate") + """
                  metrics:
                  - {name: a, provider: {}}
                  - {name: a, provider: {web: {url: x}, job: {}}}
                  - {name: b, provider: {wep: {url: x}}}
                  - {name: c, count: 3, provider: {web: {urll: x}}}
                  - {name: d, interval: often, provider: {job: {}}}
                """);
        assertThat(String.join("\n", errors))
                .contains(
                        "metrics[0].provider: must have exactly one",
                        "metrics[1].name: another metric is called a already",
                        "metrics[1].provider: must have exactly one",
                        "metrics[2].provider.wep: there is no such field; did you mean web?",
                        "metrics[3].provider.web: lacks the required field url",
                        "metrics[3].provider.web.urll: there is no such field; did you mean url?",
                        "metrics[3].count: several measurements need an interval",
                        "metrics[4].interval: must be a duration");
        assertThat(errors).hasSize(8);
    }
}
