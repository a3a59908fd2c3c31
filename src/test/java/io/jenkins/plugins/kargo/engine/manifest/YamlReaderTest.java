package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class YamlReaderTest {
    private final Problems problems = new Problems("f.yaml");

    private List<Value> read(String text) {
        return YamlReader.read(text, problems);
    }

    private Object plain(String text) {
        List<Value> documents = read(text);
        assertThat(problems.list()).isEmpty();
        assertThat(documents).hasSize(1);
        return documents.get(0).plain();
    }

    private AbstractStringAssert<?> onlyErrorOf(String text) {
        read(text);
        assertThat(problems.list()).hasSize(1);
        return assertThat(problems.list().get(0).toString());
    }

    @Test
    void documentsBecomePlainValuesInFileOrder() {
        assertThat(plain("b: 1\na: [x, 2.5, null, true, {c: 'yes'}]\n"))
                .isEqualTo(Map.of("b", 1L, "a", Arrays.asList("x", 2.5, null, true, Map.of("c", "yes"))));
        assertThat(((Map<?, ?>) plain("b: 1\na: 2\n")).keySet().toArray()).containsExactly("b", "a");
    }

    @Test
    void emptyDocumentsAreSkipped() {
        assertThat(read("---\n---\n# only a comment\n---\na: 1\n---\n")).hasSize(1);
        assertThat(read("")).isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void everyValueAndKeyKnowsItsPlace() {
        Value.Mapping root =
                (Value.Mapping) read("a:\n  - x\n  - b: ü y\n    c: z\n").get(0);
        Value.Mapping item = (Value.Mapping) root.list("a").get(1);
        assertThat(root.list("a").get(0).at()).isEqualTo(new Position(2, 5));
        assertThat(item.keyAt("c")).isEqualTo(new Position(4, 5));
        assertThat(item.at("c")).isEqualTo(new Position(4, 8));
    }

    @Test
    void aliasesAndMergeKeysAreExpanded() {
        assertThat(plain("base: &b {x: 1, z: 2}\nuse: {<<: *b, z: 3}\nmany: {<<: [{x: 5}, *b]}\n"))
                .isEqualTo(Map.of(
                        "base", Map.of("x", 1L, "z", 2L),
                        "use", Map.of("x", 1L, "z", 3L),
                        "many", Map.of("x", 5L, "z", 2L)));
    }

    @Test
    void keysAreTextAsInJson() {
        assertThat(plain("1: a\n0x10: b\ntrue: c\n'2': d\n"))
                .isEqualTo(Map.of("1", "a", "16", "b", "true", "c", "2", "d"));
    }

    @Test
    void aRepeatedKeyIsAnErrorWithBothPlaces() {
        onlyErrorOf("a: 1\nb: 2\na: 3\n")
                .isEqualTo("f.yaml:3:1: \"a\" is given twice in one mapping, first in line 1; keep one");
    }

    @Test
    void aTabIsOneClearError() {
        onlyErrorOf("a:\n\t- b\n")
                .startsWith("f.yaml:2:1: this is no valid YAML")
                .contains("TAB");
    }

    @Test
    void anOpenQuoteIsOneErrorThatNamesItsBeginning() {
        onlyErrorOf("a: 1\nb: 'open\nc: 2\n")
                .startsWith("f.yaml:4:1: this is no valid YAML")
                .contains("line 2");
    }

    @Test
    void anOpenBracketIsOneError() {
        onlyErrorOf("a: [1, 2\nb: 3\n").contains("this is no valid YAML").contains("line 1");
    }

    @Test
    void documentsBeforeABrokenOneAreRead() {
        assertThat(read("a: 1\n---\nb: [\n")).hasSize(1);
        assertThat(problems.list()).hasSize(1);
    }

    @Test
    void tagsAreRefused() {
        onlyErrorOf("a: !!javax.script.ScriptEngineManager [x]\n")
                .contains("1:4")
                .contains("tag");
    }

    @Test
    void coreTagsAreRead() {
        assertThat(plain("a: !!str 5\nb: !!int 5\n")).isEqualTo(Map.of("a", "5", "b", 5L));
    }

    @Test
    void aBombOfAliasesIsOneError() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i))
                    .append(String.join(", ", Collections.nCopies(10, "*a" + (i - 1))))
                    .append("]\n");
        }
        onlyErrorOf(bomb.toString()).contains("more than 200000 values");
    }

    @Test
    void anAliasOfItselfIsOneError() {
        onlyErrorOf("a: &a [1, *a]\n").contains("1:").contains("alias");
    }

    @Test
    void deepNestingIsOneError() {
        onlyErrorOf("[".repeat(100_000)).contains("no valid YAML").contains("Depth");
    }

    @Test
    void aHugeFileIsOneErrorAndNotRead() {
        onlyErrorOf("a: b\n".repeat(2_000_000))
                .isEqualTo(
                        "f.yaml: the file is longer than 3 MB (10000000 characters) and is not read; Kargo's manifests are small, is"
                                + " this one?");
    }

    @Test
    void whatIsNoTextIsOneErrorWithItsPlace() {
        onlyErrorOf("a: 1\nb: \u0007\n").startsWith("f.yaml:2:4: this is no valid YAML");
    }

    @Test
    void indentationCopiedFromAWebPageIsReadWithAWarning() {
        List<Value> documents = read("a:\n\u00a0 b: x\u00a0y\n\u00a0 c: 1\n");
        assertThat(documents.get(0).plain()).isEqualTo(Map.of("a", Map.of("b", "x\u00a0y", "c", 1L)));
        assertThat(problems.list())
                .singleElement()
                .asString()
                .contains("f.yaml:2:1")
                .contains("non-breaking");
    }
}
