package io.jenkins.plugins.kargo.engine.expression.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.just(null),
                () -> Arbitraries.of(true, false).map(b -> b),
                () -> Arbitraries.doubles().map(d -> d),
                () -> Arbitraries.strings().ofMaxLength(8).map(JsonTest::whole),
                () -> values().list().ofMaxSize(3).map(l -> l),
                () -> Arbitraries.maps(Arbitraries.strings().ofMaxLength(3).map(JsonTest::whole), values())
                        .ofMaxSize(3)
                        .map(m -> m));
    }

    private static String whole(String text) {
        return text.replaceAll("[\\ud800-\\udfff]", "?");
    }

    private static String json(Object value) {
        return JsonWriter.compact(value, Evaluation.plain());
    }

    private static Object read(String json) {
        return JsonReader.read(json, Evaluation.plain());
    }

    @Property
    void whatIsWrittenReadsBackAsTheSameValue(@ForAll("values") Object value) {
        assertThat(read(json(value))).isEqualTo(value);
        assertThat(read(JsonWriter.indented(value, Evaluation.plain()))).isEqualTo(value);
    }

    @Property
    void whatIsWrittenIsJsonForOthersToo(@ForAll("values") Object value) throws JsonProcessingException {
        assertThat(new ObjectMapper().readValue(json(value), Object.class))
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> a.doubleValue() == b.doubleValue(), Number.class)
                .isEqualTo(value);
    }

    @Property
    void anyTextIsJsonOrGivesAValueException(@ForAll String text) {
        try {
            read(text);
        } catch (ValueException e) {
            assertThat(e).hasMessageStartingWith("invalid JSON at character ");
        }
    }

    @Test
    void keysAreSortedAndHtmlIsEscaped() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", List.of(1, 2.0));
        map.put("a", "<&>\u2028\n\u0001\"é😀");
        assertThat(json(map)).isEqualTo("{\"a\":\"\\u003c\\u0026\\u003e\\u2028\\n\\u0001\\\"é😀\",\"b\":[1,2]}");
    }

    @Test
    void valuesThatJsonHasNotGetTheFormThatGoGivesThem() {
        assertThat(json(Arrays.asList(
                        "ab".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        ZonedDateTime.parse("2024-01-02T03:04:05.060+02:00"),
                        Duration.ofSeconds(1),
                        Lists.NIL,
                        List.of(),
                        Map.of())))
                .isEqualTo("[\"YWI=\",\"2024-01-02T03:04:05.06+02:00\",1000000000,null,[],{}]");
        assertThatThrownBy(() -> json(AnyKeyMap.copyOf(Map.of(1, 2)))).isInstanceOf(ValueException.class);
        assertThatThrownBy(() -> json(Double.NaN)).isInstanceOf(ValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{a:1}",
                "01",
                "1.",
                ".5",
                "+1",
                "nul",
                "'a'",
                "\"\n\"",
                "\"\\x\"",
                "\"\\u12\"",
                "[1] 2",
                "1e999",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "\"a",
                "NaN",
                "// 1",
                "\u00a01"
            })
    void refusesWhatGoRefuses(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ValueException.class);
    }

    @Test
    void readsWhatGoReads() {
        assertThat(read(" { \"a\" : [ 1 , \"\\u00e9\\ud83d\\ude00\\ud83d\" ] , \"a\" : -0.5e1 } "))
                .isEqualTo(Map.of("a", -5.0));
        assertThat(read("\"\\ud83d\\ude00\\ud83d\"")).isEqualTo("😀\uFFFD");
    }

    @Test
    void nestingIsLimited() {
        assertThat(read("[".repeat(200) + "]".repeat(200))).isInstanceOf(List.class);
        assertThatThrownBy(() -> read("[".repeat(202) + "]".repeat(202)))
                .isInstanceOf(ValueException.class)
                .hasMessageContaining("nested deeper than 200");
        assertThatThrownBy(() -> read("[".repeat(1_000_000))).isInstanceOf(ValueException.class);
    }
}
