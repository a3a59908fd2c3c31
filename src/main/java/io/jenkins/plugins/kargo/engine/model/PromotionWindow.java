package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * When promotions to some stages may begin, or may not.
 *
 * @param stages selects them as a promotion policy does; whether that enables anything does not count
 * @param start local time at which the first occurrence begins
 * @param zone of the start, and of all occurrences
 * @param length of every occurrence, exact: a change of the clock does not make it longer or shorter; positive
 * @param rrule recurrence rule of RFC 5545, empty for a window that occurs once
 */
public record PromotionWindow(
        @NonNull String name,
        @NonNull Kind kind,
        @NonNull PromotionPolicy stages,
        @NonNull LocalDateTime start,
        @NonNull ZoneId zone,
        @NonNull Duration length,
        @NonNull String rrule) {
    public enum Kind {
        Allow,
        Deny
    }

    public PromotionWindow {
        rrule = Values.text(rrule);
    }
}
