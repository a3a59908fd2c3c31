package io.jenkins.plugins.kargo.engine.expression.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloatTextTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "-0.0, -0, -0",
        "0.5, 0.5, 0.5",
        "100000, 100000, 100000",
        "1000000, 1e+06, 1000000",
        "123456789, 1.23456789e+08, 123456789",
        "1e20, 1e+20, 100000000000000000000",
        "1e21, 1e+21, 1e+21",
        "0.0001, 0.0001, 0.0001",
        "0.00001, 1e-05, 0.00001",
        "1e-7, 1e-07, 1e-7",
        "2.0E-3, 0.002, 0.002",
        "2e-323, 2e-323, 2e-323",
        "9007199254740993, 9.007199254740992e+15, 9007199254740992",
        "1.7976931348623157e308, 1.7976931348623157e+308, 1.7976931348623157e+308"
    })
    void printsAsGoDoes(double number, String printed, String json) {
        assertThat(FloatText.print(number)).isEqualTo(printed);
        assertThat(FloatText.json(number)).isEqualTo(json);
    }

    @Property
    void whatIsPrintedReadsBackAsTheSameNumber(@ForAll double number) {
        assertThat(FloatText.parse(FloatText.print(number))).isEqualTo(number);
        assertThat(FloatText.parse(FloatText.json(number))).isEqualTo(number);
    }

    @Property
    void noShorterTextReadsBackAsTheSameNumber(@ForAll double number) {
        String digits =
                FloatText.print(Math.abs(number)).replaceFirst("e.*", "").replaceAll("[.]", "");
        Assume.that(digits.length() > 2 && !digits.startsWith("0"));
        String shorter = FloatText.print(new java.math.BigDecimal(Math.abs(number))
                .round(new java.math.MathContext(digits.length() - 1))
                .doubleValue());
        assertThat(FloatText.parse(shorter)).isNotEqualTo(Math.abs(number));
    }

    @ParameterizedTest
    @CsvSource({
        "1e3, 1000",
        ".5, 0.5",
        "5., 5",
        "+1, 1",
        "-7, -7",
        "007, 7",
        "1_000, 1000",
        "1_000.5_0, 1000.5",
        "0x1p-2, 0.25",
        "0X1.8P1, 3",
        "0x_1p2, 4",
        "inf, Infinity",
        "-Infinity, -Infinity",
        "NaN, NaN"
    })
    void readsWhatGoReads(String text, Double number) {
        assertThat(FloatText.parse(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " 1", "1 ", "1e", ".", "e5", "0x10", "1__0", "_1", "1_", "1_e5", "0b1", "12e4567", "1d", "1f",
                "0x1p", "nano", "--1"
            })
    void readsNothingElse(String text) {
        assertThat(FloatText.parse(text)).isNull();
    }

    @Test
    void jsonHasNoInfinityAndNoNaN() {
        assertThat(FloatText.print(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
        assertThatThrownBy(() -> FloatText.json(Double.NaN)).hasMessage("JSON has no number NaN");
        assertThatThrownBy(() -> FloatText.json(Double.POSITIVE_INFINITY)).isInstanceOf(ValueException.class);
    }
}
