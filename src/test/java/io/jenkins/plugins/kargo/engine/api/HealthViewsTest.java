package io.jenkins.plugins.kargo.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.HealthResult;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StageHealth;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import io.jenkins.plugins.kargo.engine.store.HealthStore.Watched;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthViewsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final ProjectKey PROJECT = new ProjectKey("shop", "guestbook");
    private static final FreightOrigin WAREHOUSE = FreightOrigin.warehouse("guestbook");
    private static final FreightCollection COLLECTION = new FreightCollection(
            "c",
            Map.of(
                    WAREHOUSE.toString(),
                    new Freight("a".repeat(40), "otter", WAREHOUSE, List.of(), List.of(), List.of(), List.of(), NOW)));
    private static final StageHistoryEntry HELD = new StageHistoryEntry("uat", COLLECTION, "uat.1", NOW);

    private static Promotion promotion(PromotionPhase phase) {
        return new Promotion(
                PROJECT,
                "uat.2",
                "uat",
                "a".repeat(40),
                COLLECTION,
                List.of(),
                List.of(),
                phase,
                "",
                0,
                Map.of(),
                "",
                "subject:alice",
                "",
                BuildReference.NONE,
                "hash",
                NOW,
                null,
                null);
    }

    private static Watched watched(HealthStatus status, String... issues) {
        HealthResult result = new HealthResult("argocd-update", status, List.of(issues), Map.of());
        return new Watched(
                PROJECT, "uat", "uat.1", new StageHealth("uat.1", status, List.of(result), NOW, NOW.plusSeconds(9)));
    }

    @Test
    void aStageThatHoldsNothingHasNoHealth() {
        assertThat(HealthViews.of(null, null, null)).isNull();
    }

    @Test
    void whereNothingIsWatchedAllIsWell() {
        assertThat(HealthViews.of(HELD, promotion(PromotionPhase.Succeeded), null))
                .isEqualTo(new Views.Health(HealthStatus.Healthy, List.of(), List.of(), null, null));
    }

    @ParameterizedTest
    @CsvSource({"Running", "Failed", "Errored", "Aborted"})
    void duringAPromotionAndAfterOneThatDidNotSucceedItIsUnknown(PromotionPhase phase) {
        Views.Health health = HealthViews.of(HELD, promotion(phase), watched(HealthStatus.Healthy));
        assertThat(health.status()).isEqualTo(HealthStatus.Unknown);
        assertThat(health.issues()).hasSize(1);
    }

    @Test
    void whatWasFoundIsShownWithItsReasons() {
        Views.Health health = HealthViews.of(
                HELD, promotion(PromotionPhase.Pending), watched(HealthStatus.Unhealthy, "app is Degraded"));
        assertThat(health.status()).isEqualTo(HealthStatus.Unhealthy);
        assertThat(health.issues()).containsExactly("app is Degraded");
        assertThat(health.checks()).extracting(Views.HealthCheck::uses).containsExactly("argocd-update");
        assertThat(health.checkedAt()).isEqualTo(NOW.plusSeconds(9));
    }

    @Test
    void whatNobodyHasLookedAtIsUnknown() {
        assertThat(HealthViews.of(HELD, null, new Watched(PROJECT, "uat", "uat.1", null))
                        .status())
                .isEqualTo(HealthStatus.Unknown);
    }
}
