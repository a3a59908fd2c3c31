package io.jenkins.plugins.kargo.engine.promotion.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.promotion.StepSchemas;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the schemas accept and refuse, and in which words. */
class StepConfigConformanceTest {
    private final StepSchemas schemas = new StepSchemas();

    @TestFactory
    Stream<DynamicTest> agreesWithTheConformanceData() {
        return Conformance.cases("step-config-validation.json")
                .filter(testCase ->
                        schemas.schema(StepSchemas.class, step(testCase)).isPresent())
                .filter(testCase -> !decidedInCode(testCase))
                .map(testCase ->
                        DynamicTest.dynamicTest(step(testCase) + " " + testCase.get("config"), () -> check(testCase)));
    }

    private static String step(JsonNode testCase) {
        return testCase.get("step").asText();
    }

    /** Upstream refuses these after the schema has accepted them; so does the step, and its own test shows it. */
    private static boolean decidedInCode(JsonNode testCase) {
        return testCase.path("problems").path(0).asText().startsWith("duplicate checkout alias");
    }

    private void check(JsonNode testCase) {
        Map<String, Object> config = Conformance.JSON.convertValue(testCase.get("config"), new TypeReference<>() {});
        String step = step(testCase);
        String problems = String.join("\n", schemas.problems(StepSchemas.class, step, config));
        if (testCase.get("valid").asBoolean()) {
            assertThat(problems).isEmpty();
            return;
        }
        assertThat(problems).isNotEmpty();
        testCase.path("problems").forEach(problem -> {
            // Upstream's test prints a number with a format that it forgot to apply.
            String expected = problem.asText().replace("%.9e", "2147483647");
            assertThat("invalid " + step + " config: " + problems)
                    .contains(expected.replace("invalid " + step + " config: ", ""));
        });
    }
}
