package io.jenkins.plugins.kargo.engine.promotion.step.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1, \"b\": [1, {\"c\": \"x\"}]} | a | {\"a\": \"v\", \"b\": [1, {\"c\": \"x\"}]}",
                "{\"a\": 1, \"b\": [1, {\"c\": \"x\"}]} | b.1.c | {\"a\": 1, \"b\": [1, {\"c\": \"v\"}]}",
                "{\"a\":1} | b.c | {\"a\":1,\"b\":{\"c\":\"v\"}}",
                "{} | a | {\"a\":\"v\"}",
                "{\"a\":[1]} | a.-1 | {\"a\":[1,\"v\"]}",
                "{\"a\":[1]} | a.3 | {\"a\":[1,null,null,\"v\"]}",
                "{\"a\":[]} | a.1 | {\"a\":[null,\"v\"]}",
                "{\"a\":1} | a.b | {\"a\":{\"b\":\"v\"}}",
                "{} | a.2 | {\"a\":[null,null,\"v\"]}",
                "{} | a.:2 | {\"a\":{\"2\":\"v\"}}",
                "{\"x.y\":{\"2\":0}} | x\\.y.2 | {\"x.y\":{\"2\":\"v\"}}",
                "[1, 2] | 1 | [1, \"v\"]",
                "{\"a\":1,\"a\":2} | a | {\"a\":1,\"a\":\"v\"}",
                "{\"a\":true,\"b\":null,\"c\":-1.5e3} | c | {\"a\":true,\"b\":null,\"c\":\"v\"}",
                "{\"a\":true,\"b\":null} | b | {\"a\":true,\"b\":\"v\"}",
                "{\"scripts\":{\"build:prod\":1}} | scripts.build:prod | {\"scripts\":{\"build:prod\":\"v\"}}",
                "{\"dependencies\":{}} | dependencies.\\@shop/app | {\"dependencies\":{\"@shop/app\":\"v\"}}",
                "{\"dependencies\":{\"@shop/app\":1}} | dependencies.@shop/app | {\"dependencies\":{\"@shop/app\":\"v\"}}",
                "{\"packages\":{\"\":{\"version\":1}}} | packages..version | {\"packages\":{\"\":{\"version\":\"v\"}}}",
                "{\"a*\":1,\"ab\":2} | a\\* | {\"a*\":\"v\",\"ab\":2}",
                "{} | \\:2.a::b | {\":2\":{\"a::b\":\"v\"}}",
                "{\"😀\":\"\\\"😀\",\"b\": 1} | b | {\"😀\":\"\\\"😀\",\"b\": \"v\"}"
            })
    void setsAsSjsonDoes(String text, String key, String expected) throws IOException {
        assertThat(JsonValues.set(text, key, "v")).isEqualTo(expected);
    }

    @Test
    void theLayoutStaysAndWhatIsAddedFollowsIt() throws IOException {
        String text = "{\n  \"a\": 1,\n  \"list\": [\n    1\n  ]\n}\n";
        assertThat(JsonValues.set(text, "b", true))
                .isEqualTo("{\n  \"a\": 1,\n  \"list\": [\n    1\n  ],\n  \"b\": true\n}\n");
        assertThat(JsonValues.set(text, "list.-1", 2))
                .isEqualTo("{\n  \"a\": 1,\n  \"list\": [\n    1,\n    2\n  ]\n}\n");
    }

    @Test
    void valuesAreScalars() throws IOException {
        assertThat(JsonValues.set("{\"a\":1}", "a", "x\"\n")).isEqualTo("{\"a\":\"x\\\"\\n\"}");
        assertThat(JsonValues.set("{\"a\":1}", "a", 3.0)).isEqualTo("{\"a\":3}");
        assertThat(JsonValues.set("", "a.b", 1)).isEqualTo("{\"a\":{\"b\":1}}");
        for (Object value : new Object[] {null, List.of(1), Map.of()}) {
            assertThatThrownBy(() -> JsonValues.set("{}", "a", value))
                    .hasMessage("value for key \"a\" is not a scalar type");
        }
    }

    @Test
    void whatCannotBeSetIsSaid() {
        assertThatThrownBy(() -> JsonValues.set("[1]", "a", 1))
                .hasMessage("cannot set array element for non-numeric key \"a\"");
        assertThatThrownBy(() -> JsonValues.set("{\"a\": }", "a", 1)).hasMessageContaining("could not parse JSON");
        assertThatThrownBy(() -> JsonValues.set("{} {}", "a", 1)).hasMessageContaining("more than one JSON value");
        assertThatThrownBy(() -> JsonValues.set("{}", "", 1)).hasMessage("empty key");
        assertThatThrownBy(() -> JsonValues.set("{}", "a\\", 1)).hasMessageContaining("ends with a backslash");
        for (String pattern : List.of("a*", "?b", "list|0")) {
            assertThatThrownBy(() -> JsonValues.set("{}", pattern, 1))
                    .hasMessageContaining("patterns are not supported");
        }
    }

    @Property(tries = 1000)
    void whateverTheTextItIsReadBack(@ForAll String value, @ForAll String name) throws IOException {
        if ((value + name).codePoints().anyMatch(c -> c >= 0xd800 && c < 0xe000)) {
            return;
        }
        String text = "{\"list\": [ \"" + "x".repeat(50) + "\", {\"k\": 1} ] , \"other\": 2 }";
        Map<?, ?> after = (Map<?, ?>) JsonValues.read(JsonValues.set(text, "list.1.k", value));
        assertThat(((Map<?, ?>) ((List<?>) after.get("list")).get(1)).get("k")).isEqualTo(value);
        assertThat(after.get("other")).isEqualTo(2L);
    }

    @Test
    void aNameIsNoIndexOfAList() {
        assertThatThrownBy(() -> JsonValues.set("{\"a\":[1]}", "a.:0", "v"))
                .hasMessageContaining("cannot set array element for non-numeric key \"0\"");
    }
}
