package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy.LabelExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads ProjectConfigs, and of ClusterConfigs, which say the same for all projects, what a project can have itself. */
final class ProjectConfigReader {
    private static final Fields SELECTOR =
            CommonShapes.LABEL_SELECTOR.optional("name", Shape.text(Formats::namePattern));

    static final Shape POLICIES = Shape.listOf(Fields.none()
            .optional("stage", CommonShapes.NAME)
            .optional("stageSelector", SELECTOR)
            .optional("autoPromotionEnabled", Shape.FLAG)
            .optional(
                    "autoRollback",
                    Fields.none()
                            .optional("onVerification", Shape.listOf(Shape.oneOf("Failed", "Error")))
                            .optional("onPromotion", Shape.listOf(Shape.oneOf("Failed", "Errored"))))
            .and(ProjectConfigReader::checkPolicy));

    private static final Shape LINKS = Shape.listOf(Fields.none()
            .required("title", CommonShapes.NON_EMPTY)
            .required("url", CommonShapes.NON_EMPTY)
            .optional("description", Shape.TEXT)
            .optional("if", Shape.TEXT));

    private static final Shape WINDOWS = Shape.listOf(Fields.none()
            .required("name", CommonShapes.NAME)
            .required("kind", Shape.oneOf("Allow", "Deny"))
            .optional("stageSelector", SELECTOR)
            .optional("projectSelector", SELECTOR)
            .optional("rrule", Shape.TEXT)
            .optional("dtstart", Shape.TEXT)
            .optional("dtend", Shape.TEXT));

    private static final Fields COMMON = Fields.none()
            .optional("webhookReceivers", Shape.listOf(WebhookReceiverShape.SHAPE))
            .optional("freightLinks", LINKS)
            .optional("stageLinks", LINKS)
            .optional("promotionWindows", WINDOWS);

    private static final Shape PROJECT_CONFIG =
            CommonShapes.resource().optional("spec", COMMON.optional("promotionPolicies", POLICIES));

    private static final Shape CLUSTER_CONFIG = CommonShapes.resource()
            .optional(
                    "spec",
                    COMMON.optional(
                            "gitClient",
                            Fields.none()
                                    .required("name", CommonShapes.NON_EMPTY)
                                    .required("email", CommonShapes.NON_EMPTY)
                                    .optional("signingKeySecret", Fields.none().optional("name", Shape.TEXT))));

    private static final String NOT_USED = "is correct, but not used by this version";
    private static final List<String> NOT_READ = List.of("freightLinks", "stageLinks");

    /** What takes the place of the fields of a ClusterConfig that are not read. */
    private static final Map<String, String> IN_JENKINS = Map.of(
            "gitClient",
            "is not read: the author of commits is set in Manage Jenkins » System » Kargo (gitAuthorName, gitAuthorEmail),"
                    + " and the key that signs them is a credential bound to git-signing://",
            "promotionWindows",
            "are not read, so they hold nothing back: write them into the ProjectConfig of each project that they are for",
            "freightLinks",
            NOT_USED,
            "stageLinks",
            NOT_USED);

    private ProjectConfigReader() {}

    static void read(Document document, Loading loading) {
        loading.declare(document);
        loading.project(document, document.name(), document.nameAt(), "metadata.name");
        PROJECT_CONFIG.check(document.body(), "", document.problems());
        if (document.problems().hasErrors()) {
            return;
        }
        warnOfWhatIsNotRead(document);
        loading.promotionPolicies.addAll(policies(document.spec()));
        loading.promotionWindows.addAll(PromotionWindowReader.read(document));
        loading.webhookReceivers.addAll(WebhookReceiverReader.read(document));
        noteStages(document, loading);
    }

    /** Its receivers serve all projects of a Kargo installation; here every project has its own secrets. */
    static void readCluster(Document document, Loading loading) {
        CLUSTER_CONFIG.check(document.body(), "", document.problems());
        if (document.problems().hasErrors()) {
            return;
        }
        Mapping spec = document.spec();
        if (!spec.maps("webhookReceivers").isEmpty()) {
            document.problems()
                    .warning(
                            spec.keyAt("webhookReceivers"),
                            "spec.webhookReceivers",
                            "these receivers are read as this project's own: they refresh its warehouses only, and their"
                                    + " secrets are bound to the project; write them into a ProjectConfig");
            loading.webhookReceivers.addAll(WebhookReceiverReader.read(document));
        }
        for (String field : spec.members().keySet()) {
            String instead = IN_JENKINS.get(field);
            if (instead != null) {
                document.problems().warning(spec.keyAt(field), "spec." + field, instead);
            }
        }
        if (spec.members().isEmpty()) {
            document.problems()
                    .warning(
                            document.body().at("kind"),
                            "kind",
                            "this ClusterConfig says nothing; only webhookReceivers would be read, what else is for all"
                                    + " projects is set in Jenkins' own configuration");
        }
    }

    private static void warnOfWhatIsNotRead(Document document) {
        Mapping spec = document.spec();
        for (String field : NOT_READ) {
            if (spec.has(field)) {
                document.problems().warning(spec.keyAt(field), "spec." + field, NOT_USED);
            }
        }
        List<Mapping> policies = spec.maps("promotionPolicies");
        for (int i = 0; i < policies.size(); i++) {
            if (policies.get(i).has("autoRollback")) {
                document.problems()
                        .warning(
                                policies.get(i).keyAt("autoRollback"),
                                "spec.promotionPolicies[" + i + "].autoRollback",
                                NOT_USED);
            }
        }
    }

    private static void checkPolicy(Value value, String path, Problems problems) {
        if (value instanceof Mapping policy && policy.has("stage") == policy.has("stageSelector")) {
            problems.error(
                    policy.at(),
                    path,
                    "must have either stage or stageSelector; found " + (policy.has("stage") ? "both" : "neither"));
        }
    }

    static List<PromotionPolicy> policies(Mapping spec) {
        return spec.maps("promotionPolicies").stream()
                .map(policy -> {
                    Mapping selector = policy.map("stageSelector");
                    Map<String, String> labels = new LinkedHashMap<>(selector.textMap("matchLabels"));
                    return new PromotionPolicy(
                            policy.has("stage") ? policy.text("stage") : selector.text("name"),
                            labels,
                            expressions(selector),
                            policy.flag("autoPromotionEnabled", false));
                })
                .toList();
    }

    static List<LabelExpression> expressions(Mapping selector) {
        return selector.maps("matchExpressions").stream()
                .map(e -> new LabelExpression(e.text("key"), e.text("operator"), e.texts("values")))
                .toList();
    }

    /** Stages that a policy names but nobody declares are warned of, since the policy then does nothing. */
    static void noteStages(Document document, Loading loading) {
        List<Mapping> policies = document.spec().maps("promotionPolicies");
        for (int i = 0; i < policies.size(); i++) {
            String stage = policies.get(i).text("stage");
            if (!stage.isEmpty()) {
                loading.policyStages.add(new Reference(
                        Kinds.STAGE,
                        stage,
                        "this policy",
                        policies.get(i).at("stage"),
                        "spec.promotionPolicies[" + i + "].stage",
                        document.problems()));
            }
        }
    }
}
