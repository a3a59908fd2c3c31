package io.jenkins.plugins.kargo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromotionResultTest {
    private static final Freight FREIGHT = new Freight(
            "f00d",
            "brave-otter",
            FreightOrigin.warehouse("w"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Instant.EPOCH);

    @Test
    void aScriptGetsOutputsByAliasAndTheCommitThatWasPushed() {
        Map<String, StepRecord> records = new LinkedHashMap<>();
        records.put("commit", record("commit", "git-commit", Map.of("commit", "c1")));
        records.put("push", record("push", "git-push", Map.of("commit", "c2", "branch", "stage/test")));
        records.put("clear", record("clear", "git-clear", null));

        assertThat(PromotionResult.of(promotion(PromotionPhase.Succeeded, "", records), false, List.of()))
                .containsEntry("promotion", "test.1.f00d")
                .containsEntry("phase", "Succeeded")
                .containsEntry("stage", "test")
                .containsEntry("freight", "f00d")
                .containsEntry("alias", "brave-otter")
                .containsEntry("commit", "c2")
                .containsEntry(
                        "outputs",
                        Map.of(
                                "commit",
                                Map.of("commit", "c1"),
                                "push",
                                Map.of("commit", "c2", "branch", "stage/test")));
    }

    @Test
    void whatChangedIsSummedUp() {
        RenderedDiff diff = new RenderedDiff(
                "c1",
                new ArrayList<>(),
                3,
                5,
                2,
                new ArrayList<>(List.of(new RenderedDiff.ResourceChange(
                        RenderedDiff.Change.Added, "apps", "Deployment", "shop", "cart", new ArrayList<>()))),
                0,
                "");

        assertThat(PromotionResult.of(promotion(PromotionPhase.Succeeded, "", Map.of()), true, List.of(diff, diff))
                        .get("changes"))
                .isInstanceOfSatisfying(Map.class, changes -> {
                    assertThat(changes.get("files")).isEqualTo(6);
                    assertThat(changes.get("added")).isEqualTo(10);
                    assertThat(changes.get("resources").toString()).contains("change=Added", "name=cart");
                });
    }

    @Test
    void withoutAPushTheCommitThatWasMadeCounts() {
        Map<String, StepRecord> records = Map.of("commit", record("commit", "git-commit", Map.of("commit", "c1")));

        assertThat(PromotionResult.of(promotion(PromotionPhase.Succeeded, "", records), false, List.of()))
                .containsEntry("commit", "c1");
        assertThat(PromotionResult.of(promotion(PromotionPhase.Succeeded, "", Map.of()), true, List.of()))
                .containsEntry("commit", "")
                .containsEntry("preview", true);
    }

    @Test
    void aFailureIsOneSentence() {
        assertThat(PromotionResult.failure(promotion(PromotionPhase.Failed, "step \"push\" was rejected", Map.of())))
                .isEqualTo("Promotion test.1.f00d to stage test ended Failed: step \"push\" was rejected");
        assertThat(PromotionResult.failure(promotion(PromotionPhase.Aborted, "", Map.of())))
                .isEqualTo("Promotion test.1.f00d to stage test ended Aborted");
    }

    @Test
    void theBlockKnowsItsPromotionByItsEnvironment() {
        assertThat(PromotionEnvironment.of(promotion(PromotionPhase.Running, "", Map.of()), "gitops"))
                .containsEntry("KARGO_PROJECT", "shop/guestbook")
                .containsEntry("KARGO_STAGE", "test")
                .containsEntry("KARGO_PROMOTION", "test.1.f00d")
                .containsEntry("KARGO_FREIGHT", "f00d")
                .containsEntry("KARGO_FREIGHT_ALIAS", "brave-otter")
                .containsEntry("KARGO_AGENT_LABEL", "gitops");
    }

    @Test
    void aHandlersArgumentsAreVariables() {
        Map<String, Object> with = new LinkedHashMap<>();
        with.put("file", "out/RELEASE");
        with.put("max-size", 7);
        with.put("none", null);
        with.put("list", List.of("a"));

        assertThat(PromotionEnvironment.ofArguments(with))
                .containsExactly(
                        Map.entry("KARGO_WITH_FILE", "out/RELEASE"),
                        Map.entry("KARGO_WITH_MAX_SIZE", "7"),
                        Map.entry("KARGO_WITH_NONE", ""));
    }

    private static StepRecord record(String alias, String uses, Map<String, Object> output) {
        return new StepRecord(
                alias, uses, StepStatus.Succeeded, "", Instant.EPOCH, Instant.EPOCH, 0, false, output, Map.of());
    }

    private static Promotion promotion(PromotionPhase phase, String message, Map<String, StepRecord> records) {
        return new Promotion(
                new ProjectKey("shop", "guestbook"),
                "test.1.f00d",
                "test",
                "f00d",
                new FreightCollection("c", Map.of("Warehouse/w", FREIGHT)),
                List.of(),
                List.of(),
                phase,
                message,
                0,
                records,
                "",
                "ada",
                "",
                BuildReference.NONE,
                "hash",
                Instant.EPOCH,
                null,
                null);
    }
}
