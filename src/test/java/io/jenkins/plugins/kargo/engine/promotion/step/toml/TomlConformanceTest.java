package io.jenkins.plugins.kargo.engine.promotion.step.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileEdit;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The cases of Kargo's own TOML editor, to the byte. */
class TomlConformanceTest {
    @TestFactory
    Stream<DynamicTest> agreesWithTheConformanceData() {
        return Conformance.cases("toml-update.json")
                .map(testCase -> DynamicTest.dynamicTest(
                        testCase.get("fn").asText() + ' ' + testCase.path("id").asText(), () -> check(testCase)));
    }

    private static void check(JsonNode testCase) throws IOException {
        if (testCase.get("fn").asText().equals("formatValue")) {
            Object value = Conformance.JSON.convertValue(testCase.get("value"), Object.class);
            assertThat(TomlEditor.format(value, false))
                    .isEqualTo(testCase.get("out").asText());
            return;
        }
        ArrayList<FileEdit.Update> updates = new ArrayList<>();
        testCase.get("updates")
                .forEach(update -> updates.add(new FileEdit.Update(
                        update.get("key").asText(), Conformance.JSON.convertValue(update.get("value"), Object.class))));
        String in = testCase.get("in").asText();
        if (testCase.has("error")) {
            assertThatThrownBy(() -> TomlEditor.VALUES.edit(in, updates))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(testCase.get("error").asText());
        } else {
            assertThat(TomlEditor.VALUES.edit(in, updates))
                    .isEqualTo(testCase.get("out").asText());
        }
    }
}
