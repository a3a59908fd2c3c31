package io.jenkins.plugins.kargo.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Argument;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Metric;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.Verification;
import io.jenkins.plugins.kargo.engine.model.Verification.TemplateReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalysisPlanTest {
    private final Map<String, AnalysisTemplate> own = new LinkedHashMap<>();
    private final Map<String, AnalysisTemplate> shared = new LinkedHashMap<>();
    private final List<TemplateReference> references = new ArrayList<>();

    private AnalysisPlanTest template(String name, List<Argument> args, String... metrics) {
        return template(own, "AnalysisTemplate", name, args, List.of(), Map.of(), metrics);
    }

    private AnalysisPlanTest template(
            Map<String, AnalysisTemplate> templates,
            String kind,
            String name,
            List<Argument> args,
            List<String> dryRun,
            Map<String, String> retention,
            String... metrics) {
        List<Metric> list = List.of(metrics).stream()
                .map(metric -> new Metric(metric, Map.of(), "web", Map.of()))
                .toList();
        templates.put(name, new AnalysisTemplate(kind, Metadata.named(name), args, list, dryRun, retention));
        references.add(new TemplateReference(name, kind));
        return this;
    }

    private static Argument arg(String name, String value) {
        return new Argument(name, value, Map.of());
    }

    private AnalysisRun make(Map<String, String> stageArgs) throws AnalysisException {
        Configuration configuration =
                new Configuration(null, Map.of(), Map.of(), Map.of(), Map.of(), own, shared, List.of(), Map.of());
        return AnalysisPlan.make(configuration, new Verification(references, Map.of(), Map.of(), List.of()), stageArgs);
    }

    private void assertFails(String words) {
        assertThatThrownBy(() -> make(Map.of()))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(words);
    }

    @Test
    void theProjectsTemplatesComeBeforeTheSharedOnes() throws AnalysisException {
        template(shared, "ClusterAnalysisTemplate", "all", List.of(), List.of(), Map.of(), "latency");
        template("own", List.of(), "errors");
        assertThat(make(Map.of()).metrics()).extracting(Metric::name).containsExactly("errors", "latency");
    }

    @Test
    void theStagesArgumentsWinAndOnlyDeclaredOnesCount() throws AnalysisException {
        template("a", List.of(arg("url", null), arg("limit", "5")), "m");
        assertThat(make(Map.of("url", "https://x", "other", "y")).args())
                .containsExactly(arg("url", "https://x"), arg("limit", "5"));
    }

    @Test
    void theFirstValueOfAnArgumentCountsAndTwoDifferentOnesAreAnError() throws AnalysisException {
        template("a", List.of(arg("url", null)), "m1");
        template("b", List.of(arg("url", "https://x")), "m2");
        template("c", List.of(arg("url", "https://x")), "m3");
        assertThat(make(Map.of()).args()).containsExactly(arg("url", "https://x"));
        template("d", List.of(arg("url", "https://y")), "m4");
        assertFails("args.url has different values in two templates");
    }

    @Test
    void whatDoesNotFitTogetherIsNamed() {
        assertFails("no metrics");
        template("a", List.of(), "m");
        template("b", List.of(), "m");
        assertFails("two metrics have the name \"m\"");
    }

    @Test
    void aMissingTemplateIsNamed() {
        references.add(new TemplateReference("nope", "AnalysisTemplate"));
        assertFails("AnalysisTemplate \"nope\" not found; there are: none");
    }

    @Test
    void dryRunAndRetentionNameMetricsByRegularExpression() throws AnalysisException {
        template(own, "AnalysisTemplate", "a", List.of(), List.of("^err"), Map.of(".*", "3"), "errors", "latency");
        AnalysisRun run = make(Map.of());
        assertThat(run.dryRun()).containsExactly("errors");
        assertThat(run.retained("latency")).isEqualTo(3);
        template(own, "AnalysisTemplate", "b", List.of(), List.of("nothing"), Map.of(), "m");
        assertFails("dryRun: \"nothing\" matches no metric");
    }
}
