package io.jenkins.plugins.kargo.engine.promotion.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.promotion.StepSchemas;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import io.jenkins.plugins.kargo.engine.testing.ConformanceExceptions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the schemas accept and refuse, and in which words. */
class StepConfigConformanceTest {
    private static final Map<String, String> EXCEPTIONS = ConformanceExceptions.of("step-config-validation.json");
    private static final String GO_FORMAT = "%.9e";

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

    private static boolean decidedInCode(JsonNode testCase) {
        String problem = testCase.path("problems").path(0).asText();
        return EXCEPTIONS.keySet().stream().anyMatch(problem::startsWith);
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
            String text = problem.asText();
            String expected = EXCEPTIONS.containsKey(GO_FORMAT) ? text.replace(GO_FORMAT, "2147483647") : text;
            assertThat("invalid " + step + " config: " + problems)
                    .contains(expected.replace("invalid " + step + " config: ", ""));
        });
    }
}
