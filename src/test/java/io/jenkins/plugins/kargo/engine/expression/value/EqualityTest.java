package io.jenkins.plugins.kargo.engine.expression.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EqualityTest {
    private static boolean equal(Object left, Object right) {
        return Equality.equal(left, right, Evaluation.plain());
    }

    @Test
    void numbersCompareAsNumbersAlsoInLists() {
        assertThat(equal(1L, 1.0)).isTrue();
        assertThat(equal(List.of(1L, List.of(2)), List.of(1.0, List.of(2L)))).isTrue();
        assertThat(equal(Double.NaN, Double.NaN)).isFalse();
        assertThat(equal(0.0, -0.0)).isTrue();
        assertThat(equal(1L, "1")).isFalse();
        assertThat(equal(Long.MAX_VALUE, Long.MAX_VALUE - 1)).isFalse();
    }

    @Test
    void insideMapsNumbersMustBeOfOneType() {
        assertThat(equal(Map.of("a", 1L), Map.of("a", 1L))).isTrue();
        assertThat(equal(Map.of("a", 1L), Map.of("a", 1.0))).isFalse();
        assertThat(equal(Map.of("a", 1L), Map.of("b", 1L))).isFalse();
    }

    @Test
    void aNilListIsNil() {
        assertThat(equal(Lists.NIL, null)).isTrue();
        assertThat(equal(List.of(), null)).isFalse();
        assertThat(equal(null, null)).isTrue();
    }

    @Test
    void listsOfTwoTypesAreNeverEqual() {
        Evaluation evaluation = Evaluation.plain();
        List<?> numbers = Lists.range(1, 0, evaluation);
        List<?> texts = Lists.ofTexts(List.of());
        assertThat(equal(numbers, texts)).isFalse();
        assertThat(equal(numbers, List.of())).isTrue();
        assertThat(equal(Lists.range(1, 2, evaluation), Arrays.asList(1, 2.0))).isTrue();
        assertThat(equal(new byte[] {1, 2}, List.of(1L, 2L))).isTrue();
    }

    @Test
    void timesAreEqualWhenTheInstantIs() {
        assertThat(equal(ZonedDateTime.parse("2024-01-01T12:00:00Z"), ZonedDateTime.parse("2024-01-01T13:00:00+01:00")))
                .isTrue();
    }

    @Test
    void aSecretEqualsNilWithoutBeingOpenedAndNothingElse() {
        Object secret = Tainted.of("x");
        assertThat(equal(secret, null)).isFalse();
        assertThatThrownBy(() -> equal(secret, "x")).isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> equal(List.of(secret), List.of("x"))).isInstanceOf(ValueException.class);
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.of(1L, 1.0, 2L, 0.0, -0.0, "a", "", true, Lists.NIL)
                        .map(v -> v),
                () -> Arbitraries.just(null),
                () -> values().list().ofMaxSize(2).map(l -> l),
                () -> Arbitraries.maps(Arbitraries.of("a", "b"), values())
                        .ofMaxSize(2)
                        .map(m -> m));
    }

    @Property
    void equalValuesHaveEqualHashes(@ForAll("values") Object left, @ForAll("values") Object right) {
        if (equal(left, right)) {
            assertThat(Equality.hash(left, 0)).isEqualTo(Equality.hash(right, 0));
        }
    }

    @Property
    void uniqueKeepsTheFirstOfEachKind(@ForAll("values") Object a, @ForAll("values") Object b) {
        List<Object> list = Arrays.asList(a, b, a, b);
        assertThat(ListFunctions.unique(list, Evaluation.plain())).hasSize(equal(a, b) ? 1 : 2);
    }
}
