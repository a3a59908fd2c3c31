package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.testing.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The YAML that people published about Kargo, from v0.8 on: it loads; what the authors left out of an excerpt is one clear
 * error, and so is each name of something that they do not show.
 */
class SeedsTest {
    @TestFactory
    Stream<DynamicTest> everyBlockLoads() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Seeds.blocks().forEach((file, blocks) -> {
            for (int i = 0; i < blocks.size(); i++) {
                String block = blocks.get(i);
                tests.add(DynamicTest.dynamicTest(file + " block " + i, () -> check(block)));
            }
        });
        assertThat(tests).hasSizeGreaterThan(20);
        return tests.stream();
    }

    private static void check(String block) {
        String text = block.startsWith("promotionTemplate:") ? Manifests.direct("wrapped", block) : block;
        LoadedManifests loaded =
                new ManifestLoader(Manifests.CAPABILITIES).loadPart(List.of(new ManifestFile("seed.yaml", text)));
        boolean excerpt = text.contains("kind: Stage") && !text.contains("requestedFreight");
        List<String> errors =
                loaded.errors().stream().map(ManifestProblem::toString).toList();
        if (excerpt) {
            assertThat(errors).singleElement().asString().contains("lacks the required field requestedFreight");
        } else {
            assertThat(errors).isEmpty();
        }
    }

    private static List<String> errors(List<String> blocks) {
        return Manifests.load(blocks.toArray(String[]::new)).errors().stream()
                .map(ManifestProblem::message)
                .toList();
    }

    @Test
    void aWholePipelineOfOldLoadsWithWarningsThatShowTheNewForms() throws Exception {
        LoadedManifests loaded =
                Manifests.load(Seeds.blocks().get("001").subList(1, 6).toArray(String[]::new));

        assertThat(loaded.errors()).isEmpty();
        assertThat(loaded.configuration().stages()).containsOnlyKeys("development", "staging", "production");
        assertThat(loaded.warnings()).extracting(ManifestProblem::message).allMatch(message -> !message.isBlank());
        assertThat(loaded.warnings().toString())
                .contains("promotionPolicies", "promotionMechanisms", "uses: git-clone");
    }

    @Test
    void eachNameOfWhatIsNotThereIsOneError() throws Exception {
        assertThat(errors(Seeds.blocks().get("000")))
                .containsExactly(
                        "belongs to the project kargo-poc-tags, but Warehouse kargo-poc in a.yaml belongs to kargo-poc;"
                                + " the manifests of one project only can be read together",
                        "stage uat-tags names the Warehouse kargo-poc-tags, which does not exist (there are:"
                                + " kargo-poc)",
                        "stage uat-tags names the stage teststable-tags, which does not exist (there are: uat-tags)",
                        "stage uat-tags names the AnalysisTemplate kargo-poc-uat-analysis, which does not exist"
                                + " (there are: kargo-poc-uat)");
        List<String> third = Seeds.blocks().get("003");
        assertThat(errors(List.of(third.get(2), third.get(3))))
                .containsExactly(
                        "stage test names the Warehouse my-warehouse, which does not exist; the manifests have no"
                                + " Warehouse at all",
                        "stage uat names the Warehouse my-warehouse, which does not exist; the manifests have no"
                                + " Warehouse at all");
        assertThat(errors(List.of(third.get(4)))).hasSize(2).allMatch(error -> error.contains("microservice-"));
    }
}
