package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** The cases of Kargo's own YAML editor. */
class YamlConformanceTest {
    /**
     * Where we differ on purpose: Kargo prints the whole document anew for updateField, with an indent of four and without
     * blank lines at its beginning; we change the text only where the value stands. Those cases are compared as YAML, and
     * comments one by one. Everything else is compared to the byte.
     */
    private static final List<String> COMPARED_AS_YAML = List.of("updateField");

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
            // strconv.Atoi is the name of a Go function, not part of anybody's contract.
            String words = testCase.get("error").asText().replace("strconv.Atoi", "is not the number of an item");
            assertThatThrownBy(() -> YamlValues.position(in, key)).hasMessageContaining(words);
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
        if (!COMPARED_AS_YAML.contains(testCase.get("fn").asText())) {
            assertThat(actual).isEqualTo(expected);
            return;
        }
        assertThat(new Yaml().<Object>load(actual)).isEqualTo(new Yaml().<Object>load(expected));
        expected.lines()
                .filter(line -> line.contains("#"))
                .forEach(line -> assertThat(actual).contains(line.substring(line.indexOf('#'))));
    }
}
