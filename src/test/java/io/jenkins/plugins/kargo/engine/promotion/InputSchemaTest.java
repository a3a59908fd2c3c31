package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputSchemaTest {
    private static InputSchema property(String name, Map<String, Object> schema) {
        return InputSchema.of(Map.of("properties", Map.of(name, schema)));
    }

    private static void assertRefused(Map<String, Object> schema, String words) {
        assertThatThrownBy(() -> InputSchema.of(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void membersStayInTheirOrderForTheForm() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("zone", Map.of("type", "string"));
        properties.put("age", Map.of("type", "integer"));
        InputSchema schema = InputSchema.of(Map.of("properties", properties));
        assertThat(schema.toString())
                .isEqualTo("{\"properties\":{\"zone\":{\"type\":\"string\"},\"age\":{\"type\":\"integer\"}}}");
        assertThat(InputSchema.parse(schema.toString()).toString()).isEqualTo(schema.toString());
    }

    @Test
    void aSchemaRefersToNothingOutsideItself() {
        assertRefused(
                Map.of("properties", Map.of("a", Map.of("$ref", "https://example.com/schema.json"))),
                "schema.properties.a.$ref: refers to \"https://example.com/schema.json\"");
        assertRefused(Map.of("$id", "https://example.com/x", "properties", Map.of()), "schema.$id: is not needed");
        InputSchema inside = InputSchema.of(Map.of(
                "definitions",
                Map.of("size", Map.of("enum", List.of("small", "large"))),
                "properties",
                Map.of("size", Map.of("$ref", "#/definitions/size"))));
        assertThat(inside.problems(Map.of("size", "huge"))).hasSize(1);
        assertThat(inside.problems(Map.of("size", "small"))).isEmpty();
    }

    @Test
    void aSchemaMaySayThatItIsOfOurDraft() {
        InputSchema schema = InputSchema.of(Map.of(
                "$schema",
                "http://json-schema.org/draft-07/schema#",
                "properties",
                Map.of("size", Map.of("type", "integer"))));
        assertThat(schema.problems(Map.of("size", "huge"))).hasSize(1);
        assertRefused(
                Map.of("$schema", "https://json-schema.org/draft/2020-12/schema", "properties", Map.of()),
                "schema.$schema: is not needed: remove it; draft-07 is used");
    }

    @Test
    void secretsAreNotAskedFor() {
        assertRefused(Map.of("properties", Map.of("a", Map.of("writeOnly", true))), "asks for a secret");
        assertThat(property("url", Map.of("type", "string"))
                        .problems(Map.of("url", "https://bob:hunter2@example.com/")))
                .singleElement()
                .asString()
                .contains("a URL with a password")
                .doesNotContain("hunter2");
    }

    @Test
    void whatIsNoSchemaIsRefused() {
        assertRefused(Map.of("type", "string"), "must be an object with properties");
        assertRefused(Map.of("properties", Map.of("a", Map.of("pattern", "(?=x)"))), "schema: is no JSON schema");
    }

    @Test
    void patternsTakeTimeInProportionToTheText() {
        InputSchema schema = property("a", Map.of("type", "string", "pattern", "^(a+)+$"));
        assertThat(schema.problems(Map.of("a", "a".repeat(20_000) + '!'))).hasSize(1);
    }

    @Test
    void hugeAnswersAreRefused() {
        assertThat(property("a", Map.of("type", "string")).problems(Map.of("a", "x".repeat(70_000))))
                .containsExactly("(root): the answer is longer than 65536 characters");
    }

    @Test
    void defaultsAreForPreviews() {
        assertThat(InputSchema.of(
                                Map.of("properties", Map.of("a", Map.of("default", 3), "b", Map.of("type", "string"))))
                        .defaults())
                .isEqualTo(Map.of("a", 3));
    }
}
