package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class YamlEditorTest {
    private static final String KUSTOMIZATION = """
        # what runs
        resources:
        - deployment.yaml   # the app

        images:
        # the web server
        - name: web   # ours
          newTag: "1.0"   # current
        - name: zoo
          newTag: v9

        namespace: prod
        """;

    private static String set(String text, String key, Object value) throws IOException {
        return YamlEditor.of(text).set(key, value).text();
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    @Test
    void aValueInAListEntryChangesAndNothingElse() throws IOException {
        assertThat(set(KUSTOMIZATION, "images.0.newTag", "1.1")).isEqualTo(KUSTOMIZATION.replace("\"1.0\"", "\"1.1\""));
    }

    @Test
    void aShortListStandsBeforeTheCommentBehindATab() throws IOException {
        assertThat(set("a:\t# one\n  b: 1\nc: 2\n", "a", List.of())).isEqualTo("a: []\t# one\nc: 2\n");
    }

    @Test
    void aMissingKeyIsAddedAfterTheLastOneOfItsMap() throws IOException {
        assertThat(set(KUSTOMIZATION, "images.0.digest", "sha256:1"))
                .isEqualTo(KUSTOMIZATION.replace("# current\n", "# current\n  digest: sha256:1\n"));
        assertThat(set(KUSTOMIZATION, "namePrefix", "x-")).isEqualTo(KUSTOMIZATION + "namePrefix: x-\n");
    }

    @Test
    void anItemIsPutInBeforeAnotherOrAtTheEnd() throws IOException {
        String edited = YamlEditor.of(KUSTOMIZATION)
                .insert("images", 1, map("name", "x", "newTag", "2"))
                .insert("images", 99, map("name", "zz", "digest", "sha256:2"))
                .text();
        assertThat(edited)
                .isEqualTo(KUSTOMIZATION
                        .replace("- name: zoo", "- name: x\n  newTag: \"2\"\n- name: zoo")
                        .replace("newTag: v9\n", "newTag: v9\n- name: zz\n  digest: sha256:2\n"));
    }

    @Test
    void aListIsCreatedInTheStyleOfTheDocument() throws IOException {
        List<Object> images = List.of(map("name", "a", "newTag", "1.1.1"));
        assertThat(set("resources:\n- x\n", "images", images))
                .isEqualTo("resources:\n- x\nimages:\n- name: a\n  newTag: 1.1.1\n");
        assertThat(set("resources:\n  - x\n", "images", images))
                .isEqualTo("resources:\n  - x\nimages:\n  - name: a\n    newTag: 1.1.1\n");
        assertThat(set("kind: K", "images", images)).isEqualTo("kind: K\nimages:\n- name: a\n  newTag: 1.1.1");
        assertThat(set("", "images", images)).isEqualTo("images:\n- name: a\n  newTag: 1.1.1\n");
        assertThat(set("images: []\nx: y\n", "images", images))
                .isEqualTo("images:\n- name: a\n  newTag: 1.1.1\nx: y\n");
        assertThat(set("images: # none\nx: 1\n", "images", images))
                .isEqualTo("images: # none\n- name: a\n  newTag: 1.1.1\nx: 1\n");
    }

    @Test
    void flowStyleIsKept() throws IOException {
        assertThat(set("images: [{name: a, newTag: v1}] # c\n", "images.0.newTag", "v2"))
                .isEqualTo("images: [{name: a, newTag: v2}] # c\n");
        assertThat(set("images: [ {name: a} ]\n", "images.0.newTag", "v2"))
                .isEqualTo("images: [ {name: a, newTag: v2} ]\n");
        assertThat(set("a: {}\n", "a.b", 1)).isEqualTo("a: {b: 1}\n");
        assertThat(set("a: [1, 2]\n", "a.-1", 3)).isEqualTo("a: [1, 2, 3]\n");
    }

    @Test
    void aReplacedMapKeepsWhatStaysAndLosesWhatGoes() throws IOException {
        String text = "a:\n  x: 1 # one\n  y: 2\n  z: 3 # three\nb: c\n";
        assertThat(set(text, "a", map("x", 1, "z", 4))).isEqualTo("a:\n  x: 1 # one\n  z: 4 # three\nb: c\n");
        assertThat(set(text, "a", map("k", 1))).isEqualTo("a:\n  k: 1\nb: c\n");
        assertThat(set(text, "a", map())).isEqualTo("a: {}\nb: c\n");
        assertThat(set("- x: 1\n  y: 2\n", "0", map("y", 3))).isEqualTo("- y: 3\n");
    }

    @Test
    void mergingGoesKeyByKeyAndNullRemoves() throws IOException {
        String text = "# top\na:\n  b: 1 # one\n  c: 2\nlist:\n- x\n- y\ngone: z\n";
        Map<String, Object> patch =
                map("a", map("b", 5, "d", map("e", "g")), "list", List.of("q"), "gone", null, "k", "m");
        assertThat(YamlEditor.of(text).merge(patch).text())
                .isEqualTo("# top\na:\n  b: 5 # one\n  c: 2\n  d:\n    e: g\nlist:\n- q\nk: m\n");
        assertThat(YamlEditor.of("a: 1\n")
                        .merge(map("a", null, "b", 2, "c", null))
                        .text())
                .isEqualTo("b: 2\n");
    }

    @Test
    void windowsLinesStay() throws IOException {
        assertThat(set("a:\r\n  b: 1\r\n", "a.c", 2)).isEqualTo("a:\r\n  b: 1\r\n  c: 2\r\n");
    }

    @Test
    void whatIsNotThereOrNoListIsSaid() {
        assertThatThrownBy(() -> set("a: [1]\n", "a.x", 1)).hasMessage("invalid index format: x");
        assertThatThrownBy(() -> YamlEditor.of("a: 1\n").insert("a", 0, "x")).hasMessage("a is not a list");
        assertThatThrownBy(() -> YamlEditor.of("- 1\n").merge(map("a", 1))).hasMessageContaining("only a map");
    }

    @Property(tries = 3000)
    void whatIsSetIsReadBackAndTheRestStays(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        String[] keys = {"a", "a.b", "a.c", "a.c.0", "a.c.0.f", "a.c.1", "a.c.0.new", "a.new", "a.new.deep", "new"};
        String key = keys[random.nextInt(keys.length)];
        Object tree = tree(random, 3);
        String text = "# c\nkeep:\n  x: [1, {y: z}] # 1\na:\n  b: 1 # 2\n  c:\n  - d: e\n    f: g\n  - h\n"
                + "last: {q: r} # 3\n";
        Object before = YamlEditor.of(text).document();
        YamlEditor edited = YamlEditor.of(text).set(key, tree);
        Map<?, ?> after = (Map<?, ?>) edited.document();
        assertThat(read(after, key)).as(edited.text()).isEqualTo(tree);
        assertThat(after.get("keep")).isEqualTo(((Map<?, ?>) before).get("keep"));
        assertThat(after.get("last")).isEqualTo(((Map<?, ?>) before).get("last"));
        assertThat(edited.text()).contains("# c\n", "# 1\n", "# 3\n");
    }

    @Property(tries = 3000)
    void aMergeOfMapsIsTheMergedMap(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Map<String, Object> base = new LinkedHashMap<>(mapOf(random, 3));
        base.put("d", tree(random, 2));
        Map<String, Object> patch = mapOf(random, 3);
        if (random.nextBoolean()) {
            patch.put(random.nextBoolean() ? "d" : "b", null);
        }
        String text = YamlEditor.of("").set("root", base).text();
        YamlEditor edited = YamlEditor.of(text).merge(map("root", patch));
        assertThat(((Map<?, ?>) edited.document()).get("root")).as(text).isEqualTo(expectedMerge(base, patch));
    }

    private static Map<String, Object> expectedMerge(Map<?, ?> base, Map<?, ?> patch) {
        Map<String, Object> result = new LinkedHashMap<>();
        base.forEach((k, v) -> result.put(String.valueOf(k), v));
        patch.forEach((k, v) -> {
            if (v == null) {
                result.remove(k);
            } else if (v instanceof Map<?, ?> inner && result.get(k) instanceof Map<?, ?> old) {
                result.put(String.valueOf(k), expectedMerge(old, inner));
            } else {
                result.put(String.valueOf(k), v);
            }
        });
        return result;
    }

    private static Object tree(Random random, int depth) {
        Object[] scalars = {"x", "1", "a: b", "#c", "", "yes", "two\nlines", "- d", 1L, 1.5, true, "[x", "it's"};
        int kind = depth == 0 ? 0 : random.nextInt(4);
        if (kind == 3) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(tree(random, depth - 1));
            }
            return list;
        }
        return kind == 2 ? mapOf(random, depth) : scalars[random.nextInt(scalars.length)];
    }

    private static Map<String, Object> mapOf(Random random, int depth) {
        String[] keys = {"b", "d", "k", "on", "1", "f g"};
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(keys[random.nextInt(keys.length)], tree(random, depth - 1));
        }
        return map;
    }

    private static Object read(Object document, String key) {
        Object value = document;
        for (String part : key.split("\\.")) {
            value = value instanceof List<?> list ? list.get(Integer.parseInt(part)) : ((Map<?, ?>) value).get(part);
        }
        return value;
    }
}
