package io.jenkins.plugins.kargo.engine.promotion.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kargo.engine.promotion.StepSchemas;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import io.jenkins.plugins.kargo.engine.testing.ConformanceExceptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of every step with its type and its limits, against Kargo's own schemas. */
class StepSchemasConformanceTest {
    /** What constrains nothing. */
    private static final Set<String> WORDS =
            Set.of("$schema", "title", "description", "definitions", "deprecated", "default");

    private static final Map<String, String> EXCEPTIONS = ConformanceExceptions.of("step-schemas");

    private final StepSchemas schemas = new StepSchemas();

    static Stream<String> steps() {
        return Stream.of(
                        "argocd-update argocd-wait compose-output copy delete fail file-write git-clear git-clone git-commit",
                        "git-merge-pr git-open-pr git-push git-tag git-wait-for-pr github-push helm-template",
                        "helm-update-chart http http-download json-parse json-update kustomize-build",
                        "kustomize-set-image oci-download oci-push set-freight-alias set-metadata tar toml-parse",
                        "toml-update untar yaml-merge yaml-parse yaml-update")
                .flatMap(line -> Stream.of(line.split(" ")));
    }

    private Set<String> differences(String step) {
        JsonNode kargo = Conformance.read("step-schemas/" + step + "-config.json");
        JsonNode ours = schemas.schema(StepSchemas.class, step).orElseThrow();
        Set<String> differences = new TreeSet<>();
        compare(step, plain(kargo, kargo), plain(ours, ours), differences);
        return differences;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theSchemaIsKargos(String step) {
        Set<String> differences = differences(step);
        differences.removeAll(EXCEPTIONS.keySet());
        assertThat(differences).isEmpty();
    }

    @Test
    void everyExceptionIsOne() {
        Set<String> differences = new HashSet<>();
        steps().forEach(step -> differences.addAll(differences(step)));
        assertThat(differences).containsAll(EXCEPTIONS.keySet());
    }

    /** Without words, with what references stand for, and in one order: a schema means the same in any. */
    private static JsonNode plain(JsonNode node, JsonNode root) {
        if (node.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            node.forEach(item -> items.add(plain(item, root)));
            items.sort((a, b) -> a.toString().compareTo(b.toString()));
            return Conformance.JSON.createArrayNode().addAll(items);
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.path("$ref").isTextual()) {
            String[] reference = node.path("$ref").asText().split("#", 2);
            JsonNode file = reference[0].isEmpty() ? root : Conformance.read("step-schemas/" + reference[0]);
            ObjectNode whole = file.at(reference.length > 1 ? reference[1] : "").deepCopy();
            node.properties().stream()
                    .filter(field -> !field.getKey().equals("$ref"))
                    .forEach(field -> whole.set(field.getKey(), field.getValue()));
            return plain(whole, file);
        }
        ObjectNode kept = Conformance.JSON.createObjectNode();
        node.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                // A key may be called as one of these words: then it has a schema.
                .filter(field -> !WORDS.contains(field.getKey())
                        || field.getValue().path("type").isTextual())
                .forEach(field -> kept.set(field.getKey(), plain(field.getValue(), root)));
        return kept;
    }

    private static void compare(String path, JsonNode kargo, JsonNode ours, Set<String> differences) {
        if (kargo.isObject() && ours.isObject()) {
            Set<String> names = new HashSet<>();
            kargo.fieldNames().forEachRemaining(names::add);
            ours.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + '/' + name, kargo.path(name), ours.path(name), differences));
        } else if (!kargo.equals(ours)) {
            differences.add(path);
        }
    }
}
