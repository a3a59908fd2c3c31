package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LeaseStoreTest extends StoreContract {
    @Test
    void aLeaseIsHeldUntilReleasedOrExpired() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(store.leases().acquire("stage", "a", minute, NOW)).isTrue();
        assertThat(store.leases().acquire("stage", "b", minute, NOW.plusSeconds(59)))
                .isFalse();
        assertThat(store.leases().acquire("stage", "a", minute, NOW.plusSeconds(59)))
                .isTrue();
        assertThat(store.leases().acquire("stage", "b", minute, NOW.plusSeconds(118)))
                .isFalse();
        store.leases().release("stage", "b");
        assertThat(store.leases().acquire("stage", "b", minute, NOW.plusSeconds(119)))
                .isTrue();
        assertThat(store.leases().acquire("stage", "a", minute, NOW.plusSeconds(120)))
                .isFalse();
        store.leases().release("stage", "b");
        assertThat(store.leases().acquire("stage", "a", minute, NOW.plusSeconds(121)))
                .isTrue();
    }

    @Test
    void aLeaseIsTakenByOneOfManyAtOnce() throws Exception {
        try (KargoStore second = second()) {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                KargoStore taker = i % 2 == 0 ? store : second;
                String owner = "owner-" + i;
                attempts.add(() -> taker.leases().acquire("stage", owner, Duration.ofMinutes(1), NOW));
            }
            int winners = 0;
            for (Future<Boolean> attempt : all(attempts)) {
                winners += attempt.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }
}
