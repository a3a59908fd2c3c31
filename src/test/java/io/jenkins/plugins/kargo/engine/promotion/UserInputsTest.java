package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.step.control.ControlSteps;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserInputsTest {
    private static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "required",
            List.of("ticket"),
            "properties",
            Map.of(
                    "ticket",
                    Map.of("type", "string", "pattern", "^OPS-[0-9]+$"),
                    "replicas",
                    Map.of("type", "integer")));

    @TempDir
    Path directory;

    private EngineFixture fixture;

    @BeforeEach
    void openStore() {
        fixture = new EngineFixture(directory);
        fixture.with(ControlSteps.all(fixture.store()));
        fixture.fake("fake");
        fixture.freight("abc");
    }

    @AfterEach
    void closeStore() {
        fixture.close();
    }

    private Promotion waiting(Object... more) {
        Map<String, Object> config = new LinkedHashMap<>(Map.of("schema", SCHEMA));
        for (int i = 0; i < more.length; i += 2) {
            config.put((String) more[i], more[i + 1]);
        }
        fixture.stage("prod", step("fake", "commit"), step("get-user-input", "ask", config));
        Promotion promotion = fixture.create("prod", "alias-abc");
        fixture.advance(promotion);
        return promotion;
    }

    private void answer(Promotion promotion, String user, Map<String, Object> values) throws PromotionRefused {
        inputs().answer(PROJECT, promotion.name(), new Approver(user, Set.of("dev")), values, null);
    }

    private UserInputs inputs() {
        return fixture.engine().promotions().inputs();
    }

    private InputNeed need(Promotion promotion, String user) {
        return inputs().need(fixture.stored(promotion), new Approver(user, Set.of()))
                .orElseThrow();
    }

    @Test
    void itWaitsAndTheAnswerIsTheOutputAlsoAfterRestarts() throws Exception {
        Promotion promotion = waiting();
        assertThat(fixture.advance(promotion))
                .isEqualTo(new Progress.Waiting("waits for input by anybody who may promote", Duration.ofSeconds(30)));
        fixture.restart();
        fixture.advance(promotion);
        answer(promotion, "alice", Map.of("ticket", "OPS-7", "replicas", 3L));
        fixture.restart();
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Succeeded);
        assertThat(finished.recordOf("ask").orElseThrow().output())
                .isEqualTo(Map.of(
                        "values",
                        Map.of("ticket", "OPS-7", "replicas", 3L),
                        "respondedBy",
                        "alice",
                        "respondedAt",
                        "2026-03-01T10:00:00Z"));
        assertThat(fixture.fake("fake").aliases()).containsExactly("commit");
        assertThat(fixture.store().events().list(PROJECT, 100))
                .extracting(Event::type)
                .contains("PromotionAwaitsInput", "PromotionInputGiven");
    }

    @Test
    void theAuditTrailNamesTheFieldsButNotWhatWasEntered() throws Exception {
        Promotion promotion = waiting();
        answer(promotion, "alice", Map.of("ticket", "OPS-7"));
        assertThat(fixture.store().events().list(PROJECT, 100))
                .filteredOn(event -> event.type().equals("PromotionInputGiven"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.actor()).isEqualTo("alice");
                    assertThat(event.message()).isEqualTo("ticket");
                });
    }

    @Test
    void whatTheSchemaDoesNotAcceptIsRefusedFieldByField() throws Exception {
        Promotion promotion = waiting();
        assertThat(inputs().problems(fixture.stored(promotion), Map.of("replicas", "three")))
                .containsExactlyInAnyOrder(
                        "(root): ticket is required", "replicas: Invalid type. Expected: integer, given: string");
        assertThatThrownBy(() -> answer(promotion, "alice", Map.of("ticket", "7")))
                .isInstanceOf(PromotionRefused.class)
                .hasMessage("ticket: Does not match pattern '^OPS-[0-9]+$'");
        assertThat(fixture.advance(promotion)).isInstanceOf(Progress.Waiting.class);
    }

    @Test
    void onlyThoseWhoAreAskedMayAnswerAndOnlyOnce() throws Exception {
        Promotion promotion = waiting("responders", List.of(Map.of("user", "carol"), Map.of("group", "sre")));
        assertThat(need(promotion, "carol").refusal()).isEmpty();
        assertThat(need(promotion, "dave").refusal()).contains("dave is not among those whom");
        assertThatThrownBy(() -> answer(promotion, "dave", Map.of("ticket", "OPS-7")))
                .isInstanceOf(PromotionRefused.class)
                .hasMessageContaining("carol, group sre");
        answer(promotion, "carol", Map.of("ticket", "OPS-7"));
        assertThatThrownBy(() -> answer(promotion, "carol", Map.of("ticket", "OPS-8")))
                .isInstanceOf(PromotionRefused.class)
                .hasMessageContaining("carol has answered promotion");
        fixture.finish(promotion);
        assertThatThrownBy(() -> answer(promotion, "carol", Map.of("ticket", "OPS-8")))
                .isInstanceOf(PromotionRefused.class)
                .hasMessageContaining("does not wait for input; it is Succeeded");
    }

    @Test
    void anAnswerToSomethingElseThanWhatThePersonSawIsRefused() {
        Promotion promotion = waiting();
        Approver alice = new Approver("alice", Set.of());
        assertThatThrownBy(() -> inputs().answer(PROJECT, promotion.name(), alice, Map.of("ticket", "OPS-7"), "other"))
                .isInstanceOf(PromotionRefused.class)
                .hasMessageContaining("is not what you saw");
    }

    @Test
    void anAnswerIsVoidWhenTheRenderedDiffChanged() throws Exception {
        Promotion promotion = waiting();
        answer(promotion, "alice", Map.of("ticket", "OPS-7"));
        fixture.store()
                .promotions()
                .putDiff(
                        PROJECT,
                        promotion.name(),
                        "commit",
                        new RenderedDiff("c0ffee", new ArrayList<>(), 0, 1, 0, new ArrayList<>(), 0, ""));
        assertThat(fixture.advance(promotion)).isInstanceOf(Progress.Waiting.class);
        answer(promotion, "alice", Map.of("ticket", "OPS-8"));
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void afterItsTimeoutItFails() {
        Promotion promotion = waiting("timeout", "1h");
        fixture.clock.advance(Duration.ofMinutes(61));
        assertThatThrownBy(() -> answer(promotion, "alice", Map.of("ticket", "OPS-7")))
                .isInstanceOf(PromotionRefused.class)
                .hasMessageContaining("was to be answered until 2026-03-01T11:00:00Z");
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Failed);
        assertThat(finished.message()).isEqualTo("not answered within 1h0m0s by anybody who may promote");
    }

    @Test
    void abortEndsTheWait() throws Exception {
        Promotion promotion = waiting();
        fixture.engine().promotions().abort(PROJECT, promotion.name(), "olivia");
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Aborted);
        assertThat(fixture.status(promotion, "ask")).isEqualTo(StepStatus.Aborted);
    }

    @Test
    void aBuildThatIsGoneLeavesNothingInDoubt() {
        Promotion promotion = waiting();
        Promotion settled =
                fixture.engine().promotions().settleLost(PROJECT, promotion.name(), "build shop/deploy #7 was deleted");
        assertThat(settled.phase()).isEqualTo(PromotionPhase.Errored);
        assertThat(settled.message()).isEqualTo("owner lost: build shop/deploy #7 was deleted");
    }

    @Test
    void aSchemaThatCannotBeUsedFailsTheStepInWords() {
        fixture.stage(
                "prod",
                step(
                        "get-user-input",
                        "ask",
                        Map.of(
                                "schema",
                                Map.of(
                                        "properties",
                                        Map.of("token", Map.of("type", "string", "format", "password"))))));
        Promotion finished = fixture.finish(fixture.create("prod", "alias-abc"));
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Failed);
        assertThat(finished.message())
                .contains("schema.properties.token: asks for a secret", "bind a Jenkins credential");
    }
}
