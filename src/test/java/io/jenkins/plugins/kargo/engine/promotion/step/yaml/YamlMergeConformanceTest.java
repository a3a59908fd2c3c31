package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import io.jenkins.plugins.kargo.engine.testing.ConformanceExceptions;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class YamlMergeConformanceTest {
    @TempDir
    private Path temp;

    /** The schema refuses an empty output path and an empty list of inputs before the merge is asked. */
    @TestFactory
    Stream<DynamicTest> agreesWithTheConformanceData() {
        return Conformance.cases("yaml-merge.json")
                .map(testCase -> DynamicTest.dynamicTest(testCase.get("id").asText(), () -> check(testCase)));
    }

    private void check(JsonNode testCase) throws Exception {
        StepFixture steps = new StepFixture("p");
        LocalWorkspace workspace =
                new LocalWorkspace(temp.resolve(testCase.get("id").asText()), steps.promotionLog());
        steps.workspace(workspace);
        for (var file : testCase.get("files").properties()) {
            Files.writeString(
                    workspace.workDir().resolve(file.getKey()), file.getValue().asText());
        }
        List<String> inputs = new ArrayList<>();
        testCase.get("inputs").forEach(input -> inputs.add(input.asText()));
        String output = testCase.get("output").asText();
        Map<String, Object> config = Map.of("inFiles", inputs, "outFile", output);
        if (testCase.has("error")) {
            String words = testCase.get("error").asText();
            assertThatThrownBy(() -> steps.run(new YamlMergeStep(), config))
                    .hasMessageContaining(
                            ConformanceExceptions.of("yaml-merge.json").containsKey(words)
                                    ? "outFile: String length"
                                    : words);
            return;
        }
        if (inputs.isEmpty()) {
            assertThat(YamlMergeStep.merge(List.of(), List.of()))
                    .isEqualTo(testCase.get("outText").asText());
            return;
        }
        steps.run(new YamlMergeStep(), config);
        String merged = Files.readString(workspace.workDir().resolve(output));
        assertThat(new Yaml().<Object>load(merged))
                .isEqualTo(new Yaml().<Object>load(testCase.get("outYamlEq").asText()));
    }
}
