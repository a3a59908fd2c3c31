package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainScalarsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-5, -5",
        "+5, 5",
        "1_000, 1000",
        "010, 8",
        "0o10, 8",
        "0x1F, 31",
        "-0x1f, -31",
        "0b101, 5",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808"
    })
    void wholeNumbersAreLong(String word, long number) {
        assertThat(PlainScalars.resolve(word)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "1.10, 1.1",
        "1e3, 1000",
        ".5, 0.5",
        "5., 5",
        "-1.5E-2, -0.015",
        "08, 8",
        "18446744073709551615, 1.8446744073709552E19"
    })
    void otherNumbersAreDouble(String word, double number) {
        assertThat(PlainScalars.resolve(word)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "Yes", "on", "TRUE"})
    void wordsOfConsentAreTrue(String word) {
        assertThat(PlainScalars.resolve(word)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "No", "OFF", "false"})
    void wordsOfDenialAreFalse(String word) {
        assertThat(PlainScalars.resolve(word)).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21",
                "2026-11-21T08:00:00Z",
                "12:30:45",
                "1.2.3",
                "yEs",
                "0x",
                "1e",
                "-",
                "+",
                ".",
                "0b12",
                "1e999",
                "v1",
                "1..2",
                "truee",
                "5m",
                "--5"
            })
    void otherWordsAreText(String word) {
        assertThat(PlainScalars.resolve(word)).isEqualTo(word);
    }

    @Test
    void emptyAndNullWordsAreNothing() {
        assertThat(PlainScalars.resolve("")).isNull();
        assertThat(PlainScalars.resolve("~")).isNull();
        assertThat(PlainScalars.resolve("null")).isNull();
        assertThat(PlainScalars.resolve(".nan")).isEqualTo(Double.NaN);
        assertThat(PlainScalars.resolve("-.Inf")).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Property
    void everyWordHasAMeaning(@ForAll String word) {
        Object value = PlainScalars.resolve(word);
        assertThat(value == null
                        || value instanceof String
                        || value instanceof Long
                        || value instanceof Double
                        || value instanceof Boolean)
                .isTrue();
    }
}
