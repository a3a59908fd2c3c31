package io.jenkins.plugins.kargo.engine.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The JSON schemas (draft-07) of the steps' configurations: resources {@code <step>.json} below {@link #FOLDER} in the
 * jar of the step. A step without one takes any configuration. Read once and kept; safe for many threads.
 */
public final class StepSchemas {
    /** Where a step's jar holds its schema. */
    public static final String FOLDER = "/io/jenkins/plugins/kargo/engine/promotion/step/schemas/";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    private static final SchemaValidatorsConfig SETTINGS = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            // A number that came out of an expression is a float even when it is whole.
            .losslessNarrowing(true)
            .build();

    private final Map<String, Optional<JsonSchema>> schemas = new ConcurrentHashMap<>();

    /** The schema itself, for documentation and editors; empty when the step has none. */
    @NonNull
    public Optional<JsonNode> schema(@NonNull Class<?> owner, @NonNull String step) {
        return find(owner, step).map(JsonSchema::getSchemaNode);
    }

    /**
     * What is wrong with a configuration, one line each such as {@code checkout.0: path is required}; empty when it is
     * valid.
     *
     * @param owner a class in the jar that holds the schema
     * @param config evaluated, plain values
     */
    @NonNull
    public List<String> problems(@NonNull Class<?> owner, @NonNull String step, @NonNull Map<String, Object> config) {
        Optional<JsonSchema> schema = find(owner, step);
        if (schema.isEmpty()) {
            return List.of();
        }
        JsonNode document = JSON.valueToTree(untainted(config));
        return schema.get().validate(document).stream()
                .flatMap(SchemaProblem::describe)
                .distinct()
                .toList();
    }

    /** Secrets are checked like any other value; no finding shows a value. */
    private static Object untainted(Object value) {
        if (value instanceof Tainted secret) {
            return untainted(secret.reveal());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(key, untainted(element)));
            return copy;
        }
        return value instanceof List<?> list
                ? list.stream().map(StepSchemas::untainted).collect(Collectors.toCollection(ArrayList::new))
                : value;
    }

    private Optional<JsonSchema> find(Class<?> owner, String step) {
        return schemas.computeIfAbsent(owner.getName() + ' ' + step, key -> load(owner, step));
    }

    private static Optional<JsonSchema> load(Class<?> owner, String step) {
        try (InputStream in = owner.getResourceAsStream(FOLDER + step + ".json")) {
            return in == null ? Optional.empty() : Optional.of(FACTORY.getSchema(JSON.readTree(in), SETTINGS));
        } catch (IOException e) {
            throw new UncheckedIOException("The JSON schema of the step " + step + " cannot be read", e);
        }
    }
}
