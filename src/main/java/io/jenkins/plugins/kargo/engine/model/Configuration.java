package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the manifests of one project declare; maps are keyed by resource name and keep file order.
 *
 * @param project the name that the manifests give, null when no Project resource and no namespace is there
 * @param configMaps data of the ConfigMaps, for {@code configMap(name)}
 */
public record Configuration(
        @CheckForNull String project,
        @NonNull Map<String, Warehouse> warehouses,
        @NonNull Map<String, Stage> stages,
        @NonNull Map<String, PromotionTask> promotionTasks,
        @NonNull Map<String, PromotionTask> clusterPromotionTasks,
        @NonNull Map<String, AnalysisTemplate> analysisTemplates,
        @NonNull Map<String, AnalysisTemplate> clusterAnalysisTemplates,
        @NonNull List<PromotionPolicy> promotionPolicies,
        @NonNull Map<String, Map<String, String>> configMaps,
        @NonNull List<WebhookReceiver> webhookReceivers,
        @NonNull List<PromotionWindow> promotionWindows) {
    public static final Configuration EMPTY =
            new Configuration(null, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of(), Map.of());

    public Configuration {
        warehouses = Values.map(warehouses);
        stages = Values.map(stages);
        promotionTasks = Values.map(promotionTasks);
        clusterPromotionTasks = Values.map(clusterPromotionTasks);
        analysisTemplates = Values.map(analysisTemplates);
        clusterAnalysisTemplates = Values.map(clusterAnalysisTemplates);
        promotionPolicies = Values.list(promotionPolicies);
        configMaps = Values.map(configMaps);
        webhookReceivers = Values.list(webhookReceivers);
        promotionWindows = Values.list(promotionWindows);
    }

    /** Without webhook receivers and promotion windows. */
    public Configuration(
            @CheckForNull String project,
            @NonNull Map<String, Warehouse> warehouses,
            @NonNull Map<String, Stage> stages,
            @NonNull Map<String, PromotionTask> promotionTasks,
            @NonNull Map<String, PromotionTask> clusterPromotionTasks,
            @NonNull Map<String, AnalysisTemplate> analysisTemplates,
            @NonNull Map<String, AnalysisTemplate> clusterAnalysisTemplates,
            @NonNull List<PromotionPolicy> promotionPolicies,
            @NonNull Map<String, Map<String, String>> configMaps) {
        this(
                project,
                warehouses,
                stages,
                promotionTasks,
                clusterPromotionTasks,
                analysisTemplates,
                clusterAnalysisTemplates,
                promotionPolicies,
                configMaps,
                List.of(),
                List.of());
    }

    @NonNull
    public Optional<Stage> stage(@NonNull String name) {
        return Optional.ofNullable(stages.get(name));
    }

    @NonNull
    public Optional<Warehouse> warehouse(@NonNull String name) {
        return Optional.ofNullable(warehouses.get(name));
    }
}
