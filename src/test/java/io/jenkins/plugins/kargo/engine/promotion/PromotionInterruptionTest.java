package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What stops a promotion in the middle, and how it goes on. */
class PromotionInterruptionTest extends RunnerSetUp {
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
    void anAbortAtTheVeryEndOfAStepKeepsTheNextOneFromBeginning() {
        fixture.fake("fake").then(context -> {
            // As another controller on the same database does, which cannot interrupt this one's thread.
            fixture.store()
                    .promotions()
                    .update(PROJECT, context.promotion().name(), now -> Transitions.abortRequested(now, "carol"));
            return StepResult.succeeded();
        });
        Promotion promotion = promote(step("fake", "one"), step("fake", "two"));
        Promotion finished = fixture.finish(promotion);
        assertThat(finished.phase()).isEqualTo(PromotionPhase.Aborted);
        assertThat(fixture.status(promotion, "one")).isEqualTo(StepStatus.Succeeded);
        assertThat(finished.recordOf("two")).isEmpty();
        assertThat(fixture.fake("fake").aliases()).containsExactly("one");
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
}
