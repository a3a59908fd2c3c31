package io.jenkins.plugins.kargo.engine.promotion.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.json.JsonParseStep;
import io.jenkins.plugins.kargo.engine.promotion.step.json.JsonUpdateStep;
import io.jenkins.plugins.kargo.engine.promotion.step.toml.TomlParseStep;
import io.jenkins.plugins.kargo.engine.promotion.step.toml.TomlUpdateStep;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlMergeStep;
import io.jenkins.plugins.kargo.engine.promotion.step.yaml.YamlParseStep;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps that read and change structured text. */
class DocumentStepsTest {
    @TempDir
    private Path temp;

    private LocalWorkspace workspace;
    private StepFixture steps;

    @BeforeEach
    void workDir() throws IOException {
        steps = new StepFixture("p");
        workspace = new LocalWorkspace(temp, steps.promotionLog());
        steps.workspace(workspace);
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(workspace.workDir().resolve(path).getParent());
        Files.writeString(workspace.workDir().resolve(path), text);
    }

    private String read(String path) throws IOException {
        return Files.readString(workspace.workDir().resolve(path));
    }

    private Map<String, Object> parse(StepRunner step, String path, String... namesAndExpressions) throws Exception {
        List<Object> outputs = new ArrayList<>();
        for (int i = 0; i < namesAndExpressions.length; i += 2) {
            outputs.add(Map.of("name", namesAndExpressions[i], "fromExpression", namesAndExpressions[i + 1]));
        }
        return steps.run(step, Map.of("path", path, "outputs", outputs)).output();
    }

    @Test
    void valuesOfADocumentAreReadByExpressions() throws Exception {
        write("v.yaml", "image: {tag: 1.2.3, ports: [80, 443]}\nreplicas: 3\nenabled: true\nversion: 1.10\n");
        assertThat(parse(
                        new YamlParseStep(),
                        "v.yaml",
                        "tag",
                        "image.tag",
                        "more",
                        "replicas + 1",
                        "last",
                        "image.ports[-1]",
                        "all",
                        "image",
                        "none",
                        "absent"))
                .containsEntry("tag", "1.2.3")
                .containsEntry("more", 4L)
                .containsEntry("last", 443L)
                .containsEntry("all", Map.of("tag", "1.2.3", "ports", List.of(80L, 443L)))
                .containsEntry("none", null);
        assertThat(workspace.calls()).hasSize(1);
        write("v.json", "{\"a\": {\"b\": [1, \"x\"]}}");
        assertThat(parse(new JsonParseStep(), "v.json", "x", "a.b[1]", "n", "len(a.b)"))
                .isEqualTo(Map.of("x", "x", "n", 2L));
        write("v.toml", "[package]\nversion = \"1.0\"\nsize = 7\n");
        assertThat(parse(new TomlParseStep(), "v.toml", "v", "package.version", "s", "package.size"))
                .isEqualTo(Map.of("v", "1.0", "s", 7L));
    }

    @Test
    void wordsMeanWhatTheyMeanToKargo() throws Exception {
        write("w.yaml", "a: y\nb: 0o17\nc: 08\nd: 'y'\ne: !!str 08\nf: 1e400\ng: yes\nh: 2001-01-01\ni:\t\"x\"\t# c\n");
        assertThat(parse(new YamlParseStep(), "w.yaml", "all", "[a, b, c, d, e, f, g, h, i]"))
                .containsEntry("all", Arrays.asList(true, 15L, 8.0, "y", "08", "1e400", true, "2001-01-01", "x"));
    }

    @Test
    void timesAndLargeNumbersAreKeptAsJsonHasThem() throws Exception {
        write("t.toml", "built = 1979-05-27 07:32:00.50Z\n");
        assertThat(parse(
                        new TomlParseStep(),
                        "t.toml",
                        "built",
                        "built",
                        "year",
                        "built.Year()",
                        "day",
                        "date(\"2024-02-29\")",
                        "age",
                        "duration(\"1s\")"))
                .isEqualTo(Map.of(
                        "built",
                        "1979-05-27T07:32:00.5Z",
                        "year",
                        1979L,
                        "day",
                        "2024-02-29T00:00:00Z",
                        "age",
                        1_000_000_000L));
        write("n.json", "{\"large\": 12345678901234567890, \"small\": 1, \"list\": [9223372036854775807]}");
        assertThat(parse(new JsonParseStep(), "n.json", "large", "large", "small", "small + 1", "list", "list[0]"))
                .isEqualTo(Map.of("large", 1.2345678901234567e19, "small", 2L, "list", Long.MAX_VALUE));
    }

    @Test
    void aListIsTheEnvironmentItself() throws Exception {
        write("l.yaml", "- a\n- b: c\n");
        assertThat(parse(new YamlParseStep(), "l.yaml", "first", "$env[0]", "second", "$env[1].b", "size", "len($env)"))
                .isEqualTo(Map.of("first", "a", "second", "c", "size", 2L));
        assertThatThrownBy(() -> parse(new YamlParseStep(), "l.yaml", "x", "image"))
                .hasMessageContaining("cannot fetch image from ");
        write("nothing.yaml", "# nothing\n");
        assertThatThrownBy(() -> parse(new YamlParseStep(), "nothing.yaml", "x", "image"))
                .hasMessageContaining("cannot fetch image from nil");
        assertThat(parse(new YamlParseStep(), "nothing.yaml", "x", "$env")).containsEntry("x", null);
    }

    @Test
    void whatCannotBeReadIsSaid() throws Exception {
        write("empty.yaml", "");
        write("bad.yaml", "a: b: c");
        write("bad.json", "{\"a\": }");
        write("bad.toml", "a =");
        write("good.yaml", "a: 1");
        assertThatThrownBy(() -> parse(new YamlParseStep(), "empty.yaml", "x", "a"))
                .isInstanceOf(IOException.class)
                .hasMessage("could not parse empty YAML file: \"empty.yaml\"");
        assertThatThrownBy(() -> parse(new YamlParseStep(), "bad.yaml", "x", "a"))
                .hasMessageContaining("could not parse YAML file \"bad.yaml\"");
        assertThatThrownBy(() -> parse(new JsonParseStep(), "bad.json", "x", "a"))
                .hasMessageContaining("could not parse JSON file \"bad.json\"")
                .hasMessageContaining("line 1, column");
        assertThatThrownBy(() -> parse(new TomlParseStep(), "bad.toml", "x", "a"))
                .hasMessageContaining("could not parse TOML file \"bad.toml\"");
        assertThatThrownBy(() -> parse(new YamlParseStep(), "good.yaml", "x", "a ++ b"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("failed to extract outputs")
                .hasMessageContaining("a ++ b");
        assertThatThrownBy(() -> parse(new YamlParseStep(), "../x.yaml", "x", "a"))
                .isInstanceOf(StepFailure.class);
    }

    @Test
    void jsonAndTomlAreUpdatedInPlace() throws Exception {
        write("v.json", "{\n  \"a\": 1,\n  \"t\": \"x\"\n}\n");
        StepResult json = steps.run(
                new JsonUpdateStep(),
                Map.of(
                        "path",
                        "v.json",
                        "updates",
                        List.of(Map.of("key", "a", "value", 2), Map.of("key", "t", "value", "y"))));
        assertThat(json.output()).isEqualTo(Map.of("commitMessage", "Updated v.json\n\n- a: 2\n- t: \"y\""));
        assertThat(read("v.json")).isEqualTo("{\n  \"a\": 2,\n  \"t\": \"y\"\n}\n");
        write("v.toml", "a = 1 # c\n");
        StepResult toml = steps.run(
                new TomlUpdateStep(), Map.of("path", "v.toml", "updates", List.of(Map.of("key", "a", "value", "x"))));
        assertThat(toml.output()).isEqualTo(Map.of("commitMessage", "Updated v.toml\n\n- a: 'x'"));
        assertThat(read("v.toml")).isEqualTo("a = 'x' # c\n");
        assertThatThrownBy(() -> steps.run(
                        new JsonUpdateStep(),
                        Map.of("path", "no.json", "updates", List.of(Map.of("key", "a", "value", 2)))))
                .hasMessage("file \"no.json\" does not exist");
    }

    private Map<String, Object> merge(String... inFiles) throws Exception {
        return steps.run(new YamlMergeStep(), Map.of("inFiles", Arrays.asList(inFiles), "outFile", "out/merged.yaml"))
                .output();
    }

    @Test
    void whatIsMergedInKeepsItsMeaning() throws Exception {
        write("base.yaml", "a: 1\n");
        write("prod.yaml", "b: 08\nc: y\nd: !Ref Topic\ne: !Sub [\"${x}\", {x: 1}]\nh: '08'\ng: !!str 08\n");
        merge("base.yaml", "prod.yaml");
        assertThat(read("out/merged.yaml"))
                .isEqualTo("a: 1\nb: 08\nc: y\nd: !Ref Topic\ne: !Sub [\"${x}\", {\"x\": 1}]\nh: \"08\"\ng: \"08\"\n");
    }

    @Test
    void filesAreMergedAndTheFirstKeepsItsLayout() throws Exception {
        write("base.yaml", "# base\nimage:\n  tag: v1   # t\n  pull: Always\nlist: [a, b]\nversion: 1.10\n");
        write(
                "prod.yaml",
                "# prod\nimage: {tag: v2}\nlist: [c]\nversion: 2.10\nextra: {when: 2024-01-01, mode: 0644, s: '1'}\n");
        assertThat(merge("base.yaml", "prod.yaml"))
                .isEqualTo(Map.of("commitMessage", "Merged 2 YAML files to out/merged.yaml\n- base.yaml\n- prod.yaml"));
        assertThat(read("out/merged.yaml"))
                .isEqualTo("# base\nimage:\n  tag: v2   # t\n  pull: Always\nlist: [c]\nversion: 2.10\n"
                        + "extra:\n  when: 2024-01-01\n  mode: 0644\n  s: \"1\"\n");
        assertThat(merge("base.yaml")).isEqualTo(Map.of("commitMessage", "Wrote base.yaml to out/merged.yaml"));
        assertThat(read("out/merged.yaml")).isEqualTo(read("base.yaml"));
    }

    @Test
    void missingFilesAreAnErrorUnlessTheyMayBeMissing() throws Exception {
        write("base.yaml", "a: 1\n");
        assertThatThrownBy(() -> merge("base.yaml", "nope.yaml"))
                .isInstanceOf(IOException.class)
                .hasMessage("error reading input file: \"nope.yaml\" not found");
        Map<String, Object> config =
                Map.of("inFiles", List.of("nope.yaml"), "outFile", "o.yaml", "ignoreMissingFiles", true);
        assertThat(steps.run(new YamlMergeStep(), config).output()).isNull();
        assertThat(read("o.yaml")).isEmpty();
    }
}
