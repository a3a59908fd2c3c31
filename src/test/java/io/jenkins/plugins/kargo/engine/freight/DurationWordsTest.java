package io.jenkins.plugins.kargo.engine.freight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationWordsTest {

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT59.9S,59s", "PT1M,1m", "PT61M1S,1h 1m", "PT25H,1d 1h", "P2DT5S,2d 5s", "PT1H30M,1h 30m"})
    void theTwoLargestUnitsAreShown(Duration duration, String words) {
        assertThat(DurationWords.of(duration)).isEqualTo(words);
    }

    @Test
    void aBegunSecondIsStillToWait() {
        assertThat(DurationWords.ofRemaining(Duration.ofMillis(1))).isEqualTo("1s");
        assertThat(DurationWords.ofRemaining(Duration.ofSeconds(60))).isEqualTo("1m");
    }
}
