package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepVerdictTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static PromotionStep step(Duration timeout, int threshold) {
        PromotionStep.Retry retry = new PromotionStep.Retry(timeout, threshold);
        return new PromotionStep("fake", null, "s", "", false, retry, List.of(), Map.of());
    }

    private static StepRecord record(int errors) {
        return new StepRecord("s", "fake", StepStatus.Running, "", START, null, errors, false, null, Map.of());
    }

    private static StepVerdict of(PromotionStep step, StepRecord record, StepAttempt attempt, long seconds) {
        return StepVerdict.of(step, record, attempt, START.plusSeconds(seconds));
    }

    private static StepAttempt running(Duration poll) {
        return new StepAttempt.Returned(StepResult.running("not yet", poll));
    }

    @Test
    void successAndSkipEndTheStepWithItsOutput() {
        StepVerdict verdict =
                of(step(null, 0), record(0), new StepAttempt.Returned(StepResult.succeeded(Map.of("a", 1))), 1);
        assertThat(verdict.isOver()).isTrue();
        assertThat(verdict.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(verdict.output()).isEqualTo(Map.of("a", 1));
        assertThat(of(step(null, 0), record(0), new StepAttempt.Returned(StepResult.skipped("why", null)), 1)
                        .status())
                .isEqualTo(StepStatus.Skipped);
    }

    @Test
    void aRefusalIsFailedWithItsBareText() {
        StepVerdict verdict = of(step(null, 5), record(0), new StepAttempt.Refused("no such file"), 1);
        assertThat(verdict.isOver()).isTrue();
        assertThat(verdict.status()).isEqualTo(StepStatus.Failed);
        assertThat(verdict.message()).isEqualTo("no such file");
    }

    @Test
    void failedWithoutAnErrorEndsTheStepToo() {
        StepResult failed = new StepResult(StepStatus.Failed, "404", null, null);
        assertThat(of(step(null, 5), record(0), new StepAttempt.Returned(failed), 1)
                        .isOver())
                .isTrue();
    }

    @Test
    void aDefectIsNeverRetried() {
        StepVerdict verdict = of(step(null, 5), record(0), new StepAttempt.Unrecoverable("boom"), 1);
        assertThat(verdict.status()).isEqualTo(StepStatus.Errored);
        assertThat(verdict.message()).isEqualTo("boom");
    }

    @Test
    void theFirstErrorEndsAStepWithoutThreshold() {
        StepVerdict verdict = of(step(null, 0), record(0), new StepAttempt.Broke("cut"), 1);
        assertThat(verdict.isOver()).isTrue();
        assertThat(verdict.status()).isEqualTo(StepStatus.Errored);
        assertThat(verdict.message()).isEqualTo("cut");
        assertThat(verdict.errorCount()).isEqualTo(1);
    }

    @Test
    void errorsAreRetriedWithGrowingPausesUntilTheThreshold() {
        StepVerdict first = of(step(null, 3), record(0), new StepAttempt.Broke("cut"), 1);
        assertThat(first.isOver()).isFalse();
        assertThat(first.status()).isEqualTo(StepStatus.Running);
        assertThat(first.message()).isEqualTo("cut; step will be retried");
        StepVerdict second = of(step(null, 3), record(1), new StepAttempt.Broke("cut"), 1);
        assertThat(second.again()).isGreaterThan(first.again());
        StepVerdict third = of(step(null, 3), record(2), new StepAttempt.Broke("cut"), 1);
        assertThat(third.status()).isEqualTo(StepStatus.Errored);
        assertThat(third.message()).isEqualTo("step \"s\" met error threshold of 3: cut");
    }

    @Test
    void anErroredResultCountsAsAnError() {
        StepResult errored = new StepResult(StepStatus.Errored, "", null, null);
        StepVerdict verdict = of(step(null, 2), record(0), new StepAttempt.Returned(errored), 1);
        assertThat(verdict.errorCount()).isEqualTo(1);
        assertThat(verdict.message()).contains("step \"s\" errored: no details provided");
    }

    @Test
    void pollsHaveKargosFloorAndDefault() {
        assertThat(of(step(null, 0), record(0), running(Duration.ofSeconds(1)), 1)
                        .again())
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(of(step(null, 0), record(0), running(null), 1).again()).isEqualTo(Duration.ofMinutes(5));
        assertThat(of(step(null, 0), record(0), running(Duration.ofMinutes(1)), 1)
                        .again())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aTimeoutEndsARunningStepAndShortensThePollBeforeIt() {
        PromotionStep step = step(Duration.ofSeconds(60), 9);
        assertThat(of(step, record(0), running(null), 50).again())
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
        StepVerdict late = of(step, record(0), running(null), 61);
        assertThat(late.status()).isEqualTo(StepStatus.Errored);
        assertThat(late.message()).isEqualTo("step \"s\" timed out after 1m0s");
        assertThat(of(step, record(0), new StepAttempt.Broke("cut"), 61).message())
                .isEqualTo("step \"s\" timed out after 1m0s");
    }

    @Test
    void errorsAreNotForgottenWhenTheStepRunsOnInBetween() {
        assertThat(of(step(null, 3), record(2), running(null), 1).errorCount()).isEqualTo(2);
    }

    @Test
    void anEarlierOutputStaysWhenALaterRunHasNone() {
        StepRecord record =
                new StepRecord("s", "fake", StepStatus.Running, "", START, null, 0, false, Map.of("pr", 1), Map.of());
        assertThat(of(step(null, 0), record, running(null), 1).output()).isEqualTo(Map.of("pr", 1));
    }
}
