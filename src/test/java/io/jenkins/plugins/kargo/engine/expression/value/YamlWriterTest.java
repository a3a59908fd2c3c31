package io.jenkins.plugins.kargo.engine.expression.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlWriterTest {
    private static final List<String> TRICKY = List.of(
            "yes",
            "No",
            "~",
            "null",
            "1",
            "1.5",
            "0x1f",
            "12:30",
            "2024-01-02",
            "- a",
            "a: b",
            "a #b",
            "#",
            "'",
            "\"",
            "{",
            "[a]",
            "a\nb",
            "a\n",
            "a\n\n",
            "\na",
            " a",
            "a ",
            "\ta",
            "a\tb",
            "é",
            "😀",
            "\u0007",
            "...",
            "---",
            "&a",
            "*b",
            "!c",
            "%d",
            "@e",
            "`f",
            "|",
            ">",
            "?",
            ":",
            "=",
            "",
            "\r",
            "a\r\nb",
            "\u0085",
            "\u2028");

    private static String yaml(Object value) {
        return YamlWriter.write(value, Evaluation.plain());
    }

    private static Object read(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(TRICKY),
                Arbitraries.strings().ascii().ofMaxLength(10),
                Arbitraries.of(TRICKY).list().ofSize(2).map(parts -> String.join("", parts)));
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.just(null),
                () -> texts().map(t -> t),
                () -> Arbitraries.integers().map(i -> i),
                () -> values().list().ofMaxSize(3).map(l -> l),
                () -> Arbitraries.maps(texts(), values()).ofMaxSize(3).map(m -> m));
    }

    @Property
    void whatIsWrittenReadsBackAsTheSameValue(@ForAll("values") Object value) {
        assertThat(read(yaml(value))).isEqualTo(value);
    }

    @Test
    void theLayoutIsThatOfGoYaml() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", Arrays.asList(1, null, Map.of("c", List.of(List.of("x", "y"), Map.of()))));
        map.put("a10", "line 1\nline 2\n");
        map.put("a9", 1e6);
        map.put("t", ZonedDateTime.parse("2024-01-02T03:04:05Z"));
        map.put("d", Duration.ofMinutes(90));
        assertThat(yaml(map)).isEqualTo("""
            a9: 1e+06
            a10: |
                line 1
                line 2
            b:
                - 1
                - null
                - c:
                    - - x
                      - "y"
                    - {}
            d: 1h30m0s
            t: 2024-01-02T03:04:05Z
            """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u00a7',
            value = {
                "plain text ~ plain text",
                "true ~ \"true\"",
                "off ~ \"off\"",
                "oFf ~ oFf",
                "007 ~ \"007\"",
                "1e400 ~ 1e400",
                "1_000 ~ \"1_000\"",
                "1:20 ~ \"1:20\"",
                "2024-1-2 ~ \"2024-1-2\"",
                "a: b ~ 'a: b'",
                "it's #1 ~ 'it''s #1'",
                "- ~ '-'",
                "-1x ~ -1x",
                "a\tb ~ \"a\\tb\"",
                "{a} ~ '{a}'",
                "é😀 ~ \"é\\U0001F600\""
            })
    void stringsAreQuotedAsGoYamlQuotesThem(String text, String yaml) {
        assertThat(yaml(text)).isEqualTo(yaml + "\n");
    }

    @Test
    void nestingIsLimited() {
        Object value = 1;
        for (int i = 0; i < 300; i++) {
            value = List.of(value);
        }
        Object deep = value;
        assertThatThrownBy(() -> yaml(deep)).isInstanceOf(ValueException.class);
    }
}
