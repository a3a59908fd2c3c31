package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static io.jenkins.plugins.kargo.engine.store.Samples.collection;
import static io.jenkins.plugins.kargo.engine.store.Samples.freight;
import static io.jenkins.plugins.kargo.engine.store.Samples.promotion;
import static io.jenkins.plugins.kargo.engine.store.Samples.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.plugins.kargo.engine.model.HealthCheck;
import io.jenkins.plugins.kargo.engine.model.HealthResult;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.StageHealth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthStoreTest extends StoreContract {
    @Test
    void healthChecksAreKeptWithTheirPromotionInTheOrderOfItsSteps() {
        store.promotions().add(promotion("uat.1", "uat"));
        HealthCheck first = new HealthCheck("argocd-update", values());
        HealthCheck second = new HealthCheck("argocd-update", Map.of());
        store.health().register(PROJECT, "uat.1", "one", List.of(new HealthCheck("replaced", Map.of())));
        store.health().register(PROJECT, "uat.1", "two", List.of(second));
        store.health().register(PROJECT, "uat.1", "one", List.of(first));
        assertThat(store.health().checks(PROJECT, "uat.1")).containsExactly(second, first);
        assertThat(store.health().checks(PROJECT, "uat.2")).isEmpty();
    }

    @Test
    void whatIsWatchedIsWhatAStageHolds() {
        for (String name : List.of("uat.1", "uat.2")) {
            store.promotions().add(promotion(name, "uat"));
            store.health().register(PROJECT, name, "one", List.of(new HealthCheck("argocd-update", Map.of())));
            store.health().register(PROJECT, name, "two", List.of(new HealthCheck("argocd-update", Map.of())));
            store.promotions().enterStage(PROJECT, "uat", collection(freight(1)), name, NOW);
        }
        assertThat(store.health().watched()).containsExactly(new HealthStore.Watched(PROJECT, "uat", "uat.2", null));
        assertThat(store.health().watched(PROJECT)).isEqualTo(store.health().watched());
        assertThat(store.health().watched(new ProjectKey("other", "app"))).isEmpty();

        StageHealth health = new StageHealth(
                "uat.2",
                HealthStatus.Unhealthy,
                List.of(new HealthResult("argocd-update", HealthStatus.Unhealthy, List.of("degraded"), values())),
                NOW,
                NOW.plusSeconds(10));
        store.health().put(PROJECT, "uat", health);
        assertThat(store.health().watched()).containsExactly(new HealthStore.Watched(PROJECT, "uat", "uat.2", health));

        store.promotions().add(promotion("uat.3", "uat"));
        store.promotions().enterStage(PROJECT, "uat", collection(freight(1)), "uat.3", NOW);
        assertThat(store.health().watched()).isEmpty();
        assertThat(store.health().latest(PROJECT)).containsOnly(entry("uat", health));
    }

    @Test
    void healthThatHasNotChangedIsNoNewVersionOfTheProject() {
        store.promotions().add(promotion("uat.1", "uat"));
        StageHealth health = new StageHealth("uat.1", HealthStatus.Healthy, List.of(), NOW, NOW);
        store.health().put(PROJECT, "uat", health);
        long version = store.version(PROJECT);
        StageHealth later = new StageHealth("uat.1", HealthStatus.Healthy, List.of(), NOW, NOW.plusSeconds(300));
        store.health().put(PROJECT, "uat", later);
        assertThat(store.version(PROJECT)).isEqualTo(version);
        assertThat(store.health().latest(PROJECT)).containsOnly(entry("uat", later));
        store.health().put(PROJECT, "uat", new StageHealth("uat.1", HealthStatus.Progressing, List.of(), NOW, NOW));
        assertThat(store.version(PROJECT)).isGreaterThan(version);
    }
}
