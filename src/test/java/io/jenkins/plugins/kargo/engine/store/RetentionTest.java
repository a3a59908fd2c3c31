package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Samples.NOW;
import static io.jenkins.plugins.kargo.engine.store.Samples.PROJECT;
import static io.jenkins.plugins.kargo.engine.store.Samples.collection;
import static io.jenkins.plugins.kargo.engine.store.Samples.freight;
import static io.jenkins.plugins.kargo.engine.store.Samples.promotion;
import static io.jenkins.plugins.kargo.engine.store.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.store.RetentionStore.Removed;
import io.jenkins.plugins.kargo.engine.store.RetentionStore.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest extends StoreContract {
    private static final Retention KEEP_TWO = new Retention(2, 2, Duration.ofDays(14));
    private static final Instant MUCH_LATER = NOW.plus(Duration.ofDays(100));

    private void add(String name, String stage, PromotionPhase phase) {
        store.promotions().add(promotion(name, stage));
        if (phase != PromotionPhase.Pending) {
            store.promotions().update(PROJECT, name, before -> with(before, phase));
        }
    }

    private void addFreight(int last) {
        for (int i = 1; i <= last; i++) {
            store.freight().add(PROJECT, freight(i), "");
        }
    }

    private Removed remove() {
        return store.retention().removeOld(PROJECT, KEEP_TWO, MUCH_LATER);
    }

    private List<String> promotions(String stage) {
        return store.promotions().list(PROJECT, stage, null, 100).stream()
                .map(Promotion::name)
                .toList();
    }

    private List<String> freights() {
        return store.freight().list(PROJECT, null, null, 100).stream()
                .map(stored -> stored.freight().alias())
                .toList();
    }

    @Test
    void theNewestPromotionsOfEachStageStay() {
        for (int i = 1; i <= 4; i++) {
            add("test." + i, "test", PromotionPhase.Failed);
            add("prod." + i, "prod", PromotionPhase.Errored);
        }

        assertThat(remove().promotions()).isEqualTo(4);
        assertThat(promotions("test")).containsExactly("test.4", "test.3");
        assertThat(promotions("prod")).containsExactly("prod.4", "prod.3");
        assertThat(remove().isNothing()).isTrue();
    }

    @Test
    void whatIsYoungOrMadeAfterOneThatIsNotOverStays() {
        for (int i = 1; i <= 4; i++) {
            add("done." + i, "done", PromotionPhase.Failed);
        }
        add("test.1", "test", PromotionPhase.Pending);
        for (int i = 2; i <= 5; i++) {
            add("test." + i, "test", PromotionPhase.Aborted);
        }

        Instant tooEarly = NOW.plus(Duration.ofDays(13));
        assertThat(store.retention().removeOld(PROJECT, KEEP_TWO, tooEarly).isNothing())
                .isTrue();
        remove();
        assertThat(promotions("done")).hasSize(2);
        assertThat(promotions("test")).hasSize(5);
    }

    @Test
    void thePromotionThatBroughtWhatTheStageHoldsStays() {
        add("test.1", "test", PromotionPhase.Succeeded);
        add("test.2", "test", PromotionPhase.Succeeded);
        store.promotions().enterStage(PROJECT, "test", collection(freight(1)), "test.1", NOW);
        store.promotions().enterStage(PROJECT, "test", collection(freight(2)), "test.2", NOW);
        for (int i = 3; i <= 6; i++) {
            add("test." + i, "test", PromotionPhase.Failed);
        }

        remove();

        assertThat(promotions("test")).containsExactly("test.6", "test.5", "test.2");
        assertThat(store.promotions().history(PROJECT, "test", 10)).hasSize(1);
    }

    @Test
    void freightBehindTheOldestThatAStageHoldsGoes() {
        addFreight(8);
        store.freight().add(PROJECT, freight(20, FreightOrigin.warehouse("base")), "");
        store.freight().enter(PROJECT, freight(6).name(), "prod", NOW);
        store.freight().enter(PROJECT, freight(7).name(), "test", NOW);

        assertThat(remove().freight()).isEqualTo(3);
        assertThat(freights()).containsExactly("alias-20", "alias-8", "alias-7", "alias-6", "alias-5", "alias-4");
    }

    @Test
    void freightThatAPromotionOrARequestNamesStays() {
        addFreight(6);
        add("test.1", "test", PromotionPhase.Pending);
        store.requests()
                .add(new PromotionRequest(PROJECT, "r1", "test", freight(2).name(), "alice", NOW, ""));

        remove();

        assertThat(freights()).containsExactly("alias-6", "alias-5", "alias-2", "alias-1");
    }

    @Test
    void revisionsThatNoPromotionUsesGo() {
        for (String hash : List.of("a", "hash", "c", "d", "e")) {
            store.projects().addRevision(PROJECT, new ConfigurationRevision(hash, "", "alice", "b", NOW, List.of()));
        }
        add("test.1", "test", PromotionPhase.Failed);

        assertThat(remove().revisions()).isEqualTo(2);
        assertThat(store.projects().revisions(PROJECT, 10))
                .extracting(ConfigurationRevision::hash)
                .containsExactly("e", "d", "hash");
    }

    @Test
    void manyAreRemovedInSteps() {
        addFreight(450);

        assertThat(remove().freight()).isEqualTo(448);
        assertThat(freights()).containsExactly("alias-450", "alias-449");
    }

    @Test
    void somethingAlwaysStays() {
        assertThatThrownBy(() -> new Retention(0, 1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
