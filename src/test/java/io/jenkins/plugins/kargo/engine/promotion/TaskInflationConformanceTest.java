package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.PromotionTask;
import io.jenkins.plugins.kargo.engine.model.Variable;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import io.jenkins.plugins.kargo.engine.testing.ConformanceExceptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TaskInflationConformanceTest {
    private static final Map<String, String> EXCEPTIONS = ConformanceExceptions.of("task-inflation.json");

    private interface Action {
        Object run() throws PromotionRefused;
    }

    @TestFactory
    Stream<DynamicTest> everyCase() {
        return Conformance.cases("task-inflation.json")
                .map(node -> DynamicTest.dynamicTest(
                        node.path("fn").asText() + ' ' + node.path("src").asText(), () -> check(node)));
    }

    private static void check(JsonNode node) {
        Configuration tasks = ManifestJson.tasks(node.path("objects"));
        List<Variable> promotionVars = ManifestJson.variables(node.path("promoVars"));
        TaskInflation inflation = new TaskInflation(tasks, promotionVars);
        switch (node.path("fn").asText()) {
            case "InflateSteps" -> {
                JsonNode spec = node.path("promo").path("spec");
                TaskInflation own = new TaskInflation(tasks, ManifestJson.variables(spec.path("vars")));
                expect(node, "steps", () -> own.inflate(ManifestJson.steps(spec.path("steps"))));
            }
            case "inflateTaskSteps" -> {
                PromotionStep step = ManifestJson.step(node.path("taskStep"));
                expect(
                        node,
                        "steps",
                        () -> inflation.inflateTask(node.path("taskAlias").asText(), step));
            }
            case "getPromotionTaskSpec" ->
                expect(node, "result", () -> inflation.task(ManifestJson.reference(node.path("ref"))));
            case "promotionTaskVarsToStepVars" -> {
                List<Variable> vars = ManifestJson.variables(node.path("taskVars"));
                PromotionTask task = new PromotionTask("PromotionTask", Metadata.named("task"), vars, List.of());
                expect(
                        node,
                        "result",
                        () -> inflation.taskVars(task, ManifestJson.variables(node.path("stepVars")), "task-1"));
            }
            case "generatePromotionTaskStepAlias" ->
                assertThat(TaskInflation.stepAlias(
                                node.path("taskAlias").asText(),
                                node.path("stepAlias").asText()))
                        .isEqualTo(node.path("expected").asText());
            default -> checkName(node);
        }
    }

    private static void expect(JsonNode node, String root, Action action) {
        Object[] result = new Object[1];
        PromotionRefused refused = catchThrowableOfType(PromotionRefused.class, () -> result[0] = action.run());
        for (JsonNode assertion : node.path("expect")) {
            String path = assertion.path("path").asText();
            String op = assertion.path("op").asText();
            if ("error".equals(op)) {
                String text = assertion.path("contains").asText();
                assertThat(refused).hasMessageContaining(EXCEPTIONS.containsKey(text) ? "not found" : text);
            } else if ("noError".equals(op)) {
                assertThat(refused).isNull();
            } else {
                assertion(op, resolve(result[0], path.substring(root.length())), assertion.path("value"));
            }
        }
    }

    private static void assertion(String op, Object actual, JsonNode value) {
        switch (op) {
            case "nil", "empty" ->
                assertThat(actual == null || ((List<?>) actual).isEmpty()).isTrue();
            case "notNil" -> assertThat(actual).isNotNull();
            case "len" -> assertThat((List<?>) actual).hasSize(value.asInt());
            case "equal" -> assertThat(actual).isEqualTo(value.asText());
            case "elementsMatch" -> {
                Object[] expected = ManifestJson.variables(value).toArray();
                assertThat((List<?>) actual).map(Object.class::cast).containsExactlyInAnyOrder(expected);
            }
            default -> throw new AssertionError("unknown assertion " + op);
        }
    }

    /** Follows the paths that occur in the data: {@code [0].as}, {@code .vars[1].name}. */
    private static Object resolve(Object value, String path) {
        Object current = value;
        for (String part : path.split("(?=\\[)|\\.")) {
            if (part.startsWith("[")) {
                current = ((List<?>) current).get(Integer.parseInt(part.substring(1, part.length() - 1)));
            } else if (!part.isEmpty()) {
                current = member(current, part);
            }
        }
        return current;
    }

    private static Object member(Object value, String name) {
        if (value instanceof PromotionStep step) {
            return switch (name) {
                case "as" -> step.as();
                case "uses" -> step.uses();
                default -> step.vars();
            };
        }
        if (value instanceof PromotionTask task) {
            return task.vars();
        }
        Variable variable = (Variable) value;
        return "name".equals(name) ? variable.name() : variable.value();
    }

    private static void checkName(JsonNode node) {
        String name = new PromotionNames(new Ulids(Clock.systemUTC()))
                .next(node.path("stageName").asText(), node.path("freight").asText());
        String[] parts = name.split("\\.");
        if (node.has("value")) {
            assertThat(name).isEqualTo(node.path("value").asText());
        }
        if (node.has("regex")) {
            assertThat(name).matches(node.path("regex").asText());
        }
        if (node.has("length")) {
            assertThat(name).hasSize(node.path("length").asInt());
            assertThat(parts[0]).hasSize(node.path("firstComponentLength").asInt());
        }
        if (node.has("lastComponentLength")) {
            assertThat(parts[parts.length - 1])
                    .hasSize(node.path("lastComponentLength").asInt());
        }
        assertThat(name)
                .startsWith(node.path("prefix").asText())
                .endsWith(node.path("suffix").asText());
    }
}
