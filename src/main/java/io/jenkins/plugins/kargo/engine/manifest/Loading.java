package io.jenkins.plugins.kargo.engine.manifest;

import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import io.jenkins.plugins.kargo.engine.model.PromotionTask;
import io.jenkins.plugins.kargo.engine.model.PromotionWindow;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the documents read so far declare and name. Mutable, for one load. */
final class Loading {
    final Capabilities capabilities;
    /** Normalised URLs of the git repositories to which Warehouses subscribe. */
    final Set<String> subscribedRepositories;
    /** Steps that the files themselves define, which only Kargo's enterprise edition runs. */
    final Set<String> enterpriseSteps;
    /** Where stages of old manifests get their Freight from. */
    final LegacyStageSubscriptions stageSubscriptions;

    final Map<String, Warehouse> warehouses = new LinkedHashMap<>();
    final Map<String, Stage> stages = new LinkedHashMap<>();
    final Map<String, PromotionTask> promotionTasks = new LinkedHashMap<>();
    final Map<String, PromotionTask> clusterPromotionTasks = new LinkedHashMap<>();
    final Map<String, AnalysisTemplate> analysisTemplates = new LinkedHashMap<>();
    final Map<String, AnalysisTemplate> clusterAnalysisTemplates = new LinkedHashMap<>();
    final List<PromotionPolicy> promotionPolicies = new ArrayList<>();
    final List<PromotionWindow> promotionWindows = new ArrayList<>();
    final Map<String, Map<String, String>> configMaps = new LinkedHashMap<>();
    final List<WebhookReceiver> webhookReceivers = new ArrayList<>();
    final List<Reference> references = new ArrayList<>();
    /** Stages that promotion policies name. */
    final List<Reference> policyStages = new ArrayList<>();
    /** The documents of the stages, to point at in messages about all of them. */
    final Map<String, Document> stageDocuments = new LinkedHashMap<>();

    /** Origins of requests that select Warehouses instead of naming one. */
    final List<OriginSelectors.Selector> originSelectors = new ArrayList<>();
    /** Of stages with such origins: which entry of the document each request comes from. */
    final Map<String, List<Integer>> requestPlaces = new LinkedHashMap<>();

    private final Map<String, Map<String, Document>> declared = new LinkedHashMap<>();
    private Document namesProject;
    private String project;

    Loading(
            Capabilities capabilities,
            Set<String> subscribedRepositories,
            Set<String> enterpriseSteps,
            LegacyStageSubscriptions stageSubscriptions) {
        this.capabilities = capabilities;
        this.subscribedRepositories = subscribedRepositories;
        this.enterpriseSteps = enterpriseSteps;
        this.stageSubscriptions = stageSubscriptions;
    }

    /** Notes that the resource is there, even when it has errors; the second of a name is an error. */
    void declare(Document document) {
        String name = document.name();
        if (name.isEmpty()) {
            return;
        }
        Formats.name(name)
                .ifPresent(wanted -> document.problems()
                        .error(
                                document.nameAt(),
                                "metadata.name",
                                "must be " + wanted + "; found " + Wording.quoted(name)));
        Document first = declared.computeIfAbsent(document.kind(), kind -> new LinkedHashMap<>())
                .putIfAbsent(name, document);
        if (first != null) {
            document.problems()
                    .error(
                            document.nameAt(),
                            "metadata.name",
                            "there are two of " + document.kind() + ' ' + name + ", the first in "
                                    + first.problems().file() + ':'
                                    + first.nameAt().line() + "; rename or remove one");
        }
    }

    Set<String> declared(String kind) {
        return declared.getOrDefault(kind, Map.of()).keySet();
    }

    /** Notes the project to which the document says it belongs; all must say the same. */
    void project(Document document, String name, Position at, String path) {
        if (project == null) {
            project = name;
            namesProject = document;
        } else if (!project.equals(name)) {
            document.problems()
                    .error(
                            at,
                            path,
                            "belongs to the project " + name + ", but " + namesProject.kind() + ' '
                                    + namesProject.name()
                                    + " in " + namesProject.problems().file() + " belongs to " + project
                                    + "; the manifests of one project only can be read together");
        }
    }

    Optional<String> project() {
        return Optional.ofNullable(project);
    }

    Configuration configuration() {
        return new Configuration(
                project,
                warehouses,
                stages,
                promotionTasks,
                clusterPromotionTasks,
                analysisTemplates,
                clusterAnalysisTemplates,
                promotionPolicies,
                configMaps,
                webhookReceivers,
                promotionWindows);
    }
}
