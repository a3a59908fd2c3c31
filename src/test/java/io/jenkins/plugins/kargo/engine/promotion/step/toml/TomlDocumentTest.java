package io.jenkins.plugins.kargo.engine.promotion.step.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.promotion.step.common.FileEdit;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.ArrayList;
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

class TomlDocumentTest {
    private static Object parse(String text) throws IOException {
        return TomlDocument.parse(text).value();
    }

    private static String set(String text, String key, Object value) throws IOException {
        return TomlEditor.VALUES.edit(text, new ArrayList<>(List.of(new FileEdit.Update(key, value))));
    }

    @Test
    void inlineTablesMayHaveLinesAsInToml11() throws IOException {
        String text = "a = {\n  x = 1, # one\n  y = {\n    z = 2,\n  },\n}\nb = {}\nc = { }\n";
        assertThat(parse(text))
                .isEqualTo(Map.of("a", Map.of("x", 1L, "y", Map.of("z", 2L)), "b", Map.of(), "c", Map.of()));
        assertThat(set(text, "a.y.z", 3)).isEqualTo(text.replace("z = 2", "z = 3"));
    }

    @Test
    void timesAreChecked() throws IOException {
        assertThat(parse("a = 1979-05-27 07:32:00.500\nb = 07:32\nc = 1979-05-27t07:32-07:00\nd = \"\\x41\"\n"))
                .isEqualTo(Map.of(
                        "a", "1979-05-27T07:32:00.500",
                        "b", "07:32:00",
                        "c", ZonedDateTime.parse("1979-05-27T07:32:00-07:00"),
                        "d", "A"));
        for (String none : List.of("2023-13-01", "2023-02-30", "25:00:00", "2023-01-01T24:00:00Z")) {
            assertThatThrownBy(() -> parse("a = " + none)).hasMessageContaining("'" + none + "' is no date or time");
        }
    }

    @Test
    void readsEveryKindOfValue() throws IOException {
        String text = """
            # comment
            title = "TOML \\u00e4 \\"quoted\\"\\n"
            literal = 'C:\\dir'
            many = \"""
            first \\
                joined
            second\"""
            raw = '''
            a'b'''
            int = 1_000
            hex = 0xDEAD_beef
            oct = 0o755
            bin = 0b101
            negative = -17
            float = 6.626e-34
            inf = -inf
            yes = true
            day = 1979-05-27
            time = 07:32:00.5
            moment = 1979-05-27 07:32:00Z
            "quoted.key" = 1
            a.b.'c' = 2
            array = [ 1, [ 'x', ], # c
              { y = 3, z.w = 4 },
            ]
            [table]
            x = 1
            [table.sub]
            y = 2
            [[list]]
            n = 1
            [[list]]
            n = 2
            [list.child]
            m = 3
            """;
        Map<?, ?> map = (Map<?, ?>) parse(text);
        assertThat(map.get("title")).isEqualTo("TOML ä \"quoted\"\n");
        assertThat(map.get("literal")).isEqualTo("C:\\dir");
        assertThat(map.get("many")).isEqualTo("first joined\nsecond");
        assertThat(map.get("raw")).isEqualTo("a'b");
        assertThat(List.of(map.get("int"), map.get("hex"), map.get("oct"), map.get("bin"), map.get("negative")))
                .isEqualTo(List.of(1000L, 0xDEADBEEFL, 493L, 5L, -17L));
        assertThat(map.get("float")).isEqualTo(6.626e-34);
        assertThat(map.get("inf")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(map.get("yes")).isEqualTo(true);
        assertThat(List.of(map.get("day"), map.get("time"), map.get("moment")))
                .isEqualTo(List.of("1979-05-27", "07:32:00.5", ZonedDateTime.parse("1979-05-27T07:32:00Z")));
        assertThat(map.get("quoted.key")).isEqualTo(1L);
        assertThat(map.get("a")).isEqualTo(Map.of("b", Map.of("c", 2L)));
        assertThat(map.get("array")).isEqualTo(List.of(1L, List.of("x"), Map.of("y", 3L, "z", Map.of("w", 4L))));
        assertThat(map.get("table")).isEqualTo(Map.of("x", 1L, "sub", Map.of("y", 2L)));
        assertThat(map.get("list")).isEqualTo(List.of(Map.of("n", 1L), Map.of("n", 2L, "child", Map.of("m", 3L))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a =",
                "a = b",
                "a = 1 b",
                "= 1",
                "a = \"x",
                "a = 'x\ny'",
                "a = [1",
                "a = {x = 1",
                "a = 01",
                "a = 1__0",
                "a = 1.",
                "a = \"\\q\"",
                "a = \"\\ud800\"",
                "[a",
                "[]",
                "[a]\n[a]",
                "a = 1\na = 2",
                "a = 1\n[a]",
                "[a]\nb = 1\n[a.b]",
                "[[a]]\n[a]",
                "[a]\n[[a]]",
                "a = {b = 1}\n[a]",
                "a = {b = 1}\na.c = 2",
                "a.b = 1\na = 2",
                "a = 99999999999999999999",
                "a = \"\"\"x",
                "# \u0001",
                "a = 1 \u0000"
            })
    void refusesWhatIsNoToml(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("(?s)error parsing input: line \\d+, column \\d+: .+");
    }

    @Test
    void sayWhereTheTroubleIs() {
        assertThatThrownBy(() -> parse("a = 1\n  b = ?\n"))
                .hasMessage("error parsing input: line 2, column 7: expected a value but found '?'");
    }

    @Test
    void wholeNumbersStayWhole() throws IOException {
        assertThat(set("a = 1\n", "a", 3.0)).isEqualTo("a = 3\n");
        assertThat(set("a = 1.5\n", "a", 3.0)).isEqualTo("a = 3.0\n");
        assertThat(set("a = 1\n", "a", 2.5)).isEqualTo("a = 2.5\n");
        assertThat(set("a = 1\n", "a", 12_000_000L)).isEqualTo("a = 12000000\n");
    }

    @Test
    void textIsQuotedAsItNeedsToBe() throws IOException {
        assertThat(set("a = 1", "a", "it's")).isEqualTo("a = \"it's\"");
        assertThat(set("a = \"😀\" # 😀\nb = 1\n", "b", "x\ny")).isEqualTo("a = \"😀\" # 😀\nb = \"x\\ny\"\n");
        assertThat(set("a = '''\nx\n'''\r\nb = 1\r\n", "a", "C:\\dir")).isEqualTo("a = 'C:\\dir'\r\nb = 1\r\n");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> set("a = [1]\n", "a.1", 1)).hasMessage("error finding key a.1: key path not found");
        assertThatThrownBy(() -> set("a = [1]\n", "a", 1))
                .hasMessageContaining("addresses Array instead of a scalar node");
        assertThatThrownBy(() -> set("a = {b = 1}\n", "a", 1)).hasMessageContaining("addresses InlineTable");
        assertThatThrownBy(() -> set("[[a]]\n", "a", 1)).hasMessageContaining("addresses ArrayTable");
        assertThatThrownBy(() -> set("a = 1\n", "a", null)).hasMessageContaining("value is not a TOML scalar type");
    }

    @Property(tries = 3000)
    void neverThrowsAnythingButAnIOException(@ForAll("tomlish") String text) {
        try {
            assertThat(parse(text)).isNotNull();
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("error parsing input: line ");
        }
    }

    @Property(tries = 1000)
    void whateverTheTextItIsReadBack(@ForAll String value) throws IOException {
        if (value.codePoints().anyMatch(c -> c >= 0xd800 && c < 0xe000)) {
            return;
        }
        String edited = set("a = 1 # c\nb = 2\n", "a", value);
        assertThat(((Map<?, ?>) parse(edited)).get("a")).isEqualTo(value);
        assertThat(edited).endsWith(" # c\nb = 2\n");
    }

    @Provide
    Arbitrary<String> tomlish() {
        return Arbitraries.strings()
                .withChars("ab=.[]{},'\"\\\n\r #0179-:_+TZeux")
                .ofMaxLength(40);
    }
}
