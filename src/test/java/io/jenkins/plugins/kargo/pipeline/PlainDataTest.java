package io.jenkins.plugins.kargo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlainDataTest {
    @Property
    void textsNumbersAndBooleansPassInListsAndMaps(
            @ForAll Map<String, List<Long>> numbers, @ForAll List<String> texts, @ForAll boolean flag) {
        Map<String, Object> value = new LinkedHashMap<>(numbers);
        value.put("texts", texts);
        value.put("flag", flag);
        value.put("nothing", null);

        assertThat(PlainData.map(value)).isEqualTo(value);
    }

    @Test
    void whatComesOutCanBeSavedAndChanged() {
        Map<String, Object> copy = PlainData.map(Map.of("list", List.of(1, 2), "map", Map.of("a", "b")));

        assertThat(copy.get("list")).isInstanceOf(ArrayList.class);
        assertThat(copy.get("map")).isInstanceOf(LinkedHashMap.class);
        assertThat(copy).isInstanceOf(Serializable.class);
        copy.put("more", 1);
    }

    @Test
    void aTextOfAnotherKindBecomesAString() {
        assertThat(PlainData.copy(CharBuffer.wrap("release 7"))).isEqualTo("release 7");
    }

    @Test
    void whatIsNotPlainIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> PlainData.map(Map.of("a", List.of("x", Map.of("b", new Object())))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a java.lang.Object at 'a[1].b'");
    }

    @Test
    void aListThatContainsItselfIsRefused() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);

        assertThatThrownBy(() -> PlainData.copy(endless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested more than 50 deep");
    }

    @Test
    void argumentsThatMapTextsTakeNumbersAndBooleansToo() {
        Map<String, Object> vars = new LinkedHashMap<>();
        vars.put("replicas", 3);
        vars.put("debug", true);
        vars.put("empty", null);

        assertThat(PlainData.texts("vars", vars))
                .containsEntry("replicas", "3")
                .containsEntry("debug", "true")
                .containsEntry("empty", "");
        assertThat(PlainData.texts("vars", null)).isEmpty();
        assertThatThrownBy(() -> PlainData.texts("vars", Map.of("a", List.of())))
                .hasMessageContaining("'vars' maps 'a' to a list or map");
    }
}
