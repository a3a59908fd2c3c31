package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
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

class ApprovalTest {
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

    /** Asked for by alice, its build started by bob. */
    private Promotion waiting(Map<String, Object> config) {
        fixture.stage("prod", step("fake", "commit"), step("wait-for-approval", "approve", config));
        Promotion promotion = fixture.create("prod", "alias-abc");
        fixture.advance(promotion);
        return promotion;
    }

    private static Map<String, Object> approvers(int minApprovals) {
        return Map.of(
                "approvers",
                List.of(Map.of("user", "carol"), Map.of("group", "sre")),
                "minApprovals",
                minApprovals,
                "timeout",
                "1h");
    }

    private void answer(Promotion promotion, String user, Set<String> groups, boolean approved)
            throws PromotionRefused {
        fixture.engine()
                .promotions()
                .answer(PROJECT, promotion.name(), new Approver(user, groups), approved, "looks fine", null);
    }

    private void assertRefused(Promotion promotion, String user, Set<String> groups, String words) {
        assertThatThrownBy(() -> answer(promotion, user, groups, true))
                .isInstanceOf(PromotionRefused.class)
                .hasMessageContaining(words);
    }

    @Test
    void itWaitsInWordsUntilAListedPersonApproves() throws Exception {
        Promotion promotion = waiting(approvers(1));
        assertThat(fixture.advance(promotion))
                .isEqualTo(new Progress.Waiting("waits for approval by carol, group sre", Duration.ofSeconds(30)));
        answer(promotion, "carol", Set.of(), true);
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Succeeded);
        StepRecord record = finished.recordOf("approve").orElseThrow();
        assertThat(record.output())
                .isEqualTo(Map.of(
                        "responses",
                        List.of(Map.of(
                                "user",
                                "carol",
                                "action",
                                "approved",
                                "time",
                                "2026-03-01T10:00:00Z",
                                "message",
                                "looks fine"))));
    }

    @Test
    void nobodyMayApproveWhoAskedForItOrStartedTheBuildOrIsNotListed() {
        Promotion promotion = waiting(approvers(1));
        assertRefused(promotion, "alice", Set.of("sre"), "alice asked for promotion");
        assertRefused(promotion, "ALICE", Set.of("sre"), "asked for promotion");
        assertRefused(promotion, "bob", Set.of("sre"), "bob started shop/deploy #7");
        assertRefused(promotion, "dave", Set.of("dev"), "dave is not among the approvers");
        assertThat(fixture.advance(promotion)).isInstanceOf(Progress.Waiting.class);
        assertThat(fixture.store().promotions().approvals(PROJECT, promotion.name()))
                .isEmpty();
    }

    @Test
    void severalDifferentPeopleMayBeNeeded() throws Exception {
        Promotion promotion = waiting(approvers(2));
        answer(promotion, "erin", Set.of("sre"), true);
        answer(promotion, "erin", Set.of("sre"), true);
        assertThat(fixture.advance(promotion))
                .isInstanceOfSatisfying(
                        Progress.Waiting.class,
                        waiting -> assertThat(waiting.why())
                                .isEqualTo("waits for approval by carol, group sre, 1 of 2 have approved"));
        answer(promotion, "carol", Set.of(), true);
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void aRejectionFailsThePromotion() throws Exception {
        Promotion promotion = waiting(approvers(1));
        answer(promotion, "carol", Set.of(), false);
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Failed);
        assertThat(finished.message()).isEqualTo("rejected by carol: looks fine");
        // Steps that run after a failure may tell people who it was.
        assertThat(finished.recordOf("approve").orElseThrow().output())
                .hasToString(
                        "{responses=[{user=carol, action=rejected, time=2026-03-01T10:00:00Z, message=looks fine}]}");
        assertRefused(promotion, "erin", Set.of("sre"), "does not wait for approval; it is Failed");
    }

    @Test
    void whatNobodyCanEverApproveFailsAtOnce() {
        assertFailsAtOnce(
                Map.of("approvers", List.of(Map.of("user", "Alice", "required", true), Map.of("group", "sre"))),
                "it can never be approved: the approval of Alice is required, who asked for promotion");
        assertFailsAtOnce(
                Map.of("approvers", List.of(Map.of("user", "bob"), Map.of("user", "carol")), "minApprovals", 2),
                "it can never be approved: minApprovals is 2, but of the approvers (bob, carol) only 1 may answer");
        assertFailsAtOnce(
                Map.of("approvers", List.of(Map.of("user", "carol"), Map.of("user", "Carol")), "minApprovals", 2),
                "only 1 may answer");
        assertFailsAtOnce(Map.of("approvers", List.of(Map.of("user", "alice"))), "only 0 may answer");
    }

    private void assertFailsAtOnce(Map<String, Object> config, String words) {
        Promotion promotion = fixture.stored(waiting(config));
        assertThat(promotion.phase()).isEqualTo(PromotionPhase.Failed);
        assertThat(promotion.message()).contains(words);
    }

    @Test
    void abortEndsTheWait() throws Exception {
        Promotion promotion = waiting(approvers(1));
        fixture.engine().promotions().abort(PROJECT, promotion.name(), "olivia");
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Aborted);
        assertThat(finished.message()).isEqualTo("aborted by olivia");
        assertRefused(promotion, "carol", Set.of(), "does not wait for approval; it is Aborted");
    }

    @Test
    void afterItsTimeoutItFails() {
        Promotion promotion = waiting(approvers(1));
        fixture.clock.advance(Duration.ofMinutes(61));
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Failed);
        assertThat(finished.message()).isEqualTo("not approved within 1h0m0s by carol, group sre");
        assertThat(fixture.status(promotion, "approve")).isEqualTo(StepStatus.Failed);
    }

    @Test
    void anAnswerToSomethingElseThanWhatThePersonSawIsRefused() throws Exception {
        Promotion promotion = waiting(approvers(1));
        Approver carol = new Approver("carol", Set.of());
        Promotions promotions = fixture.engine().promotions();
        assertThatThrownBy(() -> promotions.answer(PROJECT, promotion.name(), carol, true, "", "other"))
                .isInstanceOf(PromotionRefused.class)
                .hasMessageContaining("is not what you saw");
        String binding = ApprovalRequest.ofIntention(fixture.stored(promotion)
                        .recordOf("approve")
                        .orElseThrow()
                        .intention())
                .binding();
        promotions.answer(PROJECT, promotion.name(), carol, true, "", binding);
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void theBindingCoversFreightStageConfigurationAndWhatTheStepsBeforeMade() {
        Promotion promotion = fixture.stored(waiting(approvers(1)));
        String binding = ApprovalBinding.of(promotion, Map.of(), "approve");
        RenderedDiff diff = new RenderedDiff("c0ffee", new ArrayList<>(), 0, 1, 0, new ArrayList<>(), 0, "");
        assertThat(ApprovalBinding.of(promotion, Map.of(), "approve")).isEqualTo(binding);
        assertThat(ApprovalBinding.of(promotion, Map.of(), "commit")).isNotEqualTo(binding);
        assertThat(ApprovalBinding.of(promotion, Map.of("commit", diff), "approve"))
                .isNotEqualTo(binding);
        assertThat(ApprovalBinding.of(promotion, Map.of("approve", diff), "approve"))
                .isEqualTo(binding);
    }

    @Test
    void anAnswerBeforeTheStepWaitsIsRefused() {
        fixture.stage("prod", step("wait-for-approval", "approve", approvers(1)));
        Promotion promotion = fixture.create("prod", "alias-abc");
        assertRefused(promotion, "carol", Set.of(), "does not wait for approval; it is Pending");
    }

    @Test
    void kargosFormsOfApproversAreUnderstood() throws Exception {
        Promotion promotion = waiting(Map.of(
                "approvers",
                List.of(
                        Map.of("claim", "groups", "value", "ops"),
                        Map.of("claim", "sub", "value", "frank"),
                        Map.of("role", "leads"))));
        assertThat(fixture.advance(promotion))
                .isInstanceOfSatisfying(
                        Progress.Waiting.class,
                        waiting -> assertThat(waiting.why())
                                .isEqualTo("waits for approval by group ops, frank, group leads"));
        assertRefused(promotion, "ops", Set.of(), "not among");
        answer(promotion, "gina", Set.of("leads"), true);
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void anApprovalIsVoidWhenTheRenderedDiffChanged() throws Exception {
        Promotion promotion = waiting(approvers(1));
        answer(promotion, "carol", Set.of(), true);
        RenderedDiff diff = new RenderedDiff("c0ffee", new ArrayList<>(), 0, 1, 0, new ArrayList<>(), 0, "");
        fixture.store().promotions().putDiff(PROJECT, promotion.name(), "commit", diff);
        assertThat(fixture.advance(promotion)).isInstanceOf(Progress.Waiting.class);
        answer(promotion, "carol", Set.of(), true);
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void aRequiredGroupHasToApproveWhateverTheOthersSay() throws Exception {
        Promotion promotion = waiting(Map.of(
                "approvers",
                List.of(Map.of("group", "sre", "required", true), Map.of("user", "carol"), Map.of("user", "dan"))));
        answer(promotion, "carol", Set.of(), true);
        answer(promotion, "dan", Set.of(), true);
        assertThat(fixture.advance(promotion))
                .isInstanceOfSatisfying(
                        Progress.Waiting.class,
                        waiting -> assertThat(waiting.why())
                                .isEqualTo("waits for approval by group sre (required), carol, dan,"
                                        + " that of group sre is missing"));
        assertThat(fixture.engine()
                        .promotions()
                        .approvalNeed(fixture.stored(promotion), new Approver("erin", Set.of()))
                        .orElseThrow()
                        .missing())
                .containsExactly("group sre");
        answer(promotion, "erin", Set.of("sre"), true);
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void remindersComeInTheirIntervalAlsoAfterARestart() {
        Map<String, Object> config = new LinkedHashMap<>(approvers(1));
        config.put("timeout", "24h");
        config.put("remindEvery", "4h");
        Promotion promotion = waiting(config);
        assertThat(types()).contains("PromotionAwaitsApproval").doesNotContain("PromotionApprovalReminder");
        fixture.clock.advance(Duration.ofHours(4));
        fixture.advance(promotion);
        fixture.advance(promotion);
        assertThat(reminders()).isEqualTo(1);
        fixture.restart();
        fixture.clock.advance(Duration.ofHours(9));
        fixture.advance(promotion);
        fixture.advance(promotion);
        assertThat(reminders()).isEqualTo(2);
        assertThat(types()).filteredOn("PromotionAwaitsApproval"::equals).hasSize(1);
    }

    private List<String> types() {
        return fixture.store().events().list(PROJECT, 100).stream()
                .map(Event::type)
                .toList();
    }

    private long reminders() {
        return types().stream().filter("PromotionApprovalReminder"::equals).count();
    }

    @Test
    void anAnswerAfterTheEndIsRefusedAndOneBeforeItCountsHoweverLateItIsSeen() throws Exception {
        Promotion late = waiting(approvers(1));
        fixture.clock.advance(Duration.ofMinutes(61));
        assertRefused(late, "carol", Set.of(), "was to be answered until 2026-03-01T11:00:00Z");
        fixture.finish(late);

        Promotion inTime = fixture.create("prod", "alias-abc");
        fixture.advance(inTime);
        answer(inTime, "carol", Set.of(), true);
        fixture.clock.advance(Duration.ofMinutes(61));
        assertThat(fixture.finish(inTime).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void theAnswersSurviveARestart() throws Exception {
        Promotion promotion = waiting(approvers(1));
        fixture.restart();
        answer(promotion, "carol", Set.of(), true);
        fixture.restart();
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
        assertThat(fixture.fake("fake").aliases()).containsExactly("commit");
    }
}
