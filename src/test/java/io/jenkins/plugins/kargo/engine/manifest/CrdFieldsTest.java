package io.jenkins.plugins.kargo.engine.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every field that the schemas of Kargo's and Argo Rollouts' kinds have is known. */
class CrdFieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCHEMAS =
            Path.of(System.getProperty("kargo.conformance", "absent")).resolve("crd-schemas");

    @TestFactory
    Stream<DynamicTest> everyFieldIsKnown() {
        Assumptions.assumeTrue(Files.isDirectory(SCHEMAS), () -> "no schemas at " + SCHEMAS);
        return Stream.of(
                        "Project",
                        "ProjectConfig",
                        "ClusterConfig",
                        "Warehouse",
                        "Stage",
                        "PromotionTask",
                        "ClusterPromotionTask",
                        "AnalysisTemplate",
                        "ClusterAnalysisTemplate",
                        "Freight")
                .map(kind -> DynamicTest.dynamicTest(kind, () -> check(kind)));
    }

    private static void check(String kind) throws IOException {
        JsonNode crd = JSON.readTree(SCHEMAS.resolve(kind + ".json").toFile());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", crd.get("group").asText() + "/v1alpha1");
        document.put("kind", kind);
        document.put("metadata", Map.of("name", "x"));
        crd.path("openAPIV3Schema").path("properties").properties().forEach(field -> {
            if (!document.containsKey(field.getKey()) && !field.getKey().equals("status")) {
                document.put(field.getKey(), example(field.getValue()));
            }
        });

        assertThat(problems(kind, document))
                .noneMatch(problem -> problem.contains("there is no such field"))
                .noneMatch(problem -> problem.contains("more problems in this file"))
                .noneMatch(
                        problem -> problem.matches("(?s).*must be (?:a list|a mapping|text|true or false|a whole).*"));

        document.put("spex", 1);
        assertThat(problems(kind, document)).anyMatch(problem -> problem.contains("spex: there is no such field"));
    }

    private static List<String> problems(String kind, Map<String, Object> document) throws IOException {
        return new ManifestLoader(Manifests.CAPABILITIES)
                        .loadPart(List.of(new ManifestFile(kind + ".json", JSON.writeValueAsString(document))))
                        .problems()
                        .stream()
                        .map(ManifestProblem::toString)
                        .toList();
    }

    /** Something of the schema's type with all its fields. */
    private static Object example(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.get("enum").get(0).asText();
        }
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return 1;
        }
        switch (schema.path("type").asText()) {
            case "object" -> {
                Map<String, Object> members = new LinkedHashMap<>();
                schema.path("properties").properties().forEach(f -> members.put(f.getKey(), example(f.getValue())));
                if (schema.path("additionalProperties").isObject()) {
                    members.put("key", example(schema.get("additionalProperties")));
                }
                return members;
            }
            case "array" -> {
                return List.of(example(schema.path("items")));
            }
            case "boolean" -> {
                return true;
            }
            case "integer", "number" -> {
                return 1;
            }
            case "string" -> {
                return "x";
            }
            default -> {
                return Map.of();
            }
        }
    }
}
