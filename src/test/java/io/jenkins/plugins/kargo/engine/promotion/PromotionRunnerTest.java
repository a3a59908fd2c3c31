package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.mayFail;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.retried;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionRunnerTest {
    @TempDir
    Path directory;

    private EngineFixture fixture;

    @BeforeEach
    void openStore() {
        fixture = new EngineFixture(directory);
        fixture.freight("abc");
        fixture.fake("fake");
    }

    @AfterEach
    void closeStore() {
        fixture.close();
    }

    private Promotion promote(PromotionStep... steps) {
        fixture.stage("test", steps);
        return fixture.create("test", "alias-abc");
    }

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
    void aHandlerCarriesOutAPipelineStep() {
        Promotion promotion = promote(
                step("pipeline", "render", Map.of("name", "kustomize", "with", Map.of("env", "test"))),
                step("fake", "after"));
        Progress progress = fixture.advance(promotion);
        assertThat(progress).isInstanceOfSatisfying(Progress.NeedsHandler.class, needed -> {
            assertThat(needed.handler()).isEqualTo("kustomize");
            assertThat(needed.with()).isEqualTo(Map.of("env", "test"));
            assertThat(needed.step().as()).isEqualTo("render");
        });
        assertThat(fixture.advance(promotion)).isEqualTo(progress);
        fixture.engine()
                .runner()
                .completeHandler(PROJECT, promotion.name(), "render", StepResult.succeeded(Map.of("file", "out.yaml")));
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Succeeded);
        assertThat(finished.recordOf("render").map(StepRecord::output)).contains(Map.of("file", "out.yaml"));
    }

    @Test
    void aHandlerMayFailOrBeTriedAgainOrBeAborted() {
        PromotionStep render =
                retried(step("pipeline", "render", Map.of("name", "x")), new PromotionStep.Retry(null, 2));
        Promotion retried = promote(render);
        fixture.advance(retried);
        fixture.engine().runner().failHandler(PROJECT, retried.name(), "render", StepStatus.Errored, "agent lost");
        assertThat(fixture.advance(retried)).isInstanceOf(Progress.NeedsHandler.class);
        fixture.engine().runner().failHandler(PROJECT, retried.name(), "render", StepStatus.Failed, "tests fail");
        assertThat(fixture.finish(retried).message()).isEqualTo("tests fail");

        Promotion aborted = fixture.create("test", "alias-abc");
        fixture.advance(aborted);
        fixture.engine().runner().failHandler(PROJECT, aborted.name(), "render", StepStatus.Aborted, "stopped by bob");
        assertThat(fixture.finish(aborted).phase()).isEqualTo(PromotionPhase.Aborted);
        assertThat(fixture.status(aborted, "render")).isEqualTo(StepStatus.Aborted);
    }

    @Test
    void aHandlerOfAnotherStepIsADefectOfTheCaller() {
        Promotion promotion = promote(step("pipeline", "render", Map.of("name", "x")));
        fixture.advance(promotion);
        assertThatThrownBy(() -> fixture.engine()
                        .runner()
                        .completeHandler(PROJECT, promotion.name(), "other", StepResult.succeeded()))
                .isInstanceOf(IllegalStateException.class);
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

    @Test
    void aStopOfTheBuildEndsThePromotionBetweenSteps() {
        AtomicBoolean stop = new AtomicBoolean();
        fixture.fake("fake").then(context -> {
            stop.set(true);
            return StepResult.succeeded();
        });
        Promotion promotion = promote(step("fake", "one"), when(step("fake", "two"), "always"));
        Progress progress = fixture.advance(promotion, fixture.environment().withStopRequested(stop::get));
        assertThat(progress).isInstanceOfSatisfying(Progress.Finished.class, finished -> {
            assertThat(finished.promotion().phase()).isEqualTo(PromotionPhase.Aborted);
            assertThat(finished.promotion().message()).isEqualTo("the build was stopped");
        });
        assertThat(fixture.status(promotion, "one")).isEqualTo(StepStatus.Succeeded);
        assertThat(fixture.fake("fake").aliases()).containsExactly("one");
    }

    @Test
    void anAbortInterruptsTheRunningStep() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        fixture.fake("fake").then(context -> {
            context.intend(Map.of("branch", "stage/test"));
            running.countDown();
            new CountDownLatch(1).await();
            return StepResult.succeeded();
        });
        Promotion promotion = promote(step("fake", "one"), step("fake", "two"));
        Progress[] progress = new Progress[1];
        boolean[] stillInterrupted = new boolean[1];
        Thread build = new Thread(() -> {
            progress[0] = fixture.advance(promotion);
            stillInterrupted[0] = Thread.currentThread().isInterrupted();
        });
        build.start();
        running.await();
        fixture.engine().promotions().abort(PROJECT, promotion.name(), "carol");
        build.join(10_000);
        assertThat(progress[0]).isInstanceOfSatisfying(Progress.Finished.class, finished -> {
            assertThat(finished.promotion().phase()).isEqualTo(PromotionPhase.Aborted);
            assertThat(finished.promotion().message()).isEqualTo("aborted by carol");
        });
        assertThat(stillInterrupted[0]).isFalse();
        StepRecord record = fixture.stored(promotion).recordOf("one").orElseThrow();
        assertThat(record.status()).isEqualTo(StepStatus.Aborted);
        assertThat(record.intention()).isEqualTo(Map.of("branch", "stage/test"));
    }

    @Test
    void anAbortOfAQueuedPromotionEndsItAtOnce() throws Exception {
        Promotion promotion = promote(step("fake", "one"));
        Promotion aborted = fixture.engine().promotions().abort(PROJECT, promotion.name(), "carol");
        assertThat(aborted.phase()).isEqualTo(PromotionPhase.Aborted);
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Aborted);
        assertThatThrownBy(() -> fixture.engine().promotions().abort(PROJECT, promotion.name(), "carol"))
                .isInstanceOf(PromotionRefused.class)
                .hasMessageContaining("has ended already: Aborted");
    }

    @Test
    void anInterruptWithoutAReasonLeavesThePromotionForTheNextStart() {
        fixture.fake("fake").then(context -> {
            throw new InterruptedException();
        });
        Promotion promotion = promote(step("fake", "one"));
        assertThatThrownBy(() -> fixture.engine().runner().advance(PROJECT, promotion.name(), fixture.environment()))
                .isInstanceOf(InterruptedException.class);
        assertThat(fixture.status(promotion, "one")).isEqualTo(StepStatus.Running);
        fixture.restart();
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
        assertThat(fixture.fake("fake").aliases()).containsExactly("one", "one");
    }

    @Test
    void whatAStepIntendedIsThereAfterARestart() {
        fixture.fake("fake").then(context -> {
            assertThat(context.intention()).isEmpty();
            context.intend(Map.of("commit", "c1"));
            throw new InterruptedException();
        });
        fixture.fake("fake").then(context -> {
            assertThat(context.intention()).isEqualTo(Map.of("commit", "c1"));
            return StepResult.succeeded(Map.of("commit", "c1"));
        });
        Promotion promotion = promote(step("fake", "push"));
        assertThatThrownBy(() -> fixture.engine().runner().advance(PROJECT, promotion.name(), fixture.environment()))
                .isInstanceOf(InterruptedException.class);
        fixture.restart();
        assertThat(fixture.finish(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
    }

    @Test
    void aFinishedPromotionStaysFinished() {
        Promotion promotion = promote(step("fake", "one"));
        Promotion finished = fixture.finish(promotion);
        assertThat(fixture.finish(promotion)).isEqualTo(finished);
        assertThat(fixture.fake("fake").runs).hasSize(1);
    }
}
