package io.jenkins.plugins.kargo.engine.promotion.step.control;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.Instant;

/** When a step that waits for people reminds them, and when it has to look again. Pure. */
final class ApprovalTimes {
    private static final Duration SOONEST = Duration.ofSeconds(1);

    private ApprovalTimes() {}

    /** @param interval between reminders, null for none @return how many reminders are due by now, missed ones included */
    static int remindersDue(Instant start, @CheckForNull Duration interval, Instant now) {
        if (interval == null || interval.isZero() || interval.isNegative() || now.isBefore(start)) {
            return 0;
        }
        return (int) Math.min(Integer.MAX_VALUE, Duration.between(start, now).dividedBy(interval));
    }

    /** The poll interval, or less when the end or the next reminder comes earlier. */
    static Duration pollAfter(
            Duration poll,
            Instant start,
            @CheckForNull Duration reminderInterval,
            @CheckForNull Instant expiresAt,
            Instant now) {
        Instant next = now.plus(poll);
        if (expiresAt != null && expiresAt.isBefore(next)) {
            next = expiresAt;
        }
        if (reminderInterval != null && !reminderInterval.isZero()) {
            Instant reminder =
                    start.plus(reminderInterval.multipliedBy(remindersDue(start, reminderInterval, now) + 1L));
            next = reminder.isBefore(next) ? reminder : next;
        }
        Duration wait = Duration.between(now, next);
        return wait.compareTo(SOONEST) < 0 ? SOONEST : wait;
    }
}
