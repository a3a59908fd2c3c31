package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.store.Samples.ORIGIN;
import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static io.jenkins.plugins.kargo.engine.store.Samples.collection;
import static io.jenkins.plugins.kargo.engine.store.Samples.freight;
import static io.jenkins.plugins.kargo.engine.store.Samples.promotion;
import static io.jenkins.plugins.kargo.engine.store.Samples.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreightStoreTest extends StoreContract {
    @Test
    void freightIsAddedOnceAndFoundByNameAndAlias() {
        assertThat(store.freight().add(PROJECT, freight(1), "job#1")).isTrue();
        assertThat(store.freight().add(PROJECT, freight(1).withAlias("later"), "job#2"))
                .isFalse();
        FreightStore.StoredFreight expected = new FreightStore.StoredFreight(freight(1), FreightStatus.NONE, "job#1");
        assertThat(store.freight().find(PROJECT, freight(1).name())).contains(expected);
        assertThat(store.freight().find(PROJECT, "alias-1")).contains(expected);
        assertThat(store.freight().find(PROJECT, "later")).isEmpty();
        assertThat(store.freight().find(PROJECT, "")).isEmpty();
        assertThat(store.freight().createdBy(PROJECT, "job#1")).containsExactly(expected);
        assertThat(store.freight().createdBy(PROJECT, "")).isEmpty();
    }

    @Test
    void freightIsListedNewestFirstInPages() {
        IntStream.rangeClosed(1, 5).forEach(i -> store.freight().add(PROJECT, freight(i), ""));
        Freight twin = new Freight(
                "f".repeat(40),
                "",
                ORIGIN,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                freight(3).discoveredAt());
        store.freight().add(PROJECT, twin, "");
        store.freight().add(PROJECT, freight(9, FreightOrigin.warehouse("base")), "");

        assertThat(names(store.freight().list(PROJECT, ORIGIN, null, 3)))
                .containsExactly(name(5), name(4), twin.name());
        assertThat(names(store.freight().list(PROJECT, ORIGIN, twin.name(), 2))).containsExactly(name(3), name(2));
        assertThat(names(store.freight().list(PROJECT, null, null, 1))).containsExactly(name(9));
        assertThat(store.freight().list(PROJECT, null, "unknown", 5)).isEmpty();
    }

    @Test
    void anAliasBelongsToOneFreightOfAProject() {
        store.freight().add(PROJECT, freight(1), "");
        store.freight().add(PROJECT, freight(2), "");
        assertThatThrownBy(() -> store.freight().rename(PROJECT, name(2), "alias-1"))
                .isInstanceOf(FreightStore.AliasTakenException.class)
                .hasMessageContaining("alias-1")
                .hasMessageContaining(name(1));
        assertThatThrownBy(() -> store.freight().add(PROJECT, freight(3).withAlias("alias-1"), ""))
                .isInstanceOf(FreightStore.AliasTakenException.class);
        store.freight().rename(PROJECT, name(1), "alias-1");
        store.freight().rename(PROJECT, name(1), "");
        store.freight().rename(PROJECT, name(2), "");
        assertThat(store.freight().aliasExists(PROJECT, "alias-1")).isFalse();
        assertThat(store.freight().aliasExists(PROJECT, "")).isFalse();
        store.freight().rename(PROJECT, name(2), "alias-1");
        assertThat(store.freight()
                        .find(PROJECT, "alias-1")
                        .orElseThrow()
                        .freight()
                        .name())
                .isEqualTo(name(2));
        assertThatThrownBy(() -> store.freight().rename(PROJECT, name(8), "x")).hasMessageContaining("no Freight");
    }

    @Test
    void whatAStageHoldsIsCalledByItsNewAlias() {
        store.freight().add(PROJECT, freight(1), "");
        store.promotions().add(promotion("test.1", "test"));
        store.promotions().enterStage(PROJECT, "test", collection(freight(1)), "test.1", NOW);

        store.freight().rename(PROJECT, name(1), "first-one");

        assertThat(store.promotions()
                        .history(PROJECT, "test", 1)
                        .get(0)
                        .collection()
                        .items()
                        .values())
                .extracting(Freight::alias)
                .containsExactly("first-one");
        assertThat(store.promotions()
                        .find(PROJECT, "test.1")
                        .orElseThrow()
                        .collection()
                        .items()
                        .values())
                .extracting(Freight::alias)
                .containsExactly("first-one", "alias-2");
    }

    @Test
    void freightThatEntersAStageMakesOthersOfItsOriginLeave() {
        Freight base = freight(3, FreightOrigin.warehouse("base"));
        List.of(freight(1), freight(2), base).forEach(f -> store.freight().add(PROJECT, f, ""));
        store.freight().enter(PROJECT, name(1), "test", NOW);
        store.freight().enter(PROJECT, base.name(), "test", NOW);
        store.freight().verified(PROJECT, name(1), "test", NOW.plusSeconds(10));
        store.freight().enter(PROJECT, name(1), "test", NOW.plusSeconds(20));
        assertThat(status(1).currentlyIn()).containsEntry("test", NOW);
        assertThat(status(1).verifiedIn())
                .containsEntry("test", new FreightStatus.VerifiedStage(NOW.plusSeconds(10), null));

        store.freight().enter(PROJECT, name(2), "test", NOW.plusSeconds(100));

        assertThat(status(1).currentlyIn()).isEmpty();
        assertThat(status(1).verifiedIn())
                .containsEntry("test", new FreightStatus.VerifiedStage(NOW.plusSeconds(10), Duration.ofSeconds(100)));
        assertThat(status(2).currentlyIn()).containsEntry("test", NOW.plusSeconds(100));
        assertThat(status(3).currentlyIn()).containsEntry("test", NOW);

        // A shorter second stay does not count, and one without verification is not recorded.
        store.freight().enter(PROJECT, name(1), "test", NOW.plusSeconds(110));
        store.freight().enter(PROJECT, name(2), "test", NOW.plusSeconds(115));
        assertThat(status(1).verifiedIn().get("test").longestSoak()).isEqualTo(Duration.ofSeconds(100));
        assertThat(status(2).verifiedIn()).isEmpty();
    }

    private FreightStatus status(int number) {
        return store.freight().find(PROJECT, name(number)).orElseThrow().status();
    }

    @Test
    void theFirstVerificationAndApprovalCount() {
        store.freight().add(PROJECT, freight(1), "");
        store.freight().verified(PROJECT, name(1), "uat", NOW);
        store.freight().verified(PROJECT, name(1), "uat", NOW.plusSeconds(1));
        store.freight().approved(PROJECT, name(1), "prod", "alice", NOW);
        store.freight().approved(PROJECT, name(1), "prod", "bob", NOW.plusSeconds(1));
        assertThat(status(1))
                .isEqualTo(new FreightStatus(
                        Map.of(),
                        Map.of("uat", new FreightStatus.VerifiedStage(NOW, null)),
                        Map.of("prod", new FreightStatus.ApprovedStage(NOW, "alice")),
                        Map.of()));
        assertThatThrownBy(() -> store.freight().verified(PROJECT, name(2), "uat", NOW))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no Freight " + name(2));
    }

    @Test
    void freightMetadataIsMerged() {
        store.freight().add(PROJECT, freight(1), "");
        store.freight().putMetadata(PROJECT, name(1), values());
        store.freight().putMetadata(PROJECT, name(1), Map.of("flag", "replaced"));
        assertThat(status(1).metadata()).containsEntry("flag", "replaced").containsEntry("real", 1.0);
    }
}
