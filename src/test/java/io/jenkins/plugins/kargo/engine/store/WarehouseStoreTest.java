package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.DiscoveredVersion;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarehouseStoreTest extends StoreContract {
    @Test
    void aWarehousesStateComesBackWholeAndChangesTheVersionOnlyWhenItSaysSomethingNew() {
        DiscoveredVersion image = new DiscoveredVersion(
                null, new Image("registry/app", "1.0.0", "sha256:1", Map.of("a", "b"), "app"), null, null, NOW);
        DiscoveredVersion commit = new DiscoveredVersion(
                new GitCommit("https://git/app", "0123456", "main", "", "subject", "ann", "ben", ""),
                null,
                null,
                null,
                null);
        WarehouseState state = new WarehouseState(
                PROJECT,
                "guestbook",
                new WarehouseState.Check(NOW, true, "nothing there"),
                List.of(
                        new WarehouseState.Found("image", "app", "registry/app", "", List.of(image)),
                        new WarehouseState.Found("git", "", "https://git/app", "refused", List.of(commit))));
        store.warehouses().put(state);
        long version = store.version(PROJECT);
        WarehouseState.Check later = new WarehouseState.Check(NOW.plusSeconds(60), true, "nothing there");

        store.warehouses().put(new WarehouseState(PROJECT, "guestbook", later, state.subscriptions()));

        assertThat(store.version(PROJECT)).isEqualTo(version);
        assertThat(store.warehouses().checks(PROJECT)).isEqualTo(Map.of("guestbook", later));
        assertThat(store.warehouses().find(PROJECT, "guestbook"))
                .contains(new WarehouseState(PROJECT, "guestbook", later, state.subscriptions()));
        store.warehouses()
                .put(new WarehouseState(
                        PROJECT, "guestbook", new WarehouseState.Check(NOW, false, "found"), List.of()));
        assertThat(store.version(PROJECT)).isGreaterThan(version);
        assertThat(store.warehouses().find(PROJECT, "other")).isEmpty();
    }
}
