package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.AvailabilityStrategy;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.SelectionPolicy;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.Sources;
import io.jenkins.plugins.kargo.engine.model.GoDurations;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.QueuePolicy;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Variable;
import io.jenkins.plugins.kargo.engine.model.Verification;
import io.jenkins.plugins.kargo.engine.model.Verification.TemplateReference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads Stages. */
final class StageReader {
    private static final Shape VERIFICATION = Fields.none()
            .optional(
                    "analysisTemplates",
                    Shape.listOf(Fields.none()
                            .required("name", CommonShapes.NON_EMPTY)
                            .optional("kind", Shape.oneOf(Kinds.ANALYSIS_TEMPLATE, Kinds.CLUSTER_ANALYSIS_TEMPLATE))))
            .optional(
                    "analysisRunMetadata",
                    Fields.none()
                            .optional("labels", CommonShapes.TEXT_MAP)
                            .optional("annotations", CommonShapes.TEXT_MAP))
            .optional(
                    "args",
                    Shape.listOf(Fields.none()
                            .required("name", CommonShapes.NON_EMPTY)
                            .required("value", Shape.TEXT)));

    private static final Shape SHAPE = CommonShapes.resource()
            .required(
                    "spec",
                    Fields.none()
                            .optional("shard", Shape.TEXT)
                            .optional("vars", CommonShapes.VARIABLES)
                            .required("requestedFreight", FreightRequestShape.LIST)
                            .optional(
                                    "promotionTemplate",
                                    Fields.none()
                                            .required(
                                                    "spec",
                                                    Fields.none()
                                                            .optional("vars", CommonShapes.VARIABLES)
                                                            .optional("steps", StepShape.OF_TEMPLATES))
                                            .hint("steps", "steps stand in promotionTemplate.spec"))
                            .optional("verification", VERIFICATION)
                            .optional("targets", Shape.ANY)
                            .hint(
                                    "subscriptions",
                                    "it was removed from Kargo; write requestedFreight with the Warehouse as origin"));

    private StageReader() {}

    static void read(Document written, Loading loading) {
        Document document = written.with(loading.stageSubscriptions.translate(written));
        document = document.with(LegacyMechanisms.translate(document, loading));
        document = document.with(LegacySteps.translate(
                document.body(), List.of("spec", "promotionTemplate", "spec"), "outputs", document.problems()));
        loading.declare(document);
        SHAPE.check(document.body(), "", document.problems());
        checkAnnotations(document);
        if (document.spec().has("targets")) {
            document.problems()
                    .warning(
                            document.spec().keyAt("targets"),
                            "spec.targets",
                            "targets are a feature of Kargo's enterprise edition and are not read");
        }
        note(document, loading);
        if (!document.problems().hasErrors()) {
            loading.stages.put(document.name(), stage(document));
            loading.stageDocuments.put(document.name(), document);
            OriginSelectors.note(document, loading);
        }
    }

    private static void checkAnnotations(Document document) {
        checkAnnotation(document, Stage.VERIFICATION_ANNOTATION, List.of(Stage.PIPELINE_VERIFICATION));
        List<String> policies =
                Arrays.stream(QueuePolicy.values()).map(QueuePolicy::text).toList();
        checkAnnotation(document, Stage.QUEUE_ANNOTATION, policies);
    }

    private static void checkAnnotation(Document document, String name, List<String> allowed) {
        Mapping annotations = document.body().map("metadata").map("annotations");
        if (annotations.has(name) && !allowed.contains(annotations.text(name))) {
            document.problems()
                    .error(
                            annotations.at(name),
                            Fields.join("metadata.annotations", name),
                            Wording.allowed(allowed) + "; found "
                                    + Wording.found(annotations.members().get(name)));
        }
    }

    /** Notes what other resources the stage names. */
    private static void note(Document document, Loading loading) {
        String from = "stage " + document.name();
        List<Mapping> requests = document.spec().maps("requestedFreight");
        for (int i = 0; i < requests.size(); i++) {
            String path = "spec.requestedFreight[" + i + ']';
            Mapping origin = requests.get(i).map("origin");
            if (!OriginSelectors.isSelector(origin)) {
                refer(loading, document, Kinds.WAREHOUSE, origin.members().get("name"), path + ".origin.name", from);
            }
            List<Value> upstreams = requests.get(i).map("sources").list("stages");
            for (int j = 0; j < upstreams.size(); j++) {
                refer(loading, document, Kinds.STAGE, upstreams.get(j), path + ".sources.stages[" + j + ']', from);
            }
        }
        List<Mapping> templates = document.spec().map("verification").maps("analysisTemplates");
        for (int i = 0; i < templates.size(); i++) {
            Mapping template = templates.get(i);
            refer(
                    loading,
                    document,
                    templateKind(template),
                    template.members().get("name"),
                    "spec.verification.analysisTemplates[" + i + "].name",
                    from);
        }
        StepShape.checkNames(
                document.spec().map("promotionTemplate").map("spec").maps("steps"),
                "spec.promotionTemplate.spec.steps",
                from,
                document,
                loading);
    }

    private static void refer(Loading loading, Document document, String kind, Value name, String path, String from) {
        if (name != null && name.plain() instanceof String text && !text.isEmpty()) {
            loading.references.add(new Reference(kind, text, from, name.at(), path, document.problems()));
        }
    }

    private static Stage stage(Document document) {
        Mapping spec = document.spec();
        Mapping template = spec.map("promotionTemplate").map("spec");
        return new Stage(
                metadata(document),
                StepReader.variables(spec),
                spec.maps("requestedFreight").stream().map(StageReader::request).toList(),
                StepReader.variables(template),
                StepReader.steps(template),
                spec.has("verification") ? verification(spec.map("verification")) : null);
    }

    /** The shard is a label, too, as in Kargo. */
    private static Metadata metadata(Document document) {
        Metadata written = document.metadata();
        String shard = document.spec().text("shard");
        Map<String, String> labels = new LinkedHashMap<>(written.labels());
        labels.remove(Stage.SHARD_LABEL);
        if (!shard.isEmpty()) {
            labels.put(Stage.SHARD_LABEL, shard);
        }
        return new Metadata(written.name(), labels, written.annotations());
    }

    private static FreightRequest request(Mapping request) {
        Mapping origin = request.map("origin");
        Mapping sources = request.map("sources");
        return new FreightRequest(
                new FreightOrigin(origin.text("kind"), origin.text("name")),
                new Sources(
                        sources.flag("direct", false),
                        sources.texts("stages"),
                        GoDurations.findKargo(sources.text("requiredSoakTime")).orElse(null),
                        sources.text("availabilityStrategy").equals("All")
                                ? AvailabilityStrategy.All
                                : AvailabilityStrategy.OneOf,
                        FreightRequestShape.matchesUpstream(sources)
                                ? SelectionPolicy.MatchUpstream
                                : SelectionPolicy.NewestFreight));
    }

    private static Verification verification(Mapping verification) {
        Mapping metadata = verification.map("analysisRunMetadata");
        return new Verification(
                verification.maps("analysisTemplates").stream()
                        .map(template -> new TemplateReference(template.text("name"), templateKind(template)))
                        .toList(),
                metadata.textMap("labels"),
                metadata.textMap("annotations"),
                verification.maps("args").stream()
                        .map(arg -> new Variable(arg.text("name"), arg.text("value")))
                        .toList());
    }

    private static String templateKind(Mapping template) {
        return template.text("kind").isEmpty() ? Kinds.ANALYSIS_TEMPLATE : template.text("kind");
    }
}
