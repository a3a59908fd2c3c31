package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.HealthStore.Watched;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the store knows of stages: of one, or of all of a project with as many queries as for one. */
final class StageFacts {
    private final KargoStore store;
    private final ApprovalStates approvals;
    private final Clock clock;

    StageFacts(KargoStore store, ApprovalStates approvals, Clock clock) {
        this.store = store;
        this.approvals = approvals;
        this.clock = clock;
    }

    /** What the stage holds now. */
    @NonNull
    Optional<StageHistoryEntry> held(ProjectKey project, String stage) {
        return store.promotions().history(project, stage, 1).stream().findFirst();
    }

    @NonNull
    StageViews.Facts of(ProjectKey project, Configuration configuration, Stage stage, Caller caller) {
        String name = stage.name();
        return facts(
                configuration,
                new WindowStates(configuration, clock.instant()),
                stage,
                caller,
                held(project, name).orElse(null),
                store.promotions().queue(project, name),
                store.promotions().list(project, name, null, 1).stream()
                        .findFirst()
                        .orElse(null),
                store.verifications().list(project, name, null, 1).stream()
                        .findFirst()
                        .orElse(null),
                watched(project).get(name),
                store.holds().list(project));
    }

    /** By the name of each declared stage. */
    @NonNull
    Map<String, StageViews.Facts> all(ProjectKey project, Configuration configuration, Caller caller) {
        Map<String, StageHistoryEntry> held = store.promotions().current(project);
        Map<String, Promotion> latest = store.promotions().latest(project);
        Map<String, VerificationRecord> verifications = store.verifications().latest(project);
        Map<String, List<Promotion>> unfinished = store.promotions().unfinished().stream()
                .filter(promotion -> promotion.project().equals(project))
                .collect(Collectors.groupingBy(Promotion::stage));
        Map<String, Watched> watched = watched(project);
        List<PromotionHold> holds = store.holds().list(project);
        WindowStates windows = new WindowStates(configuration, clock.instant());
        Map<String, StageViews.Facts> facts = new HashMap<>();
        configuration
                .stages()
                .forEach((name, stage) -> facts.put(
                        name,
                        facts(
                                configuration,
                                windows,
                                stage,
                                caller,
                                held.get(name),
                                unfinished.getOrDefault(name, List.of()),
                                latest.get(name),
                                verifications.get(name),
                                watched.get(name),
                                holds)));
        return facts;
    }

    private StageViews.Facts facts(
            Configuration configuration,
            WindowStates windows,
            Stage stage,
            Caller caller,
            @CheckForNull StageHistoryEntry held,
            List<Promotion> queue,
            @CheckForNull Promotion latest,
            @CheckForNull VerificationRecord verification,
            @CheckForNull Watched watched,
            List<PromotionHold> holds) {
        Promotion shown = shown(queue, latest);
        return new StageViews.Facts(
                held,
                shown,
                shown == null ? null : approvals.of(shown, caller),
                verification,
                watched,
                Math.max(0, queue.size() - 1),
                StageViews.autoPromotion(configuration, stage, holds),
                windows.of(stage));
    }

    private Map<String, Watched> watched(ProjectKey project) {
        return store.health().watched(project).stream().collect(Collectors.toMap(Watched::stage, Function.identity()));
    }

    /** The one that runs, before one that waits behind it. */
    @CheckForNull
    private static Promotion shown(List<Promotion> queue, @CheckForNull Promotion latest) {
        return queue.stream()
                .min((one, other) -> one.phase() != other.phase()
                        ? other.phase().compareTo(one.phase())
                        : one.name().compareTo(other.name()))
                .orElse(latest);
    }
}
