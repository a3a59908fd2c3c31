package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.AutoPromotion;
import io.jenkins.plugins.kargo.engine.freight.FreightWithStatus;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Reads from the store which Freight a stage would get next by Kargo's rules of auto-promotion. Thread-safe; blocks. */
public final class PromotionCandidates {
    /** Older Freight of an origin is no candidate any more, and older promotions of a stage do not count. */
    private static final int RECENT = 100;

    private final KargoStore store;
    private final Clock clock;

    public PromotionCandidates(@NonNull KargoStore store, @NonNull Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param waits why it is not promoted by itself now, in words; empty when it may be */
    public record Candidate(
            @NonNull Freight freight, @NonNull String waits) {}

    /** One for each origin that has one, in the order in which the stage requests them. */
    @NonNull
    public List<Candidate> of(@NonNull ProjectKey project, @NonNull Stage stage) {
        List<FreightWithStatus> known = new ArrayList<>();
        for (FreightRequest request : stage.requestedFreight()) {
            store.freight().list(project, request.origin(), null, RECENT).stream()
                    .map(stored -> new FreightWithStatus(stored.freight(), stored.status()))
                    .forEach(known::add);
        }
        StageHistoryEntry held = store.promotions().current(project).get(stage.name());
        List<Promotion> promotions = store.promotions().list(project, stage.name(), null, RECENT);
        List<PromotionHold> holds = store.holds().list(project);
        return AutoPromotion.candidates(stage, AutoPromotion.selectable(stage, known, clock.instant()))
                .values()
                .stream()
                .map(freight -> new Candidate(
                        freight, waits(freight, stage, held == null ? null : held.collection(), promotions, holds)))
                .toList();
    }

    private static String waits(
            Freight freight,
            Stage stage,
            FreightCollection held,
            List<Promotion> promotions,
            List<PromotionHold> holds) {
        List<Promotion> ofFreight = promotions.stream()
                .filter(promotion -> promotion.freight().equals(freight.name()))
                .toList();
        return AutoPromotion.heldBack(holds, stage, freight.origin())
                .or(() -> AutoPromotion.reasonToWait(freight, held, ofFreight))
                .orElse("");
    }
}
