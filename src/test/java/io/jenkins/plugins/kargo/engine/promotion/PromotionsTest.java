package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.BUILD;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.Variable;
import io.jenkins.plugins.kargo.engine.promotion.LostEffectInspector.Finding;
import io.jenkins.plugins.kargo.engine.promotion.LostEffectInspector.LostEffect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionsTest {
    @TempDir
    Path directory;

    private EngineFixture fixture;

    @BeforeEach
    void openStore() {
        fixture = new EngineFixture(directory);
        fixture.fake("fake");
        fixture.stage("test", step("fake", ""), step("fake", "named"));
        fixture.stage("prod", Map.of(), List.of("test"), step("fake", "one"));
        fixture.stage("gate");
    }

    @AfterEach
    void closeStore() {
        fixture.close();
    }

    private void assertRefused(PromotionOrder order, String words) {
        long before = fixture.store().version(PROJECT);
        assertThatThrownBy(() -> fixture.engine().promotions().create(order))
                .isInstanceOf(PromotionRefused.class)
                .hasMessageContaining(words);
        assertThat(fixture.store().version(PROJECT)).isEqualTo(before);
    }

    private PromotionOrder with(Map<String, String> vars, String request, boolean preview) {
        return new PromotionOrder(
                PROJECT, "hash", fixture.configuration(), "test", null, vars, "subject:alice", BUILD, request, preview);
    }

    @Test
    void aPromotionIsPendingWithItsStepsNamedAndItsVariables() throws Exception {
        Freight freight = fixture.freight("abc");
        Promotion promotion = fixture.engine().promotions().create(with(Map.of("env", "x"), null, false));
        assertThat(promotion.name()).matches("test\\.[0-9a-z]{26}\\.abc0000");
        assertThat(promotion.phase()).isEqualTo(PromotionPhase.Pending);
        assertThat(promotion.steps()).extracting(PromotionStep::as).containsExactly("step-1", "named");
        assertThat(promotion.vars()).containsExactly(new Variable("env", "x"));
        assertThat(promotion.collection().items()).containsEntry("Warehouse/guestbook", freight);
        assertThat(fixture.stored(promotion)).isEqualTo(promotion);
        assertThat(fixture.store().events().list(PROJECT, 1)).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("PromotionCreated");
            assertThat(event.actor()).isEqualTo("subject:alice");
        });
    }

    @Test
    void whatCannotBePromotedIsRefusedInWords() {
        fixture.freight("abc");
        assertRefused(fixture.order("prdo", "abc"), "has no stage \"prdo\"; did you mean \"prod\"?");
        assertRefused(fixture.order("gate", "abc"), "Stage gate is a control-flow stage");
        assertRefused(fixture.order("test", "nope"), "no Freight with the name or alias \"nope\"");
        assertRefused(
                fixture.order("prod", "alias-abc"),
                "Freight alias-abc (abc0000) is not available to stage prod: it is not verified");
        assertRefused(fixture.order("prod", null), "No Freight is available to stage prod; the newest: Freight");
    }

    @Test
    void aProjectWithoutFreightSaysSo() {
        assertRefused(fixture.order("test", null), "No Freight is available to stage test; the project has none yet");
    }

    @Test
    void withoutANameTheBuildsOwnFreightComesBeforeTheNewest() throws Exception {
        Freight own = new Freight(
                "1".repeat(40),
                "own",
                EngineFixture.WAREHOUSE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                fixture.clock.instant());
        fixture.store().freight().add(PROJECT, own, BUILD.id());
        fixture.clock.advance(Duration.ofMinutes(1));
        Freight newest = fixture.freight("abc");
        Promotions promotions = fixture.engine().promotions();
        assertThat(promotions.create(fixture.order("test", null)).freight()).isEqualTo(own.name());
        PromotionOrder ofOtherBuild = fixture.order("test", null, new BuildReference("other#1", "", "other #1"));
        assertThat(promotions.create(ofOtherBuild).freight()).isEqualTo(newest.name());
    }

    @Test
    void aPersonsRequestNamesTheFreightAndIsAdoptedOnce() throws Exception {
        Freight wanted = fixture.freight("abc");
        fixture.clock.advance(Duration.ofMinutes(1));
        fixture.freight("def");
        fixture.store()
                .requests()
                .add(new PromotionRequest(
                        PROJECT, "r1", "test", wanted.name(), "subject:carol", fixture.clock.instant(), ""));
        Promotion promotion = fixture.engine().promotions().create(with(Map.of(), "r1", false));
        assertThat(promotion.freight()).isEqualTo(wanted.name());
        assertThat(promotion.actor()).isEqualTo("subject:carol");
        assertThat(fixture.store().requests().pending(PROJECT)).isEmpty();
        assertThatThrownBy(() -> fixture.engine().promotions().create(with(Map.of(), "r1", false)))
                .isInstanceOf(PromotionRefused.class)
                .hasMessageContaining("already carried out by another build");
        assertThat(fixture.store().promotions().list(PROJECT, "test", null, 10)).hasSize(1);
    }

    @Test
    void freightPassesAControlFlowStageByItself() {
        fixture.stages.remove("gate");
        fixture.stage("fan-out", Map.of(), List.of("test"));
        fixture.stage("behind", Map.of(), List.of("fan-out"), step("fake", "one"));
        fixture.freight("abc");
        assertRefused(fixture.order("behind", "alias-abc"), "not verified in fan-out");
        fixture.finish(fixture.create("test", "alias-abc"));
        assertThat(fixture.finish(fixture.create("behind", "alias-abc")).phase())
                .isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void aPreviewRunsAndLeavesNothingBehind() throws Exception {
        fixture.freight("abc");
        long before = fixture.store().version(PROJECT);
        boolean[] preview = new boolean[1];
        fixture.fake("fake").then(context -> {
            preview[0] = context.isPreview();
            context.intend(Map.of("branch", "x"));
            return StepResult.succeeded();
        });
        Promotion promotion = fixture.engine().promotions().create(with(Map.of(), null, true));
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Succeeded);
        assertThat(preview[0]).isTrue();
        assertThat(fixture.engine().promotions().find(PROJECT, promotion.name()))
                .contains(finished);
        assertThat(fixture.store().promotions().find(PROJECT, promotion.name())).isEmpty();
        assertThat(fixture.store().promotions().current(PROJECT)).isEmpty();
        assertThat(fixture.store().version(PROJECT)).isEqualTo(before);
    }

    @Test
    void aPreviewWaitsForNobodyAndIsGoneAfterARestart() throws Exception {
        fixture.freight("abc");
        fixture.create("test", "alias-abc");
        Promotion preview = fixture.engine().promotions().create(with(Map.of(), null, true));
        assertThat(fixture.finish(preview).phase()).isEqualTo(PromotionPhase.Succeeded);
        fixture.restart();
        assertThatThrownBy(() -> fixture.advance(preview))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("repeat its build");
    }

    @Test
    void aPromotionWhoseOwnerIsLostEndsErroredAndTheFreightMayBePromotedAgain() {
        fixture.freight("abc");
        Promotion promotion = fixture.create("test", "alias-abc");
        Promotion lost = fixture.engine().promotions().settleLost(PROJECT, promotion.name(), "build #7 was deleted");
        assertThat(lost.phase()).isEqualTo(PromotionPhase.Errored);
        assertThat(lost.message()).isEqualTo("owner lost: build #7 was deleted");
        assertThat(fixture.finish(fixture.create("test", "alias-abc")).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void aBuildThatCannotGoOnGivesItsPromotionUpInItsOwnWords() {
        fixture.freight("abc");
        Promotion promotion = fixture.create("test", "alias-abc");
        Promotion ended = fixture.engine().promotions().giveUp(PROJECT, promotion.name(), "the block failed: no agent");
        assertThat(ended.phase()).isEqualTo(PromotionPhase.Errored);
        assertThat(ended.message()).isEqualTo("the block failed: no agent");
    }

    @Test
    void anIntendedEffectOfALostPromotionIsInspectedAndRecorded() {
        List<StepRecord> inspected = new ArrayList<>();
        fixture.inspector((promotion, record) -> {
            inspected.add(record);
            return new LostEffect(Finding.HAPPENED, "commit c1 is on stage/test", Map.of("commit", "c1"));
        });
        fixture.freight("abc");
        fixture.fake("fake").then(context -> {
            context.intend(Map.of("commit", "c1"));
            return StepResult.running("pushing", Duration.ofMinutes(1));
        });
        Promotion promotion = fixture.create("test", "alias-abc");
        fixture.advance(promotion);
        Promotion lost = fixture.engine().promotions().settleLost(PROJECT, promotion.name(), "killed");
        assertThat(inspected)
                .singleElement()
                .satisfies(record -> assertThat(record.intention()).isEqualTo(Map.of("commit", "c1")));
        assertThat(lost.phase()).isEqualTo(PromotionPhase.Errored);
        assertThat(lost.message()).isEqualTo("owner lost: killed; commit c1 is on stage/test");
        assertThat(fixture.status(promotion, "step-1")).isEqualTo(StepStatus.Succeeded);
        assertThat(fixture.stored(promotion).recordOf("step-1").orElseThrow().output())
                .isEqualTo(Map.of("commit", "c1"));
    }

    @Test
    void signalsTellThoseWhoWait() throws Exception {
        fixture.freight("abc");
        List<String> changed = new ArrayList<>();
        try (StageSignals.Subscription ignored =
                fixture.engine().signals().listen((project, stage) -> changed.add(stage))) {
            Promotion promotion = fixture.create("test", "alias-abc");
            fixture.engine().promotions().abort(PROJECT, promotion.name(), "carol");
        }
        assertThat(changed).containsExactly("test", "test");
        fixture.create("test", "alias-abc");
        assertThat(changed).hasSize(2);
    }
}
