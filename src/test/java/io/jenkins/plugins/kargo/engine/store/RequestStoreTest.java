package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static io.jenkins.plugins.kargo.engine.store.Samples.promotion;
import static io.jenkins.plugins.kargo.engine.store.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RequestStoreTest extends StoreContract {
    @Test
    void aRequestIsAdoptedByOnePromotion() {
        store.requests().add(request("b"));
        store.requests().add(request("a"));
        assertThat(store.requests().pending(PROJECT)).containsExactly(request("b"), request("a"));
        assertThat(store.requests().adopt(PROJECT, "b", "test.1")).isTrue();
        assertThat(store.requests().adopt(PROJECT, "b", "test.1")).isTrue();
        assertThat(store.requests().adopt(PROJECT, "b", "test.2")).isFalse();
        assertThat(store.requests().adopt(PROJECT, "none", "test.2")).isFalse();
        assertThat(store.requests().find(PROJECT, "b").orElseThrow().promotion())
                .isEqualTo("test.1");
        assertThat(store.requests().pending(PROJECT)).containsExactly(request("a"));
        store.requests().remove(PROJECT, "a");
        store.requests().remove(PROJECT, "a");
        assertThat(store.requests().pending(PROJECT)).isEmpty();
    }

    @Test
    void aRequestIsAdoptedByOneOfManyAtOnce() throws Exception {
        try (KargoStore second = second()) {
            store.requests().add(request("r"));
            List<Callable<Boolean>> adoptions = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                KargoStore adopter = i % 2 == 0 ? store : second;
                String promotion = "test." + i;
                adoptions.add(() -> adopter.requests().adopt(PROJECT, "r", promotion));
            }
            int winners = 0;
            for (Future<Boolean> adoption : all(adoptions)) {
                winners += adoption.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }
}
