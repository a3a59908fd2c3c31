package io.jenkins.plugins.kargo.engine.expression.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "1h, 1h0m0s",
        "90m, 1h30m0s",
        "1.5s, 1.5s",
        "-2h45m, -2h45m0s",
        "100ms, 100ms",
        "1500us, 1.5ms",
        "7ns, 7ns",
        "0, 0s",
        "+5s, 5s",
        ".5m, 30s",
        "1h1m1s1ms1us1ns, 1h1m1.001001001s",
        "2562047h47m16.854775807s, 2562047h47m16.854775807s"
    })
    void readsAndPrintsAsGoDoes(String text, String printed) {
        assertThat(Durations.print(Durations.parse(text))).isEqualTo(printed);
    }

    @Property
    void whatIsPrintedReadsBackAsTheSameDuration(@ForAll long nanos) {
        Duration duration = Duration.ofNanos(nanos);
        assertThat(Durations.parse(Durations.print(duration))).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", "1d", "1h 2m", "1h30", "1..5s", ".s", "--1s", "300000000h", "1H"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(ValueException.class)
                .hasMessageStartingWith("invalid duration");
    }
}
