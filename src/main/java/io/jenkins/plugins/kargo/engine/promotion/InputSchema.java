package io.jenkins.plugins.kargo.engine.promotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.UrlPasswords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON schema (draft-07) of what people are asked for. It refers to nothing outside itself, its patterns are those of
 * RE2, and it asks for no secrets: answers are stored, and everybody who may read the project sees them. Immutable.
 */
public final class InputSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    private static final SchemaValidatorsConfig SETTINGS = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .losslessNarrowing(true)
            .regularExpressionFactory(regex -> {
                Pattern pattern = Pattern.compile(regex);
                return value -> pattern.matcher(value).find();
            })
            .build();
    private static final int MAX_LENGTH = 65_536;
    private static final String DIALECT = "$schema";
    private static final Set<String> DRAFTS =
            Set.of("http://json-schema.org/draft-07/schema#", "http://json-schema.org/draft-07/schema");

    private final String text;
    private final JsonNode node;
    private final JsonSchema schema;

    private InputSchema(String text, JsonNode node, JsonSchema schema) {
        this.text = text;
        this.node = node;
        this.schema = schema;
    }

    /** @throws IllegalArgumentException saying what is wrong with the schema, and how it is to be */
    @NonNull
    public static InputSchema of(@NonNull Map<String, Object> schema) {
        try {
            return parse(JSON.writeValueAsString(schema));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("schema: is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The inverse of {@link #toString}. */
    @NonNull
    public static InputSchema parse(@NonNull String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("schema: is longer than " + MAX_LENGTH + " characters");
        }
        try {
            JsonNode node = withoutDialect(JSON.readTree(text));
            if (!node.path("type").asText("object").equals("object")
                    || !node.path("properties").isObject()) {
                throw new IllegalArgumentException(
                        "schema: must be an object with properties, as in {type: object, properties: {…}}");
            }
            check(node, "schema");
            JsonSchema schema = FACTORY.getSchema(node, SETTINGS);
            schema.initializeValidators();
            return new InputSchema(text, node, schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("schema: is no JSON: " + e.getOriginalMessage(), e);
        } catch (JsonSchemaException | PatternSyntaxException e) {
            throw new IllegalArgumentException("schema: is no JSON schema of draft-07: " + e.getMessage(), e);
        }
    }

    /** Schemas that were made elsewhere say of which draft they are; ours is not looked up. */
    private static JsonNode withoutDialect(JsonNode node) {
        if (node instanceof ObjectNode schema
                && DRAFTS.contains(schema.path(DIALECT).asText(""))) {
            schema.remove(DIALECT);
        }
        return node;
    }

    private static void check(JsonNode node, String path) {
        for (String key : List.of(DIALECT, "$id")) {
            if (node.has(key)) {
                throw new IllegalArgumentException(path + '.' + key + ": is not needed: remove it; draft-07 is used");
            }
        }
        JsonNode reference = node.path("$ref");
        if (reference.isTextual() && !reference.textValue().startsWith("#")) {
            throw new IllegalArgumentException(path + ".$ref: refers to \"" + reference.textValue()
                    + "\"; only the schema itself may be referred to, as in #/definitions/name");
        }
        if (node.path("writeOnly").asBoolean() || node.path("format").asText("").equals("password")) {
            throw new IllegalArgumentException(path + ": asks for a secret, but answers are stored and shown: bind a"
                    + " Jenkins credential instead");
        }
        if (node.isObject()) {
            node.properties().forEach(entry -> check(entry.getValue(), path + '.' + entry.getKey()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(node.get(i), path + '[' + i + ']');
            }
        }
    }

    /** What is wrong with an answer, one line each such as {@code version: Does not match pattern '^v'}; empty when valid. */
    @NonNull
    public List<String> problems(@NonNull Map<String, Object> values) {
        JsonNode document = JSON.valueToTree(values);
        String all = document.toString();
        if (all.length() > MAX_LENGTH) {
            return List.of("(root): the answer is longer than " + MAX_LENGTH + " characters");
        }
        if (UrlPasswords.areIn(all)) {
            return List.of("(root): a URL with a password is in it, and answers are stored: leave the password out");
        }
        return schema.validate(document).stream()
                .flatMap(SchemaProblem::describe)
                .distinct()
                .toList();
    }

    /** What the schema gives as defaults, by property. */
    @NonNull
    public Map<String, Object> defaults() {
        Map<String, Object> defaults = new LinkedHashMap<>();
        node.path("properties")
                .properties()
                .forEach(property -> Optional.of(property.getValue().path("default"))
                        .filter(value -> !value.isMissingNode() && !value.isNull())
                        .ifPresent(value -> defaults.put(property.getKey(), JSON.convertValue(value, Object.class))));
        return defaults;
    }

    /** As JSON, members in the order in which they were written. */
    @NonNull
    @Override
    public String toString() {
        return text;
    }
}
