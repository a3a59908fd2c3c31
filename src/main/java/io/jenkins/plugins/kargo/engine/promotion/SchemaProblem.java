package io.jenkins.plugins.kargo.engine.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One finding of the schema validator in the words that Kargo's users know (those of gojsonschema). */
final class SchemaProblem {
    private SchemaProblem() {}

    static String describe(ValidationMessage message) {
        String field = field(message.getInstanceLocation());
        return field + ": " + problem(message, field);
    }

    /** {@code (root)}, or names and indexes joined by dots. */
    private static String field(JsonNodePath location) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < location.getNameCount(); i++) {
            names.add(location.getElement(i).toString());
        }
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
