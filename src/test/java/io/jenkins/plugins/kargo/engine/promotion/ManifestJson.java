package io.jenkins.plugins.kargo.engine.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.PromotionTask;
import io.jenkins.plugins.kargo.engine.model.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the few kinds of manifests that the conformance cases of this package hold as JSON. */
final class ManifestJson {
    private ManifestJson() {}

    static List<Variable> variables(JsonNode nodes) {
        List<Variable> variables = new ArrayList<>();
        nodes.forEach(node -> variables.add(
                new Variable(node.path("name").asText(), node.path("value").textValue())));
        return variables;
    }

    static List<PromotionStep> steps(JsonNode nodes) {
        List<PromotionStep> steps = new ArrayList<>();
        nodes.forEach(node -> steps.add(step(node)));
        return steps;
    }

    static PromotionStep step(JsonNode node) {
        return new PromotionStep(
                node.path("uses").asText(),
                reference(node.path("task")),
                node.path("as").asText(),
                node.path("if").asText(),
                node.path("continueOnError").asBoolean(),
                PromotionStep.Retry.DEFAULT,
                variables(node.path("vars")),
                Map.of());
    }

    static PromotionStep.TaskReference reference(JsonNode node) {
        return node.isObject()
                ? new PromotionStep.TaskReference(
                        node.path("name").asText(), node.path("kind").asText())
                : null;
    }

    static Configuration tasks(JsonNode objects) {
        Map<String, PromotionTask> tasks = new LinkedHashMap<>();
        Map<String, PromotionTask> clusterTasks = new LinkedHashMap<>();
        objects.forEach(object -> {
            String kind = object.path("kind").asText();
            String name = object.path("metadata").path("name").asText();
            JsonNode spec = object.path("spec");
            PromotionTask task = new PromotionTask(
                    kind, Metadata.named(name), variables(spec.path("vars")), steps(spec.path("steps")));
            ("PromotionTask".equals(kind) ? tasks : clusterTasks).put(name, task);
        });
        return new Configuration(
                null, Map.of(), Map.of(), tasks, clusterTasks, Map.of(), Map.of(), List.of(), Map.of());
    }
}
