package io.jenkins.plugins.kargo.engine.freight.window;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.PromotionWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * The times at which a window is active. The recurrence rule runs on the local clock; each local time is then a moment as
 * RFC 5545, 3.3.5 says: one that the clock skips is as much later as the clock jumps, one that it shows twice is the first.
 * Immutable.
 */
public final class Occurrences {
    private static final int MAX_COUNT = 10_000;

    /** Local times differ from moments by no more. */
    private static final Duration SLACK = Duration.ofDays(2);

    private final PromotionWindow window;
    private final RecurrenceRule rule;

    private Occurrences(PromotionWindow window, RecurrenceRule rule) {
        this.window = window;
        this.rule = rule;
    }

    /** @throws IllegalArgumentException saying what is wrong with the recurrence rule */
    @NonNull
    public static Occurrences of(@NonNull PromotionWindow window) {
        if (window.rrule().isEmpty()) {
            return new Occurrences(window, null);
        }
        Occurrences occurrences = new Occurrences(window, rule(window.rrule(), window.zone()));
        if (occurrences.rule.getFreq() == Freq.SECONDLY || occurrences.rule.getFreq() == Freq.MINUTELY) {
            throw new IllegalArgumentException("a window recurs HOURLY at most: write another FREQ");
        }
        if (occurrences.rule.getCount() != null && occurrences.rule.getCount() > MAX_COUNT) {
            throw new IllegalArgumentException("COUNT is more than " + MAX_COUNT + ": leave it out, or use UNTIL");
        }
        if (occurrences.new Scan(Instant.MIN).next().isEmpty()) {
            throw new IllegalArgumentException("it never occurs: no day fits all of its parts");
        }
        return occurrences;
    }

    private static RecurrenceRule rule(String text, ZoneId zone) {
        try {
            String bare = text.trim().startsWith("RRULE:") ? text.trim().substring(6) : text.trim();
            RecurrenceRule rule = new RecurrenceRule(bare, RecurrenceRule.RfcMode.RFC5545_STRICT);
            DateTime until = rule.getUntil();
            if (until != null) {
                rule.setUntil(local(until, zone));
            }
            return rule;
        } catch (InvalidRecurrenceRuleException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** On the window's clock, as the starts are; a date is the whole day. */
    private static DateTime local(DateTime until, ZoneId zone) {
        if (until.isAllDay()) {
            return new DateTime(until.getYear(), until.getMonth(), until.getDayOfMonth(), 23, 59, 59);
        }
        return until.isFloating()
                ? until
                : dateTime(LocalDateTime.ofInstant(Instant.ofEpochMilli(until.getTimestamp()), zone));
    }

    /** Whether the window is active; it is no more at its end. */
    public boolean isActive(@NonNull Instant now) {
        Scan scan = new Scan(now);
        return scan.next().filter(start -> !start.isAfter(now)).isPresent();
    }

    /** The next moment after this one at which an occurrence begins or ends; empty when there is none any more. */
    @NonNull
    public Optional<Instant> nextBoundary(@NonNull Instant now) {
        Optional<Instant> next = new Scan(now).next();
        // The first that is not over: it ends next when it has begun, unless another begins before that.
        if (next.isPresent() && !next.get().isAfter(now)) {
            Instant end = next.get().plus(window.length());
            Scan scan = new Scan(now);
            Optional<Instant> later = scan.next();
            while (later.isPresent() && !later.get().isAfter(now)) {
                later = scan.next();
            }
            return later.filter(start -> start.isBefore(end)).or(() -> Optional.of(end));
        }
        return next;
    }

    private static DateTime dateTime(LocalDateTime time) {
        return new DateTime(
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }

    private Instant moment(LocalDateTime local) {
        return local.atZone(window.zone()).toInstant();
    }

    /** Goes through the starts of the occurrences that are not over at a moment. */
    private final class Scan {
        private final Instant now;
        private final RecurrenceRuleIterator starts;
        private boolean once;

        Scan(Instant now) {
            this.now = now;
            once = rule == null;
            starts = once ? null : begin();
        }

        /** @return null when the rule gives no more times */
        @CheckForNull
        private RecurrenceRuleIterator begin() {
            try {
                RecurrenceRuleIterator all = rule.iterator(dateTime(window.start()));
                Instant first = moment(window.start());
                if (now.isAfter(first)) {
                    LocalDateTime from = LocalDateTime.ofInstant(now, window.zone())
                            .minus(window.length())
                            .minus(SLACK);
                    if (from.isAfter(window.start())) {
                        all.fastForward(dateTime(from));
                    }
                }
                return all;
            } catch (IllegalArgumentException e) {
                // So the library says that it has looked long enough for a time that fits.
                return null;
            }
        }

        Optional<Instant> next() {
            try {
                while (once || (starts != null && starts.hasNext())) {
                    Instant start = moment(once ? window.start() : local(starts.nextDateTime()));
                    once = false;
                    if (start.plus(window.length()).isAfter(now)) {
                        return Optional.of(start);
                    }
                }
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private LocalDateTime local(DateTime time) {
            return LocalDateTime.of(
                    time.getYear(),
                    time.getMonth() + 1,
                    time.getDayOfMonth(),
                    time.getHours(),
                    time.getMinutes(),
                    time.getSeconds());
        }
    }
}
