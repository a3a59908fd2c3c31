package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import io.jenkins.plugins.kargo.engine.testing.ConformanceExceptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** The cases of Kargo's own YAML editor. */
class YamlConformanceTest {
    private static final Map<String, String> EXCEPTIONS = ConformanceExceptions.of("yaml-update.json");

    @TestFactory
    Stream<DynamicTest> agreesWithTheConformanceData() {
        return Conformance.cases("yaml-update.json")
                .map(testCase -> DynamicTest.dynamicTest(
                        testCase.get("fn").asText() + ' ' + testCase.path("id").asText(), () -> check(testCase)));
    }

    private static void check(JsonNode testCase) throws IOException {
        switch (testCase.get("fn").asText()) {
            case "setValues" ->
                expect(testCase, () -> YamlValues.set(testCase.get("in").asText(), updates(testCase)));
            case "findScalar" -> findScalar(testCase);
            case "quoteIfNecessary" -> {
                Object value = Conformance.JSON.convertValue(testCase.get("value"), Object.class);
                Object out = Conformance.JSON.convertValue(testCase.get("out"), Object.class);
                String expected = out instanceof Double d && d == Math.rint(d)
                        ? String.valueOf(d.longValue())
                        : String.valueOf(out);
                assertThat(YamlScalars.forMessage(value)).isEqualTo(expected);
            }
            case "updateField" ->
                expect(testCase, () -> {
                    Object value = Conformance.JSON.convertValue(testCase.get("value"), Object.class);
                    return YamlEditor.of(testCase.get("in").asText())
                            .set(testCase.get("key").asText(), value)
                            .text();
                });
            default -> throw new AssertionError("unknown function " + testCase);
        }
    }

    private static List<YamlValues.Update> updates(JsonNode testCase) {
        List<YamlValues.Update> updates = new ArrayList<>();
        testCase.get("updates")
                .forEach(update -> updates.add(new YamlValues.Update(
                        update.get("key").asText(), Conformance.JSON.convertValue(update.get("value"), Object.class))));
        return updates;
    }

    private static void findScalar(JsonNode testCase) throws IOException {
        String in = testCase.get("in").asText();
        String key = testCase.get("key").asText();
        if (testCase.has("error")) {
            String words = testCase.get("error").asText();
            assertThatThrownBy(() -> YamlValues.position(in, key))
                    .hasMessageContaining(EXCEPTIONS.containsKey(words) ? "is not the number of an item" : words);
            return;
        }
        assertThat(YamlValues.position(in, key).column())
                .isEqualTo(testCase.get("col").asInt());
    }

    private interface Edit {
        String run() throws IOException;
    }

    private static void expect(JsonNode testCase, Edit edit) throws IOException {
        if (testCase.has("error")) {
            assertThatThrownBy(edit::run)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(testCase.get("error").asText());
            return;
        }
        String expected = testCase.get("out").asText();
        String actual = edit.run();
        if (!EXCEPTIONS.containsKey(testCase.get("fn").asText())) {
            assertThat(actual).isEqualTo(expected);
            return;
        }
        assertThat(new Yaml().<Object>load(actual)).isEqualTo(new Yaml().<Object>load(expected));
        expected.lines()
                .filter(line -> line.contains("#"))
                .forEach(line -> assertThat(actual).contains(line.substring(line.indexOf('#'))));
    }
}
