package io.jenkins.plugins.kargo.engine.freight.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ICalTimeTest {
    private static final LocalDateTime NINE = LocalDateTime.of(2026, 1, 5, 9, 0);

    @Test
    void aTimeHasTheZoneThatItNames() {
        assertThat(ICalTime.parse("TZID=America/New_York:20260105T090000"))
                .isEqualTo(new ICalTime(NINE, Optional.of(ZoneId.of("America/New_York"))));
        assertThat(ICalTime.parse("20260105T090000Z")).isEqualTo(new ICalTime(NINE, Optional.of(ZoneOffset.UTC)));
        assertThat(ICalTime.parse("20260105T090000")).isEqualTo(new ICalTime(NINE, Optional.empty()));
    }

    @Test
    void aDateIsItsMidnight() {
        assertThat(ICalTime.parse("20260105").local()).isEqualTo(LocalDateTime.of(2026, 1, 5, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-05T09:00:00Z",
                "TZID=Europe/Berlin:20260105T090000Z",
                "20260105T0900",
                "20260230T090000",
                "20260105T250000",
                "TZID=Mars/Base:20260105T090000"
            })
    void whatIsNoTimeIsRefusedWithTheWayToWriteOne(String text) {
        assertThatThrownBy(() -> ICalTime.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("is no date-time of iCalendar; write it as .*|is no date and time that there is: .*"
                        + "|names the time zone \"Mars/Base\", which is unknown; write one of the IANA database.*");
    }
}
