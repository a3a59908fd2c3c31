package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.mayFail;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.retried;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromotionRunnerTest extends RunnerSetUp {
    @Test
    void stepsRunInOrderAndTheirOutputsAreStored() {
        Promotion promotion = promote(step("fake", "one"), step("fake", "two"));
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Succeeded);
        assertThat(fixture.fake("fake").aliases()).containsExactly("one", "two");
        assertThat(finished.recordOf("one").orElseThrow().output()).isEqualTo(Map.of("by", "fake"));
        assertThat(finished.finishedAt()).isNotNull();
        assertThat(fixture.log)
                .containsExactly(
                        "Step 1/2 \"one\" (fake) starts",
                        "Step 1/2 \"one\" (fake) succeeded",
                        "Step 2/2 \"two\" (fake) starts",
                        "Step 2/2 \"two\" (fake) succeeded");
    }

    @Test
    void theOutcomeOfAStepIsStoredBeforeTheNextOneStarts() {
        Promotion promotion = promote(step("fake", "one"), step("fake", "two"));
        StepStatus[] seen = new StepStatus[2];
        fixture.fake("fake").then(context -> {
            seen[0] = fixture.status(promotion, "one");
            return StepResult.succeeded();
        });
        fixture.fake("fake").then(context -> {
            seen[1] = fixture.status(promotion, "one");
            return StepResult.succeeded();
        });
        fixture.finish(promotion);
        assertThat(seen).containsExactly(StepStatus.Running, StepStatus.Succeeded);
    }

    @Test
    void theEndOfAStepAndTheBeginningOfTheNextAreOneChange() {
        Promotion promotion = promote(step("fake", "one"), step("fake", "two"));
        long[] versions = new long[2];
        for (int i = 0; i < versions.length; i++) {
            int run = i;
            fixture.fake("fake").then(context -> {
                versions[run] = fixture.store().version(PROJECT);
                assertThat(fixture.status(promotion, context.step().as())).isEqualTo(StepStatus.Running);
                return StepResult.succeeded();
            });
        }
        fixture.finish(promotion);
        assertThat(versions[1]).isEqualTo(versions[0] + 1);
    }

    @Test
    void aStepThatWaitsIsNotBegunTogetherWithTheEndOfTheOneBeforeAgain() {
        Promotion promotion = promote(step("fake", "one"), step("fake", "two"));
        fixture.fake("fake").then(context -> StepResult.succeeded());
        fixture.fake("fake").then(context -> StepResult.running("waits", Duration.ofMillis(1)));
        Progress waiting = fixture.advance(promotion);
        assertThat(waiting).isInstanceOf(Progress.Waiting.class);
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
        assertThat(fixture.fake("fake").aliases()).containsExactly("one", "two", "two");
        assertThat(fixture.log.stream().filter(line -> line.endsWith("starts"))).hasSize(2);
    }

    @Test
    void successBringsTheFreightToTheStageAndVerifiesItWhereNothingIsDeclared() {
        Promotion promotion = promote(step("fake", "one"));
        fixture.finish(promotion);
        assertThat(fixture.store().promotions().current(PROJECT).get("test").promotion())
                .isEqualTo(promotion.name());
        var status = fixture.store()
                .freight()
                .find(PROJECT, promotion.freight())
                .orElseThrow()
                .status();
        assertThat(status.currentlyIn()).containsKey("test");
        assertThat(status.verifiedIn()).containsKey("test");
        assertThat(fixture.store().verifications().latest(PROJECT).get("test").phase())
                .isEqualTo(VerificationPhase.Successful);
        assertThat(fixture.store().events().list(PROJECT, 10))
                .extracting(Event::type)
                .containsExactlyInAnyOrder("PromotionCreated", "PromotionSucceeded", "FreightVerificationSucceeded");
    }

    @Test
    void afterAFailureOnlyStepsThatAskForItRun() {
        fixture.fake("fake").then(context -> {
            throw new StepFailure("no such file");
        });
        Promotion promotion = promote(
                step("fake", "bad"),
                step("fake", "skipped"),
                when(step("fake", "cleanup"), "always"),
                when(step("fake", "report"), "failure"));
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Failed);
        assertThat(finished.message()).isEqualTo("no such file");
        assertThat(fixture.fake("fake").aliases()).containsExactly("bad", "cleanup", "report");
        assertThat(fixture.status(promotion, "skipped")).isEqualTo(StepStatus.Skipped);
        assertThat(fixture.store().promotions().current(PROJECT)).isEmpty();
    }

    @Test
    void aStepThatMayFailDoesNotStopTheOthers() {
        fixture.fake("fake").then(context -> {
            throw new StepFailure("flaky");
        });
        Promotion promotion = promote(mayFail(step("fake", "bad")), step("fake", "good"));
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
        assertThat(fixture.status(promotion, "bad")).isEqualTo(StepStatus.Failed);
    }

    @Test
    void aBrokenConditionErrorsTheStepAndTheNextAreStillLookedAt() {
        Promotion promotion = promote(when(step("fake", "one"), "${{ oops"), when(step("fake", "two"), "always"));
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Errored);
        assertThat(finished.message()).isEqualTo("error checking if step \"one\" should be skipped: unexpected token");
        assertThat(fixture.fake("fake").aliases()).containsExactly("two");
    }

    @Test
    void anUnknownStepErrorsWithASuggestion() {
        Promotion finished = fixture.finish(promote(step("fakke", "one")));
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Errored);
        assertThat(finished.message())
                .isEqualTo("no promotion step runner found for kind \"fakke\"; did you mean \"fake\"?");
    }

    @Test
    void anInvalidConfigurationFailsTheStepWithoutRunningIt() {
        fixture.fake("set-freight-alias");
        Promotion finished = fixture.finish(promote(step("set-freight-alias", "one", Map.of("name", "x"))));
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Failed);
        assertThat(finished.message()).isEqualTo("invalid set-freight-alias config: (root): alias is required");
        assertThat(fixture.fake("set-freight-alias").runs).isEmpty();
    }

    @Test
    void aConfigurationThatCannotBeEvaluatedErrorsTheStep() {
        Promotion finished = fixture.finish(promote(step("fake", "one", Map.of("broken", true))));
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Errored);
        assertThat(finished.message()).isEqualTo("failed to get step config: unknown name");
    }

    @Test
    void technicalErrorsAreRetriedUpToTheThreshold() {
        fixture.fake("fake").always(context -> {
            throw new IOException("connection reset");
        });
        Promotion promotion = promote(retried(step("fake", "one"), new PromotionStep.Retry(null, 3)));
        for (int i = 0; i < 2; i++) {
            assertThat(fixture.advance(promotion))
                    .isInstanceOfSatisfying(
                            Progress.Waiting.class,
                            waiting -> assertThat(waiting.why()).isEqualTo("connection reset; step will be retried"));
        }
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Errored);
        assertThat(finished.message()).isEqualTo("step \"one\" met error threshold of 3: connection reset");
        assertThat(fixture.fake("fake").runs).hasSize(3);
    }

    @Test
    void aRunningStepIsPolledUntilItsTimeout() {
        fixture.fake("fake").always(context -> StepResult.running("pull request is open", Duration.ofSeconds(30)));
        Promotion promotion = promote(retried(step("fake", "wait"), new PromotionStep.Retry(Duration.ofMinutes(1), 0)));
        assertThat(fixture.advance(promotion))
                .isEqualTo(new Progress.Waiting("pull request is open", Duration.ofSeconds(30)));
        assertThat(fixture.stored(promotion).waitingFor()).isEqualTo("pull request is open");
        fixture.clock.advance(Duration.ofSeconds(61));
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Errored);
        assertThat(finished.message()).isEqualTo("step \"wait\" timed out after 1m0s");
    }

    @Test
    void aDefectInAStepEndsItAndNotTheRunner() {
        fixture.fake("fake").then(context -> {
            throw new IllegalStateException("boom");
        });
        Promotion finished = fixture.finish(promote(step("fake", "one")));
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Errored);
        assertThat(finished.message()).isEqualTo("an unrecoverable error occurred: boom");
    }

    @Test
    void anOutputThatIsNotPlainIsRefused() {
        fixture.fake("fake").then(context -> StepResult.succeeded(Map.of("when", fixture.clock.instant())));
        Promotion finished = fixture.finish(promote(step("fake", "one")));
        assertThat(finished.message()).contains("The output of the step.when is a java.time.Instant");
    }

    @Test
    void aStepThatNeedsTheWorkDirAsksForIt() throws IOException {
        fixture.fake("files").onFiles(StepRunner.Replay.FILES);
        Promotion promotion = promote(step("fake", "one"), step("files", "two"));
        assertThat(fixture.advance(promotion)).isEqualTo(new Progress.NeedsWorkspace("two"));
        assertThat(fixture.stored(promotion).recordOf("two")).isEmpty();
    }

    @Test
    void whoWaitsWithAWorkspaceIsToldWhetherItIsNeeded() throws IOException {
        fixture.fake("files").onFiles(StepRunner.Replay.FILES);
        Promotion waiting = promote(step("fake", "one"), step("files", "two"));
        assertThat(fixture.engine().runner().needsWorkspace(waiting)).isFalse();
        fixture.advance(waiting);
        assertThat(fixture.engine().runner().needsWorkspace(fixture.stored(waiting)))
                .isTrue();
    }

    @Test
    void aFinishedPromotionStaysFinished() {
        Promotion promotion = promote(step("fake", "one"));
        Promotion finished = fixture.finish(promotion);
        assertThat(fixture.finish(promotion)).isEqualTo(finished);
        assertThat(fixture.fake("fake").runs).hasSize(1);
    }
}
