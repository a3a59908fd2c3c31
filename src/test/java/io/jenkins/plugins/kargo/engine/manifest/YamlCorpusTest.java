package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every YAML block of Kargo's documentation loads or fails as its index says. */
class YamlCorpusTest {
    @TestFactory
    Stream<DynamicTest> everyFileLoadsOrFailsAsItsIndexSays() {
        return Conformance.cases("yaml-corpus/index.json")
                .map(entry -> DynamicTest.dynamicTest(entry.get("file").asText(), () -> check(entry)));
    }

    private static void check(JsonNode entry) throws IOException {
        LoadedManifests loaded = load(entry.get("file").asText());
        List<String> errors =
                loaded.errors().stream().map(ManifestProblem::toString).toList();
        switch (entry.get("expectValid").asText()) {
            case "true" -> assertThat(errors).isEmpty();
            case "false" -> assertThat(errors).isNotEmpty();
            case "enterprise" ->
                assertThat(errors)
                        .as("steps of the enterprise edition are warned of; what is wrong else is in the index")
                        .allMatch(error -> error.contains("lacks the required field requestedFreight")
                                || error.contains("lacks the required field metadata")
                                || error.contains("there is no step \"fake-step\""));
            default -> assertThat(loaded.problems()).isNotEmpty();
        }
        for (JsonNode step : entry.path("stepsNotInOpenSource")) {
            if (!step.asText().equals("fake-step")) {
                assertThat(loaded.warnings()).anyMatch(w -> w.message().contains("the step " + step.asText()));
            }
        }
    }

    private static LoadedManifests load(String file) throws IOException {
        String text = Files.readString(Path.of(System.getProperty("kargo.conformance"), "yaml-corpus", file));
        return new ManifestLoader(Manifests.CAPABILITIES).loadPart(List.of(new ManifestFile(file, text)));
    }
}
