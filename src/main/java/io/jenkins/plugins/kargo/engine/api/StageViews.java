package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.Availability;
import io.jenkins.plugins.kargo.engine.freight.FreightAvailability;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Stages and warehouses as the API shows them. Pure. */
final class StageViews {
    private StageViews() {}

    /**
     * What is known of one stage.
     *
     * @param held what it holds, null when nothing
     * @param latest its newest promotion, null when none; {@code queued} counts those that wait behind it
     */
    record Facts(
            @CheckForNull StageHistoryEntry held,
            @CheckForNull Promotion latest,
            @CheckForNull Views.ApprovalState approval,
            @CheckForNull VerificationRecord verification,
            int queued) {}

    @NonNull
    static Views.StageSummary summary(Stage stage, Facts facts) {
        String freight = facts.held() == null
                ? ""
                : facts.held().collection().items().values().stream()
                        .map(Freight::alias)
                        .collect(Collectors.joining(", "));
        return new Views.StageSummary(stage.name(), phase(stage, facts), color(stage), freight);
    }

    @NonNull
    static Views.Stage of(Stage stage, Facts facts) {
        Map<String, Views.Held> holds = new LinkedHashMap<>();
        if (facts.held() != null) {
            Instant since = facts.held().since();
            facts.held()
                    .collection()
                    .items()
                    .values()
                    .forEach(freight ->
                            holds.put(freight.origin().name(), new Views.Held(freight.name(), freight.alias(), since)));
        }
        return new Views.Stage(
                stage.name(),
                color(stage),
                phase(stage, facts),
                stage.isControlFlow(),
                stage.requestedFreight().stream()
                        .map(request -> new Views.SourceOfFreight(
                                request.origin().name(),
                                request.sources().direct(),
                                request.sources().stages()))
                        .toList(),
                holds,
                facts.latest() == null ? null : PromotionViews.summary(facts.latest(), facts.approval()),
                facts.queued(),
                facts.verification() == null ? null : PromotionViews.verification(facts.verification()));
    }

    @NonNull
    static Views.HistoryEntry history(StageHistoryEntry entry) {
        return new Views.HistoryEntry(
                entry.collection().items().values().stream()
                        .map(freight -> new Views.FreightName(freight.name(), freight.alias()))
                        .toList(),
                entry.promotion(),
                entry.since());
    }

    @NonNull
    static Views.Candidate candidate(Stage stage, StoredFreight stored, Instant now) {
        Availability availability = FreightAvailability.of(stage, stored.freight(), stored.status(), now);
        return new Views.Candidate(
                stored.freight().name(), stored.freight().alias(), availability.isAvailable(), availability.reason());
    }

    @NonNull
    static List<Views.Warehouse> warehouses(Configuration configuration) {
        return configuration.warehouses().values().stream()
                .map(StageViews::warehouse)
                .toList();
    }

    private static Views.Warehouse warehouse(Warehouse warehouse) {
        return new Views.Warehouse(
                warehouse.name(),
                warehouse.freightCreationPolicy().name(),
                warehouse.subscriptions().stream().map(StageViews::subscription).toList());
    }

    private static Views.Subscription subscription(Subscription subscription) {
        if (subscription instanceof Subscription.Git git) {
            return new Views.Subscription("git", git.name(), git.repoURL(), "");
        }
        if (subscription instanceof Subscription.Image image) {
            return new Views.Subscription("image", image.name(), image.repoURL(), "");
        }
        if (subscription instanceof Subscription.Chart chart) {
            return new Views.Subscription("chart", chart.name(), chart.repoURL(), chart.chartName());
        }
        return new Views.Subscription("generic", subscription.name(), subscription.describe(), "");
    }

    private static StagePhase phase(Stage stage, Facts facts) {
        boolean holds =
                facts.held() != null && !facts.held().collection().items().isEmpty();
        return StagePhase.of(stage, facts.latest(), facts.verification(), holds);
    }

    @CheckForNull
    private static String color(Stage stage) {
        return stage.metadata().annotations().get(Stage.COLOR_ANNOTATION);
    }
}
