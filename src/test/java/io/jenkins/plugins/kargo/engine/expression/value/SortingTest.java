package io.jenkins.plugins.kargo.engine.expression.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SortingTest {
    @Property
    void sortsNumbers(@ForAll List<Long> numbers) {
        List<Long> expected = new ArrayList<>(numbers);
        Collections.sort(expected);
        assertThat(ListFunctions.sort(numbers, false, Evaluation.plain())).isEqualTo(expected);
        Collections.reverse(expected);
        assertThat(ListFunctions.sort(numbers, true, Evaluation.plain())).isEqualTo(expected);
    }

    @Property
    void keepsTheOrderOfEqualKeys(@ForAll @Size(max = 60) List<@IntRange(max = 3) Integer> keys) {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            positions.add(i);
        }
        List<Object> sorted = ListFunctions.sortBy(positions, keys, false, Evaluation.plain());
        positions.sort((a, b) -> Integer.compare(keys.get(a), keys.get(b)));
        assertThat(sorted).isEqualTo(positions);
    }

    @Test
    void notANumberDoesNotBreakIt() {
        List<Object> numbers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            numbers.add(i % 7 == 0 ? Double.NaN : (Object) (double) (i * 31 % 17));
        }
        assertThat(ListFunctions.sort(numbers, false, Evaluation.plain())).hasSize(100);
    }

    @Test
    void whatCannotBeComparedIsAnError() {
        assertThatThrownBy(() -> ListFunctions.sort(List.of(1, "a"), false, Evaluation.plain()))
                .isInstanceOf(ValueException.class)
                .hasMessageContaining("string < int");
    }
}
