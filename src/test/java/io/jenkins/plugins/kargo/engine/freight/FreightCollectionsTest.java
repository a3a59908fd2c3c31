package io.jenkins.plugins.kargo.engine.freight;

import static io.jenkins.plugins.kargo.engine.freight.Samples.BASE;
import static io.jenkins.plugins.kargo.engine.freight.Samples.GUESTBOOK;
import static io.jenkins.plugins.kargo.engine.freight.Samples.direct;
import static io.jenkins.plugins.kargo.engine.freight.Samples.freight;
import static io.jenkins.plugins.kargo.engine.freight.Samples.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreightCollectionsTest {

    private final Freight app1 = freight("app1", GUESTBOOK);
    private final Freight app2 = freight("app2", GUESTBOOK);
    private final Freight base1 = freight("base1", BASE);

    @Test
    void theOrderOfTheFreightDoesNotChangeTheId() {
        assertThat(FreightCollections.of(List.of(app1, base1)).id())
                .isEqualTo(FreightCollections.of(List.of(base1, app1)).id())
                .isEqualTo(FreightCollections.idOf(List.of("app1", "base1")));
    }

    @Test
    void ofOneOriginTheLastPieceStays() {
        FreightCollection collection = FreightCollections.of(List.of(app1, app2));
        assertThat(collection.items()).containsOnlyKeys("Warehouse/guestbook").containsValue(app2);
        assertThat(collection.id()).isEqualTo(FreightCollections.idOf(List.of("app2")));
    }

    @Test
    void aPromotionCarriesOverTheFreightOfTheOtherOrigins() {
        FreightCollection last = FreightCollections.of(List.of(app1, base1));
        FreightCollection next =
                FreightCollections.carryOver(stage("prod", direct(GUESTBOOK), direct(BASE)), last, app2);
        assertThat(next).isEqualTo(FreightCollections.of(List.of(app2, base1)));
    }

    @Test
    void whatIsNoLongerRequestedIsNotCarriedOver() {
        FreightCollection last = FreightCollections.of(List.of(app1, base1));
        FreightCollection next = FreightCollections.carryOver(stage("prod", direct(GUESTBOOK)), last, app2);
        assertThat(FreightCollections.inOrder(next)).containsExactly(app2);
    }

    @Test
    void theFirstPromotionHasNothingToCarryOver() {
        FreightCollection next =
                FreightCollections.carryOver(stage("prod", direct(GUESTBOOK), direct(BASE)), null, app1);
        assertThat(FreightCollections.inOrder(next)).containsExactly(app1);
    }

    @Test
    void theHistoryKeepsTenEntries() {
        List<Integer> history = List.of();
        for (int i = 0; i < 25; i++) {
            history = FreightCollections.record(history, i);
        }
        assertThat(history)
                .isEqualTo(IntStream.iterate(24, i -> i - 1).limit(10).boxed().toList());
    }
}
