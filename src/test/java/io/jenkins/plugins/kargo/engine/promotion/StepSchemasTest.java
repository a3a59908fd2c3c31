package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepSchemasTest {
    private final StepSchemas schemas = new StepSchemas();

    private List<String> problems(String step, Map<String, Object> config) {
        return schemas.problems(StepSchemas.class, step, config);
    }

    @Test
    void aMissingPropertyIsNamedWithTheObjectThatLacksIt() {
        assertThat(problems("set-metadata", Map.of())).containsExactly("(root): updates is required");
        assertThat(problems("set-metadata", Map.of("updates", List.of(Map.of()))))
                .containsExactlyInAnyOrder(
                        "updates.0: kind is required", "updates.0: name is required", "updates.0: values is required");
    }

    @Test
    void aWrongTypeAndAWrongValueSayWhatIsAllowed() {
        assertThat(problems("set-metadata", Map.of("updates", "text")))
                .containsExactly("updates: Invalid type. Expected: array, given: string");
        assertThat(problems(
                        "set-metadata",
                        Map.of("updates", List.of(Map.of("kind", "Pod", "name", "", "values", Map.of())))))
                .contains(
                        "updates.0.kind: updates.0.kind must be one of the following: \"Stage\", \"Freight\"",
                        "updates.0.name: String length must be greater than or equal to 1",
                        "updates.0.values: Must have at least 1 properties");
    }

    @Test
    void anUnknownPropertyIsRefused() {
        assertThat(problems("set-freight-alias", Map.of("name", "a", "alias", "b", "other", 1)))
                .containsExactly("(root): Additional property other is not allowed");
    }

    @Test
    void patternsAndAlternativesAreChecked() {
        assertThat(problems("wait-for-approval", Map.of("approvers", List.of(Map.of("user", "a")), "timeout", "5d")))
                .singleElement()
                .asString()
                .startsWith("timeout: Does not match pattern");
        assertThat(problems("wait-for-approval", Map.of("approvers", List.of(Map.of("user", "a", "group", "b")))))
                .contains("approvers.0: Must validate one and only one schema (oneOf)");
    }

    @Test
    void aWholeNumberMayComeOutOfAnExpressionAsAFloat() {
        Map<String, Object> config = Map.of("approvers", List.of(Map.of("user", "a")), "minApprovals", 2.0);
        assertThat(problems("wait-for-approval", config)).isEmpty();
    }

    @Test
    void aStepWithoutSchemaTakesAnyConfiguration() {
        assertThat(problems("no-such-step", Map.of("a", 1))).isEmpty();
        assertThat(schemas.schema(StepSchemas.class, "no-such-step")).isEmpty();
        assertThat(schemas.schema(StepSchemas.class, "fail")).isPresent();
    }
}
