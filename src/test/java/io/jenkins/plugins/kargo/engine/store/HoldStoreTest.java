package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldStoreTest extends StoreContract {
    @Test
    void holdsLastUntilTheyAreRemoved() {
        PromotionHold all = new PromotionHold(PROJECT, "prod", "", "olivia", "release freeze", NOW);
        PromotionHold one = new PromotionHold(PROJECT, "prod", "Warehouse/app", "paul", "", NOW.plusSeconds(1));
        PromotionHold other = new PromotionHold(PROJECT, "test", "", "paul", "", NOW.plusSeconds(2));
        List.of(one, all, other).forEach(store.holds()::put);

        assertThat(store.holds().list(PROJECT)).containsExactly(all, one, other);
        assertThat(store.holds().remove(PROJECT, "prod", "Warehouse/app")).isTrue();
        assertThat(store.holds().remove(PROJECT, "prod", "Warehouse/app")).isFalse();
        PromotionHold again = new PromotionHold(PROJECT, "prod", "", "rita", "incident", NOW.plusSeconds(9));
        store.holds().put(again);
        assertThat(store.holds().list(PROJECT)).containsExactly(other, again);
        assertThat(store.holds().remove(PROJECT, "prod", "")).isTrue();
        assertThat(store.holds().list(PROJECT)).containsExactly(other);
    }
}
