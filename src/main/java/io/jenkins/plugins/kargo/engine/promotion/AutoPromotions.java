package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.AutoPromotion;
import io.jenkins.plugins.kargo.engine.freight.FreightWithStatus;
import io.jenkins.plugins.kargo.engine.freight.StageGraph;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.verification.ControlFlow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Kargo promotes by itself at this moment: for every stage whose policy enables it, upstream first, the Freight that
 * each origin would give it, and what is in the way. Safe for many threads; blocks on the store.
 */
public final class AutoPromotions {
    /** So much of an origin's newest Freight is looked at, and as many of a stage's newest promotions. */
    private static final int RECENT = 100;

    private final KargoStore store;
    private final Clock clock;

    public AutoPromotions(@NonNull KargoStore store, @NonNull Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Freight that auto-promotion would bring to a stage.
     *
     * @param obstacle why it is left alone now, in words, empty when it is due
     */
    public record Candidate(
            @NonNull String stage,
            @NonNull Freight freight,
            @NonNull String obstacle) {
        public boolean isDue() {
            return obstacle.isEmpty();
        }
    }

    /**
     * @param trusted whether the configuration may leave anything in the store: then Freight passes control-flow stages
     *     first, and stages whose auto-promotion is switched off lose their holds
     */
    @NonNull
    public List<Candidate> candidates(
            @NonNull ProjectKey project, @NonNull Configuration configuration, boolean trusted) {
        if (trusted) {
            passControlFlow(project, configuration);
            forgetHolds(project, configuration);
        }
        Map<FreightOrigin, List<FreightWithStatus>> known = new HashMap<>();
        Map<String, StageHistoryEntry> held = store.promotions().current(project);
        List<PromotionHold> holds = store.holds().list(project);
        List<Candidate> candidates = new ArrayList<>();
        for (String name : StageGraph.of(configuration.stages().values()).inOrder()) {
            Stage stage = configuration.stage(name).orElseThrow();
            if (!isEnabled(configuration, stage)) {
                continue;
            }
            for (Freight freight : candidates(project, stage, known).values()) {
                candidates.add(candidate(project, stage, freight, holds, held));
            }
        }
        return candidates;
    }

    /** The candidates of one stage, whether or not its auto-promotion is switched on. */
    @NonNull
    public List<Candidate> candidates(@NonNull ProjectKey project, @NonNull Stage stage) {
        Map<String, StageHistoryEntry> held = store.promotions().current(project);
        List<PromotionHold> holds = store.holds().list(project);
        return candidates(project, stage, new HashMap<>()).values().stream()
                .map(freight -> candidate(project, stage, freight, holds, held))
                .toList();
    }

    private Candidate candidate(
            ProjectKey project,
            Stage stage,
            Freight freight,
            List<PromotionHold> holds,
            Map<String, StageHistoryEntry> held) {
        String obstacle = AutoPromotion.heldBack(holds, stage, freight.origin())
                .or(() -> obstacle(project, stage, freight, held))
                .orElse("");
        return new Candidate(stage.name(), freight, obstacle);
    }

    static boolean isEnabled(Configuration configuration, Stage stage) {
        return !stage.isControlFlow() && AutoPromotion.isEnabled(configuration.promotionPolicies(), stage.metadata());
    }

    /** Why the candidate is left alone, decided inside the transaction that would promote it. */
    Optional<String> obstacle(ProjectKey project, Stage stage, Freight freight) {
        return AutoPromotion.heldBack(store.holds().list(project), stage, freight.origin())
                .or(() -> obstacle(project, stage, freight, store.promotions().current(project)));
    }

    /**
     * Records what somebody chose for a stage that is promoted to automatically: anything but the candidate holds the
     * origin there, the candidate lets it go on.
     */
    void chosen(Promotion promotion, Configuration configuration, Freight freight) {
        Stage stage = configuration.stage(promotion.stage()).orElseThrow();
        if (!isEnabled(configuration, stage)) {
            return;
        }
        Freight candidate = candidates(promotion.project(), stage, new HashMap<>())
                .get(freight.origin().toString());
        boolean hold = candidate != null && !candidate.name().equals(freight.name());
        String origin = freight.origin().toString();
        if (hold) {
            store.holds()
                    .put(new PromotionHold(
                            promotion.project(),
                            promotion.stage(),
                            origin,
                            promotion.actor(),
                            reason(promotion.name()),
                            promotion.createdAt()));
        } else {
            store.holds().remove(promotion.project(), promotion.stage(), origin);
        }
    }

    /** What an aborted promotion held goes on again. */
    static void aborted(KargoStore store, Promotion promotion) {
        for (PromotionHold hold : store.holds().list(promotion.project())) {
            if (hold.stage().equals(promotion.stage()) && hold.reason().equals(reason(promotion.name()))) {
                store.holds().remove(promotion.project(), promotion.stage(), hold.origin());
            }
        }
    }

    private static String reason(String promotion) {
        return "chosen by promotion " + promotion;
    }

    private Map<String, Freight> candidates(
            ProjectKey project, Stage stage, Map<FreightOrigin, List<FreightWithStatus>> known) {
        List<FreightWithStatus> freight = new ArrayList<>();
        for (FreightRequest request : stage.requestedFreight()) {
            freight.addAll(known.computeIfAbsent(request.origin(), origin -> newest(project, origin)));
        }
        return AutoPromotion.candidates(stage, AutoPromotion.selectable(stage, freight, clock.instant()));
    }

    private List<FreightWithStatus> newest(ProjectKey project, FreightOrigin origin) {
        return store.freight().list(project, origin, null, RECENT).stream()
                .map(stored -> new FreightWithStatus(stored.freight(), stored.status()))
                .toList();
    }

    private Optional<String> obstacle(
            ProjectKey project, Stage stage, Freight freight, Map<String, StageHistoryEntry> held) {
        StageHistoryEntry holds = held.get(stage.name());
        List<Promotion> ofFreight = store.promotions().list(project, stage.name(), null, RECENT).stream()
                .filter(promotion -> promotion.freight().equals(freight.name()))
                .toList();
        return AutoPromotion.reasonToWait(freight, holds == null ? null : holds.collection(), ofFreight);
    }

    private void passControlFlow(ProjectKey project, Configuration configuration) {
        if (configuration.stages().values().stream().noneMatch(Stage::isControlFlow)) {
            return;
        }
        for (String warehouse : configuration.warehouses().keySet()) {
            for (StoredFreight stored :
                    store.freight().list(project, FreightOrigin.warehouse(warehouse), null, RECENT)) {
                ControlFlow.pass(store, project, configuration, stored.freight().name(), clock.instant());
            }
        }
    }

    private void forgetHolds(ProjectKey project, Configuration configuration) {
        for (PromotionHold hold : store.holds().list(project)) {
            boolean counts = configuration
                    .stage(hold.stage())
                    .filter(stage -> isEnabled(configuration, stage))
                    .filter(stage -> hold.origin().isEmpty()
                            || stage.request(FreightOrigin.parse(hold.origin())).isPresent())
                    .isPresent();
            if (!counts) {
                store.holds().remove(project, hold.stage(), hold.origin());
            }
        }
    }
}
