package io.jenkins.plugins.kargo.engine.freight.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import io.jenkins.plugins.kargo.engine.model.PromotionWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
    private static final String BERLIN = "Europe/Berlin";
    private static final PromotionPolicy ANY = new PromotionPolicy("", Map.of(), List.of(), false);

    private static Occurrences every(String rrule, String start, Duration length, String zone) {
        return Occurrences.of(new PromotionWindow(
                "w", PromotionWindow.Kind.Allow, ANY, LocalDateTime.parse(start), ZoneId.of(zone), length, rrule));
    }

    private static List<String> boundaries(Occurrences occurrences, String from, int count) {
        List<String> found = new ArrayList<>();
        Optional<Instant> at = Optional.of(Instant.parse(from));
        for (int i = 0; i < count && at.isPresent(); i++) {
            at = occurrences.nextBoundary(at.get());
            at.ifPresent(instant -> found.add(instant.toString()));
        }
        return found;
    }

    @Test
    void officeHoursFollowTheLocalClockWhenItIsSetForward() {
        // On Sunday, 29 March 2026 Berlin goes from UTC+1 to UTC+2.
        Occurrences office = every("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-01-05T09:00", Duration.ofHours(8), BERLIN);
        assertThat(boundaries(office, "2026-03-27T00:00:00Z", 4))
                .containsExactly(
                        "2026-03-27T08:00:00Z", "2026-03-27T16:00:00Z", "2026-03-30T07:00:00Z", "2026-03-30T15:00:00Z");
    }

    @Test
    void aStartThatTheClockSkipsIsAsMuchLater() {
        Occurrences night = every("FREQ=DAILY", "2026-03-01T02:30", Duration.ofHours(1), BERLIN);
        assertThat(boundaries(night, "2026-03-28T12:00:00Z", 2))
                .containsExactly("2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z");
        assertThat(night.isActive(Instant.parse("2026-03-29T01:29:59Z"))).isFalse();
        assertThat(night.isActive(Instant.parse("2026-03-29T01:30:00Z"))).isTrue();
    }

    @Test
    void aStartThatTheClockShowsTwiceIsTheFirst() {
        // On 25 October 2026, 03:00 becomes 02:00.
        Occurrences night = every("FREQ=DAILY", "2026-10-01T02:30", Duration.ofHours(1), BERLIN);
        assertThat(boundaries(night, "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z");
    }

    @Test
    void theLengthIsExactAlsoWhenTheClockIsSet() {
        Occurrences night = every("FREQ=DAILY", "2026-10-01T00:00", Duration.ofHours(6), BERLIN);
        assertThat(boundaries(night, "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-24T22:00:00Z", "2026-10-25T04:00:00Z");
    }

    @Test
    void aWindowIsActiveFromItsStartUntilJustBeforeItsEnd() {
        Occurrences once = every("", "2026-12-24T00:00", Duration.ofDays(3), "UTC");
        assertThat(once.isActive(Instant.parse("2026-12-23T23:59:59Z"))).isFalse();
        assertThat(once.isActive(Instant.parse("2026-12-24T00:00:00Z"))).isTrue();
        assertThat(once.isActive(Instant.parse("2026-12-26T23:59:59Z"))).isTrue();
        assertThat(once.isActive(Instant.parse("2026-12-27T00:00:00Z"))).isFalse();
        assertThat(boundaries(once, "2026-12-01T00:00:00Z", 5))
                .containsExactly("2026-12-24T00:00:00Z", "2026-12-27T00:00:00Z");
    }

    @Test
    void theLastFridayOfAMonthAndAnIntervalAreUnderstood() {
        assertThat(boundaries(
                        every("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-30T18:00", Duration.ofHours(2), "UTC"),
                        "2026-02-01T00:00:00Z",
                        3))
                .containsExactly("2026-02-27T18:00:00Z", "2026-02-27T20:00:00Z", "2026-03-27T18:00:00Z");
        assertThat(boundaries(
                        every("RRULE:FREQ=WEEKLY;INTERVAL=2", "2026-01-05T00:00", Duration.ofDays(7), "UTC"),
                        "2026-03-01T00:00:00Z",
                        3))
                .containsExactly("2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z", "2026-03-16T00:00:00Z");
    }

    @Test
    void countAndUntilEndIt() {
        assertThat(boundaries(
                        every("FREQ=DAILY;COUNT=3", "2026-01-05T00:00", Duration.ofHours(1), "UTC"),
                        "2026-01-06T12:00:00Z",
                        5))
                .containsExactly("2026-01-07T00:00:00Z", "2026-01-07T01:00:00Z");
        for (String until : List.of("20260106T080000Z", "20260106")) {
            assertThat(boundaries(
                            every("FREQ=DAILY;UNTIL=" + until, "2026-01-05T09:00", Duration.ofHours(1), BERLIN),
                            "2026-01-05T12:00:00Z",
                            5))
                    .containsExactly("2026-01-06T08:00:00Z", "2026-01-06T09:00:00Z");
        }
    }

    @Test
    void overlappingOccurrencesAreOneAfterTheOther() {
        Occurrences long1 = every("FREQ=DAILY", "2026-01-05T00:00", Duration.ofHours(36), "UTC");
        assertThat(long1.isActive(Instant.parse("2026-02-01T11:00:00Z"))).isTrue();
        assertThat(boundaries(long1, "2026-02-01T11:00:00Z", 2))
                .containsExactly("2026-02-01T12:00:00Z", "2026-02-02T00:00:00Z");
    }

    @Test
    void whatIsNoUsableRuleIsRefused() {
        assertRefused("FREQ=SOMETIMES", "");
        assertRefused("BYDAY=MO", "");
        assertRefused("FREQ=SECONDLY", "a window recurs HOURLY at most");
        assertRefused("FREQ=DAILY;COUNT=99999", "COUNT is more than 10000");
        assertRefused("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "it never occurs");
    }

    private static void assertRefused(String rrule, String words) {
        assertThatThrownBy(() -> every(rrule, "2026-01-05T00:00", Duration.ofHours(1), "UTC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Property(tries = 300)
    void itIsActiveBetweenAStartAndItsEndOnly(
            @ForAll @IntRange(min = 0, max = 2 * 365 * 24 * 4) int quarters,
            @ForAll @IntRange(min = 1, max = 30) int hours) {
        Occurrences some = every("FREQ=WEEKLY;BYDAY=TU,SA", "2026-01-06T22:15", Duration.ofHours(hours), BERLIN);
        Instant now = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(15L * quarters));
        Instant next = some.nextBoundary(now).orElseThrow();
        assertThat(next).isAfter(now);
        // Nothing changes before the next boundary.
        assertThat(some.isActive(next.minusSeconds(1))).isEqualTo(some.isActive(now));
    }
}
