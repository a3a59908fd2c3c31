package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class YamlValuesTest {
    private static String set(String text, Object... keysAndValues) throws IOException {
        List<YamlValues.Update> updates = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            updates.add(new YamlValues.Update((String) keysAndValues[i], keysAndValues[i + 1]));
        }
        return YamlValues.set(text, updates);
    }

    @Test
    void onlyTheBytesOfTheValueChange() throws IOException {
        assertThat(set("# head\nimage:   # of the app\n    tag: 1.0   # keep me\n\n\n    other: x", "image.tag", "1.1"))
                .isEqualTo("# head\nimage:   # of the app\n    tag: \"1.1\"   # keep me\n\n\n    other: x");
    }

    @Test
    void tabsBetweenWordsStayToo() throws IOException {
        assertThat(set("a:\t\"1\"\t# one\nb: 2\t# two\nc: [\t3 ]\n", "a", "x", "b", "1.0", "c.0", 4))
                .isEqualTo("a:\t\"x\"\t# one\nb: \"1.0\"\t# two\nc: [\t4 ]\n");
        assertThat(set("{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}\n", "a.b", "v"))
                .isEqualTo("{\n\t\"a\": {\n\t\t\"b\": v\n\t}\n}\n");
    }

    @Test
    void quotesStay() throws IOException {
        String text = "a: \"x\"\nb: 'y'\nc: z\n";
        assertThat(set(text, "a", "v\"1\"", "b", "it's", "c", "w")).isEqualTo("a: \"v\\\"1\\\"\"\nb: 'it''s'\nc: w\n");
        assertThat(set(text, "a", 7, "b", true, "c", null)).isEqualTo("a: 7\nb: true\nc: null\n");
    }

    @Test
    void numbersAreWrittenAsTheyAre() throws IOException {
        assertThat(set("a: 1\nb: 2\nc: 3\nd: 4\n", "a", 1_000_000, "b", 1_234_567.0, "c", 0.1, "d", 12345678901L))
                .isEqualTo("a: 1000000\nb: 1234567\nc: 0.1\nd: 12345678901\n");
    }

    @Test
    void theRestOfAFlowMapStays() throws IOException {
        assertThat(set("image: {name: web, tag: '1', digest: } # c\n", "image.name", "a,b", "image.digest", "sha256:1"))
                .isEqualTo("image: {name: \"a,b\", tag: '1', digest: sha256:1 } # c\n");
    }

    @Test
    void twoValuesOfOneLineBothChange() throws IOException {
        assertThat(set("[a, {b: c}, d]\n", "0", "x", "1.b", "w")).isEqualTo("[x, {b: w}, d]\n");
    }

    @Test
    void anEmptyValueIsFilled() throws IOException {
        assertThat(set(
                        "tag:\nother: # why\nlist:\n-\n- b\nlast:",
                        "tag",
                        "v1",
                        "other",
                        "v2",
                        "list.0",
                        "v3",
                        "last",
                        "v4"))
                .isEqualTo("tag: v1\nother: v2 # why\nlist:\n- v3\n- b\nlast: v4");
    }

    @Test
    void blockAndMultiLineScalarsAreReplacedWhole() throws IOException {
        assertThat(set("a: |\n  one\n  two\n\nb: >-\n  x\n  y\nc: one\n  two\nd: e\n", "a", "A", "b", "B", "c", "C"))
                .isEqualTo("a: A\n\nb: B\nc: C\nd: e\n");
        assertThat(set("a: |\n  one\n", "a", "two\nlines\n")).isEqualTo("a: \"two\\nlines\\n\"\n");
    }

    @Test
    void anchorsTagsAndOtherDocumentsStay() throws IOException {
        assertThat(set("a: &x !!str 1 # c\nb: *x\n---\na: other\n...\n", "a", "2"))
                .isEqualTo("a: &x !!str \"2\" # c\nb: *x\n---\na: other\n...\n");
        assertThatThrownBy(() -> set("a: &x 1\nb: *x\n", "b", "2")).hasMessageContaining("\"b\" is an alias");
        assertThatThrownBy(() -> set("a: &x 1\nb: [*x]\n", "b.0", "2")).hasMessageContaining("item 0 is an alias");
    }

    @Test
    void windowsLinesAndMissingLastBreaksStay() throws IOException {
        assertThat(set("a: 1\r\nb: 2\r\n", "a", "x")).isEqualTo("a: x\r\nb: 2\r\n");
        assertThat(set("a: 1", "a", "x")).isEqualTo("a: x");
    }

    @Test
    void charactersBeyondTheFirstPlaneDoNotShiftTheChange() throws IOException {
        assertThat(set("😀: '😀😀' # 😀\nb: x # 😀\n", "b", "😀y")).isEqualTo("😀: '😀😀' # 😀\nb: 😀y # 😀\n");
    }

    @Test
    void aCommentBetweenATagAndAnAnchorEndsAtAnyLineBreakOfTheParser() throws IOException {
        for (String lineBreak : List.of("\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029")) {
            String once = set("[!k #" + lineBreak + "&a]", "0", "v");
            assertThat(once).isEqualTo("[!k #" + lineBreak + "&a v]");
            assertThat(set(once, "0", "w")).isEqualTo("[!k #" + lineBreak + "&a w]");
        }
    }

    @Test
    void onlySpaceOfYamlIsSpace() throws IOException {
        String once = set("a: !t", "a", "\u2000x");
        assertThat(once).isEqualTo("a: !t \u2000x");
        assertThat(set(once, "a", "z")).isEqualTo("a: !t z");
        assertThat(set("a: |\n  b\u2000\nc: d\n", "a", "e")).isEqualTo("a: e\nc: d\n");
    }

    @Test
    void ofSeveralUpdatesOfAKeyTheLastCounts() throws IOException {
        assertThat(set("a: 1\n", "a", "x", "a", "z")).isEqualTo("a: z\n");
    }

    @Test
    void listsAndMapsAreWrittenInFlowStyle() throws IOException {
        assertThat(set("a: 1\nb: 2\n", "a", List.of(1, "x"), "b", Map.of("k", "v")))
                .isEqualTo("a: [1, \"x\"]\nb: {\"k\": \"v\"}\n");
    }

    @Test
    void keysWithDotsAndNumericNamesAreReached() throws IOException {
        assertThat(set("example.com/v: 1\nm: {2: a}\n", "example\\.com/v", "x", "m.:2", "b"))
                .isEqualTo("example.com/v: x\nm: {2: b}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "No",
                "on",
                "OFF",
                "y",
                "null",
                "~",
                "",
                " ",
                "1",
                "1.5",
                "1e3",
                "0x1F",
                "0o17",
                "1_000",
                "12:30:45",
                "2001-01-01",
                ".inf",
                "NaN",
                "true",
                "- a",
                "-",
                "?",
                ": a",
                "a: b",
                "a:",
                "a #b",
                "#a",
                "&a",
                "*a",
                "!a",
                "|",
                ">",
                "'a",
                "\"a",
                "%a",
                "@a",
                "`a",
                "[a",
                "{a",
                "}",
                "]",
                ",",
                "a\nb",
                "a\tb",
                "\u0007",
                "---",
                "=",
                "<<",
                "\ufeffa",
                "a\u2028b",
                "{\"a\": 1}",
                "[1]",
                "0.10",
                "010",
                "+1",
                "1:2"
            })
    void textThatWouldBeReadAsSomethingElseIsQuoted(String value) throws IOException {
        for (String text :
                new String[] {"a: x\n", "a: 'x'\n", "a: \"x\"\n", "{a: x, b: c}\n", "- a: x\n", "a: |\n  x\n"}) {
            String key = text.startsWith("-") ? "0.a" : "a";
            String edited = set(text, key, value);
            Object read = new Yaml().load(edited);
            assertThat(((Map<?, ?>) (read instanceof List<?> list ? list.get(0) : read)).get("a"))
                    .as(edited)
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.4.7", "v1", "sha256:abc", "a/b:c", "-x", "a-b", "https://h/p?q=1", "Dark side", "a,b", "ünï"})
    void plainTextStaysPlain(String value) throws IOException {
        assertThat(set("a: x\n", "a", value)).isEqualTo("a: " + value + "\n");
    }

    @Test
    void whatIsMissingOrNoScalarIsSaid() {
        String text = "a:\n  b: [1, 2]\n";
        assertThatThrownBy(() -> set(text, "a.c", 1)).hasMessage("error finding key a.c: key path not found");
        assertThatThrownBy(() -> set(text, "a.b", 1)).hasMessageContaining("does not address a scalar");
        assertThatThrownBy(() -> set(text, "a.b.2", 1)).hasMessageContaining("the list has 2 items");
        assertThatThrownBy(() -> set(text, "a.b.-1", 1)).hasMessageContaining("no item -1");
        assertThatThrownBy(() -> set(text, "a.b.0.c", 1)).hasMessageContaining("key path not found");
        assertThatThrownBy(() -> set("", "a", 1)).hasMessageContaining("key path not found");
        assertThatThrownBy(() -> set("a: !%20 b", "a", 1)).hasMessageContaining("error unmarshaling input");
        assertThatThrownBy(() -> set("a: b: c", "a", 1))
                .hasMessageContaining("error unmarshaling input")
                .hasMessageContaining("line 1");
    }

    @Test
    void whatCannotBeWrittenIsAnErrorAndNoDamage() {
        assertThatThrownBy(() -> set("? a\n", "a", "x")).hasMessageContaining("cannot be written where it stands");
        assertThatThrownBy(() -> set("{a}", "a", "x")).hasMessageContaining("cannot be written where it stands");
    }

    @Test
    void deepNestingAndAliasBombsEndInAnError() {
        String deep = "[".repeat(5000);
        assertThatThrownBy(() -> set(deep, "a", 1)).isInstanceOf(IOException.class);
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        assertThatThrownBy(() -> set(bomb.toString(), "a39.0.0", 1)).isInstanceOf(IOException.class);
    }

    @Property(tries = 2000)
    void whateverTheTextItIsReadBackAndNothingElseChanges(
            @ForAll("values") String value, @ForAll @IntRange(max = 4) int which) throws IOException {
        String[] keys = {"plain", "double", "single", "flow.x", "list.1"};
        String text =
                "# c\nplain: v # 1\ndouble: \"v\" # 2\nsingle: 'v' # 3\nflow: {x: v, y: w} # 4\nlist:\n- a\n- v # 5\n";
        String edited = set(text, keys[which], value);
        Map<String, Object> before = new Yaml().load(text);
        Map<String, Object> after = new Yaml().load(edited);
        assertThat(read(after, keys[which])).isEqualTo(value);
        for (String key : keys) {
            if (!key.equals(keys[which])) {
                assertThat(read(after, key)).isEqualTo(read(before, key));
            }
        }
        for (int comment = 1; comment <= 5; comment++) {
            assertThat(edited).contains(" # " + comment + "\n");
        }
    }

    @Property(tries = 1000)
    void neverThrowsAnythingButAnIOException(@ForAll("yamlish") String text, @ForAll("values") String value) {
        try {
            set(text, "a.0", value);
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> tricky = Arbitraries.strings()
                .withChars(" :#,[]{}-?'\"\\\n\t&*!|>%@`~0123456789.eEyn=<")
                .ofMaxLength(12);
        Arbitrary<String> any = Arbitraries.strings()
                .ofMaxLength(8)
                .filter(s -> s.codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000));
        return Arbitraries.oneOf(tricky, any);
    }

    @Provide
    Arbitrary<String> yamlish() {
        return Arbitraries.strings().withChars("a0:- \n{}[],#&*!|>'\"?%\t").ofMaxLength(40);
    }

    private static Object read(Map<String, Object> document, String key) {
        Object value = document;
        for (String part : Arrays.asList(key.split("\\."))) {
            value = value instanceof List<?> list ? list.get(Integer.parseInt(part)) : ((Map<?, ?>) value).get(part);
        }
        return value;
    }
}
