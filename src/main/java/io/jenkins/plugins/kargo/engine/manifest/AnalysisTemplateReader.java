package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Argument;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads AnalysisTemplates and ClusterAnalysisTemplates of Argo Rollouts. */
final class AnalysisTemplateReader {
    private AnalysisTemplateReader() {}

    static void read(Document document, Loading loading) {
        loading.declare(document);
        AnalysisTemplateShape.SHAPE.check(document.body(), "", document.problems());
        Mapping spec = document.spec();
        if (spec.has("templates")) {
            document.problems()
                    .warning(
                            spec.keyAt("templates"),
                            "spec.templates",
                            "Kargo does not read templates of templates; name them all in the stage's verification");
        }
        if (document.problems().hasErrors()) {
            return;
        }
        List<Mapping> metrics = spec.maps("metrics");
        for (int i = 0; i < metrics.size(); i++) {
            checkProvider(metrics.get(i).map("provider"), "spec.metrics[" + i + "].provider.", document, loading);
        }
        Map<String, AnalysisTemplate> templates = document.kind().equals(Kinds.ANALYSIS_TEMPLATE)
                ? loading.analysisTemplates
                : loading.clusterAnalysisTemplates;
        Map<String, String> retention = new LinkedHashMap<>();
        spec.maps("measurementRetention")
                .forEach(entry -> retention.put(entry.text("metricName"), asWritten(entry, "limit")));
        templates.put(
                document.name(),
                new AnalysisTemplate(
                        document.kind(),
                        document.metadata(),
                        spec.maps("args").stream()
                                .map(AnalysisTemplateReader::argument)
                                .toList(),
                        spec.maps("metrics").stream()
                                .map(AnalysisTemplateReader::metric)
                                .toList(),
                        spec.maps("dryRun").stream()
                                .map(entry -> entry.text("metricName"))
                                .toList(),
                        retention));
    }

    /** Not an error: what delivers works without, and only a verification that needs it cannot succeed. */
    private static void checkProvider(Mapping provider, String path, Document document, Loading loading) {
        String name = provider.members().keySet().iterator().next();
        if (loading.capabilities.metrics().contains(name)) {
            return;
        }
        String instead = name.equals("job")
                ? "Run the job's container in a Pipeline instead: annotate the stage with"
                        + " kargo.jenkins.io/verification: pipeline and write kargoVerify { … } in the Jenkinsfile"
                : "Ask the service's HTTP API with the provider web, or verify in a Pipeline (annotation"
                        + " kargo.jenkins.io/verification: pipeline)";
        document.problems()
                .warning(
                        provider.keyAt(name),
                        path + name,
                        "a verification with this metric ends in Error, because nothing here measures with \"" + name
                                + "\"; there is: " + String.join(", ", new TreeSet<>(loading.capabilities.metrics()))
                                + ". " + instead);
    }

    private static Argument argument(Mapping argument) {
        return new Argument(
                argument.text("name"),
                argument.has("value") ? argument.text("value") : null,
                argument.map("valueFrom").plain());
    }

    private static Metric metric(Mapping metric) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : AnalysisTemplateShape.METRIC_FIELDS) {
            if (metric.has(field)) {
                fields.put(field, asWritten(metric, field));
            }
        }
        Mapping provider = metric.map("provider");
        List<String> names = List.copyOf(provider.members().keySet());
        return new Metric(
                metric.text("name"),
                fields,
                names.get(0),
                provider.map(names.get(0)).plain());
    }

    private static String asWritten(Mapping holder, String field) {
        return String.valueOf(holder.members().get(field).plain());
    }
}
