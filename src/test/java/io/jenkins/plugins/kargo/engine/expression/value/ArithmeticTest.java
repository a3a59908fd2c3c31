package io.jenkins.plugins.kargo.engine.expression.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZonedDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTest {
    private static final ZonedDateTime TIME = ZonedDateTime.parse("2024-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void integersWrapAroundAndFloatsDoNot() {
        assertThat(Arithmetic.add(Long.MAX_VALUE, 1L, Evaluation.plain())).isEqualTo(Long.MIN_VALUE);
        assertThat(Arithmetic.multiply(Long.MIN_VALUE, -1L)).isEqualTo(Long.MIN_VALUE);
        assertThat(Arithmetic.add(Long.MAX_VALUE, 1.0, Evaluation.plain())).isEqualTo(0x1p63);
        assertThat(Arithmetic.modulo(-7L, 3L)).isEqualTo(-1L);
        assertThat(Arithmetic.divide(1L, 2L)).isEqualTo(0.5);
        assertThat(Arithmetic.divide(1L, 0L)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Arithmetic.negate(Unsigned8.of(1))).isEqualTo(Unsigned8.of(255));
    }

    @Test
    void timesAndDurationsAddUp() {
        assertThat(Arithmetic.add(TIME, HOUR, Evaluation.plain())).isEqualTo(TIME.plusHours(1));
        assertThat(Arithmetic.add(HOUR, TIME, Evaluation.plain())).isEqualTo(TIME.plusHours(1));
        assertThat(Arithmetic.subtract(TIME, HOUR)).isEqualTo(TIME.minusHours(1));
        assertThat(Arithmetic.subtract(TIME, TIME.minusHours(1))).isEqualTo(HOUR);
        assertThat(Arithmetic.multiply(7L, HOUR)).isEqualTo(Duration.ofHours(7));
        assertThat(Arithmetic.multiply(HOUR, 0.5)).isEqualTo(1.8e12);
        assertThatThrownBy(() -> Arithmetic.divide(HOUR, 2L)).hasMessage("invalid operation: time.Duration / int");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 10, 1024",
        "2, -1, 0.5",
        "-2, 3, -8",
        "2, 0.5, 1.4142135623730951",
        "4, -0.5, 0.5",
        "-8, 0.5, NaN",
        "1, NaN, 1",
        "-1, Infinity, 1",
        "0, -1, Infinity",
        "10, 308, 1.0000000000000006e308",
        "10, 309, Infinity",
        "10, -400, 0",
        "1.1, 100, 13780.612339822364",
        "3, 40, 1.2157665459056929e19"
    })
    void powersAreThoseOfGo(double base, double exponent, double power) {
        assertThat(Arithmetic.power(base, exponent)).isEqualTo(power);
    }

    @Property
    void powersAreCloseToThoseOfJava(
            @ForAll @DoubleRange(min = 0.01, max = 100) double base,
            @ForAll @IntRange(min = -50, max = 50) int exponent) {
        double power = (Double) Arithmetic.power(base, (double) exponent);
        double java = Math.pow(base, exponent);
        assertThat(Math.abs(power - java)).isLessThanOrEqualTo(64 * Math.ulp(java));
    }

    @ParameterizedTest
    @CsvSource({"2.5, 3", "-2.5, -3", "0.49999999999999994, 0", "-0.4, -0.0", "1e300, 1e300", "Infinity, Infinity"})
    void roundsHalfAwayFromZero(double number, double rounded) {
        assertThat(Numbers.round(number)).isEqualTo(rounded);
    }

    @Test
    void convertsAsGoDoesOnAmd64() {
        assertThat(Numbers.toInteger(-1.9)).isEqualTo(-1);
        assertThat(Numbers.toInteger(1e19)).isEqualTo(Long.MIN_VALUE);
        assertThat(Numbers.toInteger(Double.NaN)).isEqualTo(Long.MIN_VALUE);
        assertThat(Numbers.parseInteger("+12")).isEqualTo(12);
        assertThatThrownBy(() -> Numbers.parseInteger("1_0")).isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> Numbers.parseInteger("")).isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> Numbers.parseInteger("9223372036854775808")).hasMessageContaining("64 bits");
    }
}
