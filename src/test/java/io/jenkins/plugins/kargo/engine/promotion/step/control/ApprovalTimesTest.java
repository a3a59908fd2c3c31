package io.jenkins.plugins.kargo.engine.promotion.step.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ApprovalTimesTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration POLL = Duration.ofMinutes(5);

    @Test
    void aReminderIsDueAfterEachInterval() {
        assertThat(ApprovalTimes.remindersDue(START, HOUR, START.plusSeconds(3599)))
                .isZero();
        assertThat(ApprovalTimes.remindersDue(START, HOUR, START.plusSeconds(3600)))
                .isEqualTo(1);
        assertThat(ApprovalTimes.remindersDue(START, HOUR, START.plusSeconds(9000)))
                .isEqualTo(2);
    }

    @Test
    void withoutAnIntervalOrBeforeTheStartNoneIs() {
        assertThat(ApprovalTimes.remindersDue(START, null, START.plusSeconds(9000)))
                .isZero();
        assertThat(ApprovalTimes.remindersDue(START, Duration.ZERO, START.plusSeconds(9000)))
                .isZero();
        assertThat(ApprovalTimes.remindersDue(START, HOUR, START.minusSeconds(9000)))
                .isZero();
    }

    @Test
    void theStepLooksAgainInTimeForTheEndAndTheNextReminder() {
        assertThat(ApprovalTimes.pollAfter(POLL, START, null, null, START)).isEqualTo(POLL);
        assertThat(ApprovalTimes.pollAfter(POLL, START, null, START.plusSeconds(90), START))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(ApprovalTimes.pollAfter(POLL, START, HOUR, START.plusSeconds(3590), START.plusSeconds(3500)))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(ApprovalTimes.pollAfter(POLL, START, HOUR, null, START.plusSeconds(3540)))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(ApprovalTimes.pollAfter(POLL, START, null, START, START)).isEqualTo(Duration.ofSeconds(1));
    }
}
