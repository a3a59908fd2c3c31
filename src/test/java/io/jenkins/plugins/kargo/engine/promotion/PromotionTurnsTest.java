package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which promotion of a stage may run, and who may run it. */
class PromotionTurnsTest extends RunnerSetUp {
    @Test
    void anUnverifiedPromotionHoldsItsStagesQueue() {
        fixture.stage("uat", Map.of("kargo.jenkins.io/verification", "pipeline"), List.of(), step("fake", "one"));
        Promotion first = fixture.create("uat", "alias-abc");
        Promotion second = fixture.create("uat", "alias-abc");
        fixture.finish(first);
        Progress waiting = fixture.advance(second);
        assertThat(waiting)
                .isInstanceOfSatisfying(
                        Progress.Waiting.class,
                        progress -> assertThat(progress.why())
                                .isEqualTo(
                                        "waits for the verification of promotion " + first.name() + " of stage uat"));
        var pending = fixture.engine()
                .verifications()
                .pendingFor(PROJECT, "uat", null)
                .orElseThrow();
        assertThat(pending.promotion()).isEqualTo(first.name());
        fixture.engine()
                .verifications()
                .settle(PROJECT, pending.id(), VerificationPhase.Failed, "smoke test failed", "bob");
        assertThat(fixture.finish(second).phase()).isEqualTo(PromotionPhase.Succeeded);
        assertThat(fixture.store()
                        .freight()
                        .find(PROJECT, first.freight())
                        .orElseThrow()
                        .status()
                        .verifiedIn())
                .doesNotContainKey("uat");
    }

    @Test
    void aPromotionOfTheSameStageWaitsAndSaysForWhom() {
        fixture.fake("fake").then(context -> StepResult.running("slow", Duration.ofMinutes(1)));
        Promotion first = promote(step("fake", "one"));
        Promotion second = fixture.create("test", "alias-abc");
        fixture.advance(first);
        String why = "waits for promotion " + first.name() + " of stage test, started by shop/deploy #7";
        assertThat(fixture.advance(second)).isEqualTo(new Progress.Waiting(why, Duration.ofSeconds(10)));
        assertThat(fixture.stored(second).waitingFor()).isEqualTo(why);
        assertThat(fixture.log).contains("Promotion " + second.name() + ' ' + why);
        fixture.finish(first);
        assertThat(fixture.finish(second).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void whoeverCameFirstGoesFirstEvenIfTheOtherAsksFirst() {
        Promotion first = promote(step("fake", "one"));
        Promotion second = fixture.create("test", "alias-abc");
        assertThat(fixture.advance(second)).isInstanceOf(Progress.Waiting.class);
        fixture.finish(first);
        assertThat(fixture.finish(second).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void anotherOwnerCannotCarryItOutUntilTheLeaseRunsOut() {
        fixture.fake("fake").always(context -> StepResult.running("slow", Duration.ofMinutes(1)));
        Promotion promotion = promote(step("fake", "one"));
        fixture.advance(promotion);
        RunEnvironment other = RunEnvironment.of("build-8", fixture.log::add);
        assertThat(fixture.advance(promotion, other))
                .isInstanceOfSatisfying(
                        Progress.Waiting.class,
                        waiting -> assertThat(waiting.why()).isEqualTo("is being carried out by somebody else"));
        fixture.clock.advance(LeaseKeeper.DURATION.plusSeconds(1));
        assertThat(fixture.advance(promotion, other))
                .isInstanceOfSatisfying(
                        Progress.Waiting.class,
                        waiting -> assertThat(waiting.why()).isEqualTo("slow"));
    }

    @Test
    void freightThatIsNoLongerAvailableErrorsThePromotion() {
        fixture.stage("test", step("fake", "one"));
        fixture.stage("uat", Map.of(), List.of("test"), step("fake", "one"));
        fixture.finish(fixture.create("test", "alias-abc"));
        Promotion promotion = fixture.create("uat", "alias-abc");
        fixture.stage("other", step("fake", "one"));
        fixture.stage("uat", Map.of(), List.of("other"), step("fake", "one"));
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Errored);
        assertThat(finished.message())
                .startsWith("Freight alias-abc (abc0000) is not available to stage uat: it is not verified");
    }
}
