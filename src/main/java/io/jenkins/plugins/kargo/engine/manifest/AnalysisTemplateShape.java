package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.manifest.Value.Sequence;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of an AnalysisTemplate, and the rules by which Argo Rollouts accepts its metrics. */
final class AnalysisTemplateShape {
    static final List<String> METRIC_FIELDS = List.of(
            "interval",
            "initialDelay",
            "count",
            "successCondition",
            "failureCondition",
            "failureLimit",
            "inconclusiveLimit",
            "consecutiveErrorLimit",
            "consecutiveSuccessLimit");

    private static final List<String> PROVIDERS = List.of(
            "web",
            "job",
            "prometheus",
            "kayenta",
            "datadog",
            "wavefront",
            "newRelic",
            "cloudWatch",
            "graphite",
            "influxdb",
            "skywalking",
            "plugin");

    private static final Shape AUTHENTICATION = Fields.none()
            .optional("basicAuth", Shape.MAPPING)
            .optional("oauth2", Shape.MAPPING)
            .optional("sigv4", Shape.MAPPING);

    private static final Shape WEB = Fields.none()
            .required("url", CommonShapes.NON_EMPTY)
            .optional("method", Shape.oneOf("GET", "POST", "PUT"))
            .optional(
                    "headers",
                    Shape.listOf(Fields.none()
                            .required("key", CommonShapes.NON_EMPTY)
                            .required("value", Shape.TEXT)))
            .optional("body", Shape.TEXT)
            .optional("jsonBody", Shape.MAPPING)
            .optional("jsonPath", Shape.TEXT)
            .optional("timeoutSeconds", Shape.whole(0, Integer.MAX_VALUE))
            .optional("insecure", Shape.FLAG)
            .optional("authentication", AUTHENTICATION);

    private static final Shape ARGUMENT = Fields.none()
            .required("name", CommonShapes.NON_EMPTY)
            .optional("value", Shape.TEXT)
            .optional(
                    "valueFrom",
                    Fields.none()
                            .optional(
                                    "secretKeyRef",
                                    Fields.none()
                                            .required("name", CommonShapes.NON_EMPTY)
                                            .required("key", CommonShapes.NON_EMPTY))
                            .optional("fieldRef", Fields.none().required("fieldPath", CommonShapes.NON_EMPTY)));

    static final Shape SHAPE = CommonShapes.resource()
            .required(
                    "spec",
                    Fields.none()
                            .optional("args", Shape.listOf(ARGUMENT))
                            .required("metrics", Shape.nonEmptyListOf(metric()).and(AnalysisTemplateShape::checkNames))
                            .optional(
                                    "dryRun",
                                    Shape.listOf(Fields.none().required("metricName", CommonShapes.NON_EMPTY)))
                            .optional(
                                    "measurementRetention",
                                    Shape.listOf(Fields.none()
                                            .required("metricName", CommonShapes.NON_EMPTY)
                                            .required("limit", Shape.whole(1, Integer.MAX_VALUE))))
                            .optional("templates", Shape.ANY));

    private AnalysisTemplateShape() {}

    private static Shape metric() {
        Fields provider = Fields.none();
        for (String name : PROVIDERS) {
            provider = provider.optional(name, name.equals("web") ? WEB : Shape.MAPPING);
        }
        return Fields.none()
                .required("name", CommonShapes.NON_EMPTY)
                .required("provider", provider.and(AnalysisTemplateShape::checkProvider))
                .optional("interval", Shape.text(AnalysisTemplateShape::durationOrPlaceholder))
                .optional("initialDelay", Shape.text(AnalysisTemplateShape::durationOrPlaceholder))
                .optional("successCondition", Shape.TEXT)
                .optional("failureCondition", Shape.TEXT)
                .optional("count", Shape.WHOLE_OR_TEXT)
                .optional("failureLimit", Shape.WHOLE_OR_TEXT)
                .optional("inconclusiveLimit", Shape.WHOLE_OR_TEXT)
                .optional("consecutiveErrorLimit", Shape.WHOLE_OR_TEXT)
                .optional("consecutiveSuccessLimit", Shape.WHOLE_OR_TEXT)
                .and(AnalysisTemplateShape::checkInterval);
    }

    private static Optional<String> durationOrPlaceholder(String text) {
        return text.contains("{{") ? Optional.empty() : Formats.goDuration(text);
    }

    private static void checkProvider(Value value, String path, Problems problems) {
        if (value instanceof Mapping provider && provider.members().size() != 1) {
            problems.error(
                    provider.at(),
                    path,
                    "must have exactly one of " + String.join(", ", PROVIDERS) + "; found "
                            + (provider.members().isEmpty()
                                    ? "none"
                                    : String.join(" and ", provider.members().keySet())));
        }
    }

    private static void checkInterval(Value value, String path, Problems problems) {
        if (value instanceof Mapping metric && metric.whole("count", 0) > 1 && !metric.has("interval")) {
            problems.error(metric.at("count"), path + ".count", "several measurements need an interval between them");
        }
    }

    private static void checkNames(Value value, String path, Problems problems) {
        if (!(value instanceof Sequence metrics)) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < metrics.items().size(); i++) {
            if (metrics.items().get(i) instanceof Mapping metric
                    && !metric.text("name").isEmpty()
                    && !names.add(metric.text("name"))) {
                problems.error(
                        metric.at("name"),
                        path + '[' + i + "].name",
                        "another metric is called " + metric.text("name") + " already; choose another name");
            }
        }
    }
}
