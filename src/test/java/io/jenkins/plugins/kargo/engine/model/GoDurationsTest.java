package io.jenkins.plugins.kargo.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationsTest {
    @ParameterizedTest
    @CsvSource({"30s,PT30S", "1h30m,PT1H30M", "1.5m,PT1M30S", "0.25s,PT0.25S", "1m1m,PT2M", "0s,PT0S"})
    void readsWhatManifestsHold(String text, Duration expected) {
        assertThat(GoDurations.parseKargo(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5d", "5 m", "-5s", "s", "5ms", "1h x", "99999999999999999999h"})
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> GoDurations.parseKargo(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "+1h30m,PT1H30M", ".5s,PT0.5S", "1.s,PT1S", "0,PT0S", "+0,PT0S", "3us,PT0.000003S"})
    void readsWhatGoTakes(String text, Duration expected) {
        assertThat(GoDurations.parseGo(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "-1s", "++1s", "1", "1d", ". s", "s"})
    void refusesWhatGoRefuses(String text) {
        assertThat(GoDurations.findGo(text)).isEmpty();
    }

    @Test
    void printsAsGoDoes() {
        assertThat(GoDurations.text(Duration.ofMinutes(5))).isEqualTo("5m0s");
        assertThat(GoDurations.text(Duration.ofHours(25))).isEqualTo("25h0m0s");
        assertThat(GoDurations.text(Duration.ofMillis(1500))).isEqualTo("1.5s");
        assertThat(GoDurations.text(Duration.ofMillis(10_250))).isEqualTo("10.25s");
        assertThat(GoDurations.text(Duration.ofMillis(250))).isEqualTo("250ms");
        assertThat(GoDurations.text(Duration.ZERO)).isEqualTo("0s");
        assertThat(GoDurations.text(Duration.ofSeconds(-90))).isEqualTo("-1m30s");
    }

    @Property
    void whatIsPrintedReadsBack(@ForAll @LongRange(min = 1, max = 1_000_000_000) long millis) {
        Duration duration = Duration.ofMillis(millis * 1000 + millis % 1000);
        assertThat(GoDurations.parseKargo(GoDurations.text(duration))).isEqualTo(duration);
    }
}
