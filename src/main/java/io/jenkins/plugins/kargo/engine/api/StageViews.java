package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.AutoPromotion;
import io.jenkins.plugins.kargo.engine.freight.Availability;
import io.jenkins.plugins.kargo.engine.freight.FreightAvailability;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import io.jenkins.plugins.kargo.engine.store.HealthStore.Watched;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Stages as the API shows them. Pure. */
final class StageViews {
    private StageViews() {}

    /**
     * What is known of one stage.
     *
     * @param held what it holds, null when nothing
     * @param latest its newest promotion, null when none; {@code queued} counts those that wait behind it
     * @param watched what is known of its health, null when steps registered nothing to be watched
     */
    record Facts(
            @CheckForNull StageHistoryEntry held,
            @CheckForNull Promotion latest,
            @CheckForNull Views.ApprovalState approval,
            @CheckForNull VerificationRecord verification,
            @CheckForNull Watched watched,
            int queued,
            Views.AutoPromotion autoPromotion,
            @CheckForNull Views.Window window) {}

    @NonNull
    static Views.StageSummary summary(Stage stage, Facts facts) {
        String freight = facts.held() == null
                ? ""
                : facts.held().collection().items().values().stream()
                        .map(Freight::alias)
                        .collect(Collectors.joining(", "));
        Views.Health health = HealthViews.of(facts.held(), facts.latest(), facts.watched());
        return new Views.StageSummary(
                stage.name(), phase(stage, facts), color(stage), freight, health == null ? null : health.status());
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
                facts.verification() == null ? null : PromotionViews.verification(facts.verification()),
                HealthViews.of(facts.held(), facts.latest(), facts.watched()),
                facts.autoPromotion(),
                facts.window());
    }

    @NonNull
    static Views.AutoPromotion autoPromotion(
            Configuration configuration, Stage stage, Collection<PromotionHold> holds) {
        return new Views.AutoPromotion(
                AutoPromotion.isEnabled(configuration.promotionPolicies(), stage.metadata()),
                holds.stream()
                        .filter(hold -> hold.stage().equals(stage.name()))
                        .map(hold -> new Views.Hold(
                                hold.origin().isEmpty()
                                        ? ""
                                        : FreightOrigin.parse(hold.origin()).name(),
                                hold.actor(),
                                hold.reason(),
                                hold.at()))
                        .toList());
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

    /** @param held names of what the stage holds; @param next names of what auto-promotion would promote */
    @NonNull
    static Views.Candidate candidate(
            Stage stage, StoredFreight stored, Set<String> held, Set<String> next, Instant now) {
        Freight freight = stored.freight();
        Availability availability = FreightAvailability.of(stage, freight, stored.status(), now);
        return new Views.Candidate(
                freight.name(),
                freight.alias(),
                availability.isAvailable(),
                availability.reason(),
                freight.origin().name(),
                freight.discoveredAt(),
                FreightViews.from(availability),
                held.contains(freight.name()),
                next.contains(freight.name()));
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
