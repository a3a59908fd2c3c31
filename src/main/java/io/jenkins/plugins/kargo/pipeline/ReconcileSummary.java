package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a script gets from {@code kargoReconcile}. */
final class ReconcileSummary {
    private ReconcileSummary() {}

    /**
     * @param warehouses one Map for each warehouse
     * @param obstacles by stage, why it did not get what it could have got
     */
    @NonNull
    static LinkedHashMap<String, Object> of(
            @NonNull ProjectKey project,
            @NonNull Configuration configuration,
            @NonNull List<LinkedHashMap<String, Object>> warehouses,
            @NonNull List<Lane> lanes,
            @NonNull Map<String, String> obstacles,
            boolean preview) {
        LinkedHashMap<String, Object> summary = new LinkedHashMap<>();
        summary.put("project", project.path());
        summary.put("preview", preview);
        summary.put("warehouses", new ArrayList<>(warehouses));
        ArrayList<Object> promotions = new ArrayList<>();
        for (Lane lane : lanes) {
            promotions.add(promotion(lane, preview));
        }
        summary.put("promotions", promotions);
        summary.put("stages", stages(project, configuration, obstacles));
        return summary;
    }

    private static LinkedHashMap<String, Object> promotion(Lane lane, boolean preview) {
        PromotionScope scope = lane.scope();
        Optional<Promotion> promotion = KargoRuntime.get().promotions().find(scope.project(), scope.promotion());
        LinkedHashMap<String, Object> result = promotion
                .map(found -> PromotionResult.of(
                        found,
                        preview,
                        KargoRuntime.get()
                                .promotions()
                                .diffs(scope.project(), found.name())
                                .values()))
                .orElseGet(() -> PromotionResult.skipped(lane.stage(), lane.failure()));
        result.put("message", lane.failure());
        result.put(
                "verification",
                verification(lane).map(record -> record.phase().name()).orElse(""));
        return result;
    }

    /** The newest verification of what the lane's promotion brought, empty when there is none. */
    @NonNull
    static Optional<VerificationRecord> verification(@NonNull Lane lane) {
        PromotionScope scope = lane.scope();
        return KargoRuntime.get()
                .store()
                .verifications()
                .list(scope.project(), lane.stage(), scope.promotion(), 1)
                .stream()
                .findFirst();
    }

    private static LinkedHashMap<String, Object> stages(
            ProjectKey project, Configuration configuration, Map<String, String> obstacles) {
        Map<String, StageHistoryEntry> held =
                KargoRuntime.get().store().promotions().current(project);
        LinkedHashMap<String, Object> stages = new LinkedHashMap<>();
        for (Stage stage : configuration.stages().values()) {
            if (!stage.isControlFlow()) {
                LinkedHashMap<String, Object> one = new LinkedHashMap<>();
                ArrayList<Object> freight = new ArrayList<>();
                if (held.containsKey(stage.name())) {
                    for (Freight piece :
                            held.get(stage.name()).collection().items().values()) {
                        freight.add(piece.alias().isEmpty() ? piece.name() : piece.alias());
                    }
                }
                one.put("freight", freight);
                one.put("reason", obstacles.getOrDefault(stage.name(), ""));
                stages.put(stage.name(), one);
            }
        }
        return stages;
    }
}
