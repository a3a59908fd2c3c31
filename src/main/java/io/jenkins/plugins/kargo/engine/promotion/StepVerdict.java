package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.model.GoDurations;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What one run of a step means: the step is over, or it runs again later. The rules are those of Kargo's
 * {@code determineStepCompletion}, except that Failed without an error ends the step instead of repeating it for ever.
 *
 * @param status terminal when the step is over, else Running
 * @param again when to run the step again, null when it is over
 */
record StepVerdict(
        StepStatus status,
        String message,
        @CheckForNull Map<String, Object> output,
        int errorCount,
        @CheckForNull Duration again) {
    static final Duration DEFAULT_POLL = Duration.ofMinutes(5);
    static final Duration MIN_POLL = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration MAX_RETRY = Duration.ofMinutes(5);
    private static final int DEFAULT_ERROR_THRESHOLD = 1;

    boolean isOver() {
        return again == null;
    }

    static StepVerdict of(PromotionStep step, StepRecord record, StepAttempt attempt, Instant now) {
        if (attempt instanceof StepAttempt.Refused refused) {
            return over(record, StepStatus.Failed, refused.message(), record.output());
        }
        if (attempt instanceof StepAttempt.Unrecoverable defect) {
            return over(record, StepStatus.Errored, defect.message(), record.output());
        }
        if (attempt instanceof StepAttempt.Broke broke) {
            return afterError(step, record, broke.message(), record.output(), now);
        }
        StepResult result = ((StepAttempt.Returned) attempt).result();
        Map<String, Object> output = result.output() == null ? record.output() : result.output();
        return switch (result.status()) {
            case Succeeded, Skipped, Failed, Aborted -> over(record, result.status(), result.message(), output);
            case Errored -> {
                String detail = result.message().isEmpty() ? "no details provided" : result.message();
                yield afterError(step, record, "step \"" + step.as() + "\" errored: " + detail, output, now);
            }
            case Running -> afterPoll(step, record, result, output, now);
        };
    }

    private static StepVerdict afterError(
            PromotionStep step, StepRecord record, String message, Map<String, Object> output, Instant now) {
        int errors = record.errorCount() + 1;
        int threshold = step.retry().errorThreshold() > 0 ? step.retry().errorThreshold() : DEFAULT_ERROR_THRESHOLD;
        if (errors >= threshold) {
            // With the default threshold there was no retry to talk about.
            String text = threshold == 1
                    ? message
                    : "step \"" + step.as() + "\" met error threshold of " + threshold + ": " + message;
            return new StepVerdict(StepStatus.Errored, text, output, errors, null);
        }
        Duration left = timeLeft(step, record, now);
        if (left != null && left.isNegative()) {
            return new StepVerdict(StepStatus.Errored, timedOut(step), output, errors, null);
        }
        String text = message + "; step will be retried";
        return new StepVerdict(StepStatus.Running, text, output, errors, shorter(backoff(errors), left));
    }

    private static StepVerdict afterPoll(
            PromotionStep step, StepRecord record, StepResult result, Map<String, Object> output, Instant now) {
        Duration left = timeLeft(step, record, now);
        if (left != null && left.isNegative()) {
            return over(record, StepStatus.Errored, timedOut(step), output);
        }
        Duration wished = result.pollAfter() == null ? DEFAULT_POLL : result.pollAfter();
        Duration poll = wished.compareTo(MIN_POLL) < 0 ? MIN_POLL : wished;
        return new StepVerdict(StepStatus.Running, result.message(), output, record.errorCount(), shorter(poll, left));
    }

    private static StepVerdict over(
            StepRecord record, StepStatus status, String message, @CheckForNull Map<String, Object> output) {
        return new StepVerdict(status, message, output, record.errorCount(), null);
    }

    /** Negative when the step's timeout is over, null when it has none. */
    @CheckForNull
    private static Duration timeLeft(PromotionStep step, StepRecord record, Instant now) {
        Duration timeout = step.retry().timeout();
        boolean none = timeout == null || timeout.isZero() || timeout.isNegative();
        return none ? null : timeout.minus(Duration.between(record.startedAt(), now));
    }

    private static String timedOut(PromotionStep step) {
        return "step \"" + step.as() + "\" timed out after "
                + GoDurations.text(step.retry().timeout());
    }

    private static Duration backoff(int errors) {
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(errors - 1, 20));
        return doubled.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : doubled;
    }

    /** A little beyond the end, so that the next run sees the timeout. */
    private static Duration shorter(Duration wanted, @CheckForNull Duration left) {
        if (left == null || left.compareTo(wanted) >= 0) {
            return wanted;
        }
        return left.plusMillis(1);
    }
}
