package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoPromotionsTest {
    @TempDir
    Path directory;

    private EngineFixture fixture;
    private AutoPromotions promotions;

    @BeforeEach
    void open() {
        fixture = new EngineFixture(directory);
        fixture.fake("fake");
        fixture.stage("prod", Map.of(), List.of("gate"), step("fake", "one"));
        fixture.stage("gate", Map.of(), List.of("test"));
        fixture.stage("test", step("fake", "one"));
        fixture.stage("manual", step("fake", "one"));
        fixture.automatic("test").automatic("prod").automatic("gate");
        promotions = new AutoPromotions(fixture.store(), fixture.clock);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<AutoPromotions.Candidate> due() {
        return promotions.candidates(PROJECT, fixture.configuration(), true).stream()
                .filter(AutoPromotions.Candidate::isDue)
                .toList();
    }

    private Promotion promote(AutoPromotions.Candidate candidate) throws PromotionRefused {
        return fixture.finish(fixture.engine()
                .promotions()
                .create(fixture.order(candidate.stage(), null)
                        .automatic(candidate.freight().name())));
    }

    private Freight newer(String digits) {
        fixture.clock.advance(Duration.ofMinutes(1));
        return fixture.freight(digits);
    }

    @Test
    void theNewestFreightGoesFromStageToStageThroughControlFlowAndNoFurther() throws Exception {
        fixture.freight("aaa");
        Freight newest = newer("bbb");
        assertThat(due()).singleElement().satisfies(candidate -> {
            assertThat(candidate.stage()).isEqualTo("test");
            assertThat(candidate.freight().name()).isEqualTo(newest.name());
        });
        promote(due().get(0));
        assertThat(due()).extracting(AutoPromotions.Candidate::stage).containsExactly("prod");
        promote(due().get(0));
        assertThat(due()).isEmpty();
    }

    @Test
    void whatIsUnderWayOrFailedIsLeftAlone() throws Exception {
        Freight freight = fixture.freight("aaa");
        PromotionOrder order = fixture.order("test", null).automatic(freight.name());
        Promotion first = fixture.engine().promotions().create(order);
        assertThat(due()).isEmpty();
        assertThatThrownBy(() -> fixture.engine().promotions().create(order))
                .isInstanceOf(PromotionRefused.class)
                .hasMessageContaining("promotion " + first.name() + " of it is under way");
        fixture.engine().promotions().giveUp(PROJECT, first.name(), "the agent is gone");
        assertThat(promotions.candidates(PROJECT, fixture.configuration(), true))
                .filteredOn(candidate -> candidate.stage().equals("test"))
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.obstacle()).contains("ended Errored", "by hand"));
    }

    @Test
    void olderFreightThatSomebodyChoseHoldsTheStageUntilTheNewestIsChosen() throws Exception {
        Freight old = fixture.freight("aaa");
        Freight newest = newer("bbb");
        Promotion chosen = fixture.finish(fixture.create("test", old.name()));
        assertThat(fixture.store().holds().list(PROJECT))
                .extracting(PromotionHold::stage, PromotionHold::origin)
                .containsExactly(tuple("test", "Warehouse/guestbook"));
        assertThat(promotions
                        .candidates(PROJECT, fixture.configuration(), true)
                        .get(0)
                        .obstacle())
                .contains("subject:alice", chosen.name());

        fixture.finish(fixture.create("test", newest.name()));
        assertThat(fixture.store().holds().list(PROJECT)).isEmpty();
        newer("ccc");
        assertThat(due()).extracting(AutoPromotions.Candidate::stage).contains("test");
    }

    @Test
    void anAbortedChoiceHoldsNothing() throws Exception {
        Freight old = fixture.freight("aaa");
        newer("bbb");
        Promotion chosen = fixture.create("test", old.name());
        assertThat(due()).isEmpty();
        Promotion ended = fixture.engine().promotions().abort(PROJECT, chosen.name(), "subject:alice");
        assertThat(ended.phase()).isEqualTo(PromotionPhase.Aborted);
        assertThat(due()).hasSize(1);
    }

    @Test
    void holdsGoWithThePolicy() throws Exception {
        Freight old = fixture.freight("aaa");
        newer("bbb");
        fixture.create("test", old.name());
        fixture.policies.clear();
        assertThat(promotions.candidates(PROJECT, fixture.configuration(), true))
                .isEmpty();
        assertThat(fixture.store().holds().list(PROJECT)).isEmpty();
    }

    @Test
    void aPreviewLeavesNothingInTheStore() {
        fixture.freight("aaa");
        long before = fixture.store().version(PROJECT);
        assertThat(promotions.candidates(PROJECT, fixture.configuration(), false))
                .hasSize(1);
        assertThat(fixture.store().version(PROJECT)).isEqualTo(before);
    }
}
