package io.jenkins.plugins.kargo.engine.expression.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final ZonedDateTime TIME = ZonedDateTime.parse("2024-02-09T15:04:05.060708Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2006-01-02 15:04:05 | 2024-02-09 15:04:05",
                "Mon Jan _2 3:04PM 06 | Fri Feb  9 3:04PM 24",
                "Monday, January 2 | Friday, February 9",
                "02/01 03:4:5 pm | 09/02 03:4:5 pm",
                "15:04:05.000 .999999999 | 15:04:05.060 .060708",
                "002 __2 | 040  40",
                "-0700 -07:00 -07 Z07:00 MST | +0000 +00:00 +00 Z UTC",
                "Janu Mont 2. | Janu Mont 9."
            })
    void formatsByGoLayouts(String layout, String text) {
        assertThat(Times.format(TIME, layout)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2006-01-02 | 2024-02-29 | 2024-02-29T00:00Z",
                "02.01.2006 15:04 | 24.11.1987 20:30 | 1987-11-24T20:30Z",
                "Jan 2, 2006 at 3:04pm (MST) | Feb 3, 2013 at 7:54pm (PST) | 2013-02-03T19:54Z",
                "2006-01-02T15:04:05Z07:00 | 2024-02-29T01:02:03.5+05:30 | 2024-02-29T01:02:03.500+05:30",
                "2006-002 | 2024-060 | 2024-02-29T00:00Z",
                "06 1 2 | 69 12 31 | 1969-12-31T00:00Z",
                "15:04:05,999 | 12:00:00,5 | 0000-01-01T12:00:00.500Z",
                "Mon, 02 Jan 2006 15:04:05 MST | Tue, 15 Nov 1994 08:12:31 GMT | 1994-11-15T08:12:31Z"
            })
    void readsByGoLayouts(String layout, String text, String expected) {
        assertThat(Times.parse(text, layout, ZoneOffset.UTC).toOffsetDateTime()).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2006-01-02 | 2023-02-29",
                "2006-01-02 | 2023-13-01",
                "2006-01-02 | 2023-1-1",
                "2006-01-02 | 2023-01-01 x",
                "15:04 | 24:00",
                "Jan | Foo",
                "-0700 | +9900",
                "3PM | 5XM",
                "2006-002 | 2023-366"
            })
    void refusesWhatDoesNotFit(String layout, String text) {
        assertThatThrownBy(() -> Times.parse(text, layout, ZoneOffset.UTC))
                .isInstanceOf(ValueException.class)
                .hasMessageStartingWith("cannot read the time \"" + text + "\" as \"" + layout + "\"");
    }

    @Property
    void aTimeReadsBackFromItsRfc3339Form(
            @ForAll @IntRange(min = 0, max = 2_000_000_000) int seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @IntRange(min = -18, max = 18) int hours) {
        ZonedDateTime time = java.time.Instant.ofEpochSecond(seconds, nanos).atZone(ZoneOffset.ofHours(hours));
        assertThat(Times.parse(Times.rfc3339(time), ZoneOffset.UTC)).isEqualTo(time);
    }

    @Property
    void anyTextIsATimeOrGivesAValueException(@ForAll String text, @ForAll String layout) {
        try {
            Times.parse(text, layout, ZoneOffset.UTC);
        } catch (ValueException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void anAbbreviationBelongsToTheZone() {
        ZoneId zurich = Times.zone("Europe/Zurich");
        assertThat(Times.parse("10.07.2024 12:00 CEST", "02.01.2006 15:04 MST", zurich)
                        .toOffsetDateTime())
                .hasToString("2024-07-10T12:00+02:00");
        assertThat(Times.print(ZonedDateTime.of(2024, 1, 2, 3, 4, 5, 0, zurich)))
                .isEqualTo("2024-01-02 03:04:05 +0100 CET");
        assertThat(Times.print(TIME)).isEqualTo("2024-02-09 15:04:05.060708 +0000 UTC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars", "+01:00", "utc", "../etc/passwd", "GMT0x"})
    void onlyNamesOfTheDatabaseAreZones(String name) {
        assertThatThrownBy(() -> Times.zone(name)).isInstanceOf(ValueException.class);
    }

    @Test
    void addingMonthsRunsOverIntoTheNextMonth() {
        ZonedDateTime january = ZonedDateTime.parse("2024-01-31T00:00:00Z");
        assertThat(Times.plusDate(january, 0, 1, 0)).isEqualTo("2024-03-02T00:00:00Z");
        assertThat(Times.plusDate(january, 1, -13, -1)).isEqualTo("2023-12-30T00:00:00Z");
        assertThatThrownBy(() -> Times.plusDate(january, Long.MAX_VALUE, 0, 0)).isInstanceOf(ValueException.class);
    }

    @Test
    void truncatingAndRoundingCountFromTheYearOne() {
        assertThat(Times.truncate(TIME, Duration.ofMinutes(10), false)).isEqualTo("2024-02-09T15:00:00Z");
        assertThat(Times.truncate(TIME, Duration.ofMinutes(8), true)).isEqualTo("2024-02-09T15:04:00Z");
        ZonedDateTime early = ZonedDateTime.parse("0000-12-31T23:59:58.5Z");
        assertThat(Times.truncate(early, Duration.ofSeconds(1), false)).isEqualTo("0000-12-31T23:59:58Z");
    }
}
