package io.jenkins.plugins.kargo.engine.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One finding of the schema validator in the words that Kargo's users know (those of gojsonschema). */
final class SchemaProblem {
    private SchemaProblem() {}

    /** What is wrong; before it, that none of several schemas fits when it is one of them. */
    static Stream<String> describe(ValidationMessage message) {
        List<String> at = names(message.getInstanceLocation());
        String field = field(at);
        String problem = field + ": " + problem(message, field);
        int above = levelsBelowAnyOf(names(message.getEvaluationPath()));
        return above < 0 || above > at.size()
                ? Stream.of(problem)
                : Stream.of(
                        field(at.subList(0, at.size() - above)) + ": Must validate at least one schema (anyOf)",
                        problem);
    }

    /** How far below the value with {@code anyOf} the finding is, negative when there is none. */
    private static int levelsBelowAnyOf(List<String> path) {
        int start = path.lastIndexOf("anyOf");
        if (start < 0) {
            return -1;
        }
        int levels = 0;
        for (int i = start + 2; i < path.size() - 1; i++) {
            if (path.get(i).equals("properties")) {
                levels++;
                i++;
            } else if (path.get(i).equals("items")) {
                levels++;
            }
        }
        return levels;
    }

    private static List<String> names(JsonNodePath path) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            names.add(path.getElement(i).toString());
        }
        return names;
    }

    /** {@code (root)}, or names and indexes joined by dots. */
    private static String field(List<String> names) {
        return names.isEmpty() ? "(root)" : String.join(".", names);
    }

    private static String problem(ValidationMessage message, String field) {
        JsonNode limit = message.getSchemaNode();
        return switch (message.getType()) {
            case "required" -> message.getProperty() + " is required";
            case "additionalProperties" -> "Additional property " + message.getProperty() + " is not allowed";
            case "type" -> "Invalid type. Expected: " + text(limit) + ", given: " + kind(message.getInstanceNode());
            case "enum" -> field + " must be one of the following: " + options(limit);
            case "const" -> field + " does not match: " + limit;
            case "minLength" -> "String length must be greater than or equal to " + text(limit);
            case "maxLength" -> "String length must be less than or equal to " + text(limit);
            case "pattern" -> "Does not match pattern '" + text(limit) + "'";
            case "format" -> "Does not match format '" + text(limit) + "'";
            case "minimum" -> "Must be greater than or equal to " + text(limit);
            case "maximum" -> "Must be less than or equal to " + text(limit);
            case "minItems" -> "Array must have at least " + text(limit) + " items";
            case "maxItems" -> "Array must have at most " + text(limit) + " items";
            case "minProperties" -> "Must have at least " + text(limit) + " properties";
            case "maxProperties" -> "Must have at most " + text(limit) + " properties";
            case "oneOf" -> "Must validate one and only one schema (oneOf)";
            case "anyOf" -> "Must validate at least one schema (anyOf)";
            case "not" -> "Must not validate the schema (not)";
            default -> "Does not validate (" + message.getType() + ')';
        };
    }

    private static String text(JsonNode node) {
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private static String options(JsonNode values) {
        List<String> options = new ArrayList<>();
        values.forEach(value -> options.add(value.toString()));
        return String.join(", ", options);
    }

    private static String kind(JsonNode node) {
        return node.isIntegralNumber() ? "integer" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
