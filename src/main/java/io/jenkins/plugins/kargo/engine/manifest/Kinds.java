package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.manifest.Value.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What is done with a document by its apiVersion and kind. */
final class Kinds {
    static final String KARGO = "kargo.akuity.io";
    static final String ENTERPRISE = "ee.kargo.akuity.io";
    static final String ARGO = "argoproj.io";
    static final String WAREHOUSE = "Warehouse";
    static final String STAGE = "Stage";
    static final String PROJECT_CONFIG = "ProjectConfig";
    static final String PROMOTION_TASK = "PromotionTask";
    static final String CLUSTER_PROMOTION_TASK = "ClusterPromotionTask";
    static final String ANALYSIS_TEMPLATE = "AnalysisTemplate";
    static final String CLUSTER_ANALYSIS_TEMPLATE = "ClusterAnalysisTemplate";
    static final String CUSTOM_STEP = "CustomPromotionStep";

    private static final Set<String> WITHOUT_NAMESPACE = Set.of(CLUSTER_PROMOTION_TASK, CLUSTER_ANALYSIS_TEMPLATE);
    private static final Set<String> ENTERPRISE_KINDS =
            Set.of("MessageChannel", "ClusterMessageChannel", "EventRouter", CUSTOM_STEP);
    private static final Map<String, BiConsumer<Document, Loading>> KARGO_KINDS = new TreeMap<>();

    static {
        KARGO_KINDS.put("Project", ProjectReader::read);
        KARGO_KINDS.put(PROJECT_CONFIG, ProjectConfigReader::read);
        KARGO_KINDS.put("ClusterConfig", ProjectConfigReader::readCluster);
        KARGO_KINDS.put(WAREHOUSE, WarehouseReader::read);
        KARGO_KINDS.put(STAGE, StageReader::read);
        KARGO_KINDS.put(PROMOTION_TASK, TaskReader::read);
        KARGO_KINDS.put(CLUSTER_PROMOTION_TASK, TaskReader::read);
        KARGO_KINDS.put("Freight", FreightReader::read);
        KARGO_KINDS.put(
                "Promotion", (document, loading) -> ignored(document, "promotions are started by builds and people"));
        KARGO_KINDS.put("PromotionRequest", (document, loading) -> enterprise(document));
        KARGO_KINDS.put("Target", (document, loading) -> enterprise(document));
    }

    private Kinds() {}

    /** The documents that a list holds, or the document itself. */
    static List<Document> unfold(Value value, Problems problems, String file) {
        List<Document> documents = new ArrayList<>();
        if (!(value instanceof Mapping body)) {
            problems.error(
                    value.at(),
                    "",
                    "a document must be a mapping with apiVersion, kind and metadata; found " + Wording.found(value));
        } else if (body.text("kind").equals("List") && body.text("apiVersion").equals("v1")) {
            body.list("items").forEach(item -> documents.addAll(unfold(item, problems, file)));
        } else {
            documents.add(new Document(body, new Problems(file)));
        }
        return documents;
    }

    static void read(Document document, Loading loading) {
        if (document.apiVersion().isEmpty() || document.kind().isEmpty()) {
            document.problems()
                    .error(
                            document.body().at(),
                            "",
                            "lacks " + (document.apiVersion().isEmpty() ? "apiVersion" : "kind")
                                    + "; a resource of Kargo begins with apiVersion: " + KARGO + "/v1alpha1 and kind");
            return;
        }
        switch (document.group()) {
            case KARGO -> readKargo(document, loading);
            case ENTERPRISE -> readEnterprise(document);
            case ARGO -> readArgo(document, loading);
            case "" -> readCore(document, loading);
            default -> foreign(document);
        }
    }

    private static void readKargo(Document document, Loading loading) {
        BiConsumer<Document, Loading> reader = KARGO_KINDS.get(document.kind());
        if (reader == null) {
            document.problems()
                    .error(
                            document.body().at("kind"),
                            "kind",
                            "Kargo has no kind " + Wording.quoted(document.kind())
                                    + Wording.didYouMean(document.kind(), KARGO_KINDS.keySet()) + " ("
                                    + Wording.allowed(KARGO_KINDS.keySet()) + ')');
            return;
        }
        checkVersion(document);
        reader.accept(document, loading);
        noteProject(document, loading);
    }

    private static void checkVersion(Document document) {
        if (!document.apiVersion().endsWith("/v1alpha1")) {
            document.problems()
                    .error(
                            document.body().at("apiVersion"),
                            "apiVersion",
                            "must be " + document.group() + "/v1alpha1; found "
                                    + Wording.quoted(document.apiVersion()));
        }
    }

    private static void noteProject(Document document, Loading loading) {
        Mapping metadata = document.body().map("metadata");
        String namespace = metadata.text("namespace");
        if (!namespace.isEmpty() && !WITHOUT_NAMESPACE.contains(document.kind())) {
            loading.project(document, namespace, metadata.at("namespace"), "metadata.namespace");
        }
    }

    private static void readEnterprise(Document document) {
        if (ENTERPRISE_KINDS.contains(document.kind())) {
            enterprise(document);
        } else {
            document.problems()
                    .error(
                            document.body().at("kind"),
                            "kind",
                            "Kargo's enterprise edition has no kind " + Wording.quoted(document.kind())
                                    + Wording.didYouMean(document.kind(), ENTERPRISE_KINDS));
        }
    }

    private static void readArgo(Document document, Loading loading) {
        switch (document.kind()) {
            case ANALYSIS_TEMPLATE, CLUSTER_ANALYSIS_TEMPLATE -> {
                checkVersion(document);
                AnalysisTemplateReader.read(document, loading);
                noteProject(document, loading);
            }
            case "AnalysisRun" -> ignored(document, "analysis runs are started by verifications");
            default -> foreign(document);
        }
    }

    private static void readCore(Document document, Loading loading) {
        switch (document.kind()) {
            case "ConfigMap" -> ConfigMapReader.read(document, loading);
            case "Secret" -> secret(document);
            default -> foreign(document);
        }
    }

    private static void secret(Document document) {
        String type = document.body().map("metadata").map("labels").text("kargo.akuity.io/cred-type");
        String instead =
                switch (type.toLowerCase(Locale.ROOT)) {
                    case "git", "helm", "image" ->
                        "create a credential in Jenkins (username and password, or an SSH key) and bind it to the URL of the "
                                + "repository";
                    default -> "create a credential in Jenkins (secret text) and bind it";
                };
        document.problems()
                .warning(
                        document.body().at("kind"),
                        "kind",
                        "a Secret is never read or stored; " + instead + ", then remove it from the repository");
    }

    private static void ignored(Document document, String because) {
        document.problems()
                .warning(document.body().at("kind"), "kind", "a " + document.kind() + " is not read: " + because);
    }

    private static void enterprise(Document document) {
        document.problems()
                .warning(
                        document.body().at("kind"),
                        "kind",
                        "a " + document.kind() + " is for Kargo's enterprise edition and is not read by this version");
    }

    private static void foreign(Document document) {
        document.problems()
                .warning(
                        document.body().at("kind"),
                        "kind",
                        document.kind() + " of " + document.apiVersion()
                                + " is none of Kargo's kinds and is not read; keep it elsewhere");
    }
}
