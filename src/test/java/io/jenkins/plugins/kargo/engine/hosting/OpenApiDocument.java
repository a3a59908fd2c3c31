package io.jenkins.plugins.kargo.engine.hosting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an OpenAPI 3 document says of requests and answers; as much of it as GitHub's own document uses. */
final class OpenApiDocument {
    private final JsonNode root;

    OpenApiDocument(Path file) throws IOException {
        root = new ObjectMapper().readTree(file.toFile());
    }

    /** GitHub's document, where {@code ./kargo openapi} has put it. */
    static Optional<Path> ofGitHub() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path file = up.resolve(".kargo-tools/api.github.com.json");
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** What one may do at a path. */
    final class Operation {
        private final JsonNode operation;
        private final JsonNode shared;

        private Operation(JsonNode operation, JsonNode shared) {
            this.operation = operation;
            this.shared = shared;
        }

        List<String> problemsOfQuery(Set<String> names) {
            Set<String> unknown = new TreeSet<>(names);
            for (JsonNode list : new JsonNode[] {operation.path("parameters"), shared}) {
                list.forEach(one -> {
                    JsonNode parameter = resolve(one);
                    if (parameter.path("in").asText().equals("query")) {
                        unknown.remove(parameter.path("name").asText());
                    }
                });
            }
            return unknown.stream().map(name -> "no parameter " + name).toList();
        }

        List<String> problemsOfRequest(JsonNode body) {
            JsonNode schema = resolve(operation.path("requestBody"))
                    .path("content")
                    .path("application/json")
                    .path("schema");
            return schema.isMissingNode() ? List.of() : problems(schema, body, "request", true);
        }

        /** Fields that the document requires may be left out by a double; what is there has to be right. */
        List<String> problemsOfAnswer(int status, JsonNode body) {
            JsonNode answer = operation.path("responses").path(String.valueOf(status));
            if (answer.isMissingNode()) {
                return List.of("status " + status + " is not documented");
            }
            JsonNode schema =
                    resolve(answer).path("content").path("application/json").path("schema");
            return schema.isMissingNode() ? List.of() : problems(schema, body, "answer", false);
        }
    }

    /** @param path such as {@code /repos/shop/app/pulls/7} */
    Operation operation(String method, String path) {
        String[] wanted = path.split("/");
        for (Map.Entry<String, JsonNode> entry : root.path("paths").properties()) {
            JsonNode operation = entry.getValue().path(method.toLowerCase(Locale.ROOT));
            if (!operation.isMissingNode() && fits(entry.getKey().split("/"), wanted)) {
                return new Operation(operation, entry.getValue().path("parameters"));
            }
        }
        throw new AssertionError("GitHub documents no " + method + ' ' + path);
    }

    /** A ref at the end is a parameter with slashes in it. */
    private static boolean fits(String[] template, String[] path) {
        boolean ref = template.length > 0 && template[template.length - 1].equals("{ref}");
        if (ref ? path.length < template.length : path.length != template.length) {
            return false;
        }
        for (int i = 0; i < template.length; i++) {
            if (!template[i].startsWith("{") && !template[i].equals(path[i])) {
                return false;
            }
        }
        return true;
    }

    private JsonNode resolve(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual() ? resolve(root.at(reference.asText().substring(1))) : node;
    }

    private List<String> problems(JsonNode unresolved, JsonNode value, String at, boolean complete) {
        JsonNode schema = resolve(unresolved);
        for (String choice : new String[] {"oneOf", "anyOf"}) {
            if (schema.has(choice)) {
                List<String> first = null;
                for (JsonNode option : schema.path(choice)) {
                    List<String> found = problems(option, value, at, complete);
                    if (found.isEmpty()) {
                        return found;
                    }
                    first = first == null ? found : first;
                }
                return value.isNull() && schema.path("nullable").asBoolean() ? List.of() : first;
            }
        }
        if (value.isNull()
                && (schema.path("nullable").asBoolean() || schema.path("type").isMissingNode())) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        schema.path("allOf").forEach(part -> problems.addAll(problems(part, value, at, complete)));
        if (!isOf(schema.path("type").asText(""), value)) {
            problems.add(at + " is " + value + " and not of type " + schema.path("type"));
        } else if (value.isObject() && schema.has("properties")) {
            fields(schema, value, at, complete, problems);
        } else if (value.isArray()) {
            value.forEach(item -> problems.addAll(problems(schema.path("items"), item, at + "[]", complete)));
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            problems.add(at + " is " + value + " and none of " + schema.path("enum"));
        }
        return problems;
    }

    private void fields(JsonNode schema, JsonNode value, String at, boolean complete, List<String> problems) {
        value.properties().forEach(field -> {
            JsonNode known = schema.path("properties").path(field.getKey());
            if (known.isMissingNode()) {
                problems.add(at + '.' + field.getKey() + " is not documented");
            } else {
                problems.addAll(problems(known, field.getValue(), at + '.' + field.getKey(), complete));
            }
        });
        if (complete) {
            schema.path("required").forEach(name -> {
                if (!value.has(name.asText())) {
                    problems.add(at + '.' + name.asText() + " is missing");
                }
            });
        }
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode one : list) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
