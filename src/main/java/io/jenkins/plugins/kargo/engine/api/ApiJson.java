package io.jenkins.plugins.kargo.engine.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads bodies and writes answers. Times are ISO 8601. */
final class ApiJson {
    // The module is named, not looked for: ServiceLoader finds nothing by the context class loader of a plugin.
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private ApiJson() {}

    @NonNull
    static ApiResponse ok(int status, Object view, @CheckForNull String etag) {
        return new ApiResponse(status, ApiResponse.JSON, etag, write(view));
    }

    @NonNull
    static ApiResponse problem(ApiProblem problem) {
        return new ApiResponse(problem.status(), ApiResponse.PROBLEM, null, write(problem.view()));
    }

    /** A member of a JSON body that must be there and be text. */
    @NonNull
    static String required(String body, String member) throws ApiProblem {
        String value = optional(body, member);
        if (value.isEmpty()) {
            throw ApiProblem.badRequest(
                    "The body must have the member \"" + member + "\", as in {\"" + member + "\": \"…\"}");
        }
        return value;
    }

    /** A member of a JSON body, empty when it is not there. */
    @NonNull
    static String optional(String body, String member) throws ApiProblem {
        if (body.isBlank()) {
            return "";
        }
        try {
            JsonNode value = MAPPER.readTree(body).path(member);
            if (value.isMissingNode() || value.isNull()) {
                return "";
            }
            if (!value.isTextual()) {
                throw ApiProblem.badRequest("\"" + member + "\" must be text");
            }
            return value.textValue();
        } catch (JsonProcessingException e) {
            throw ApiProblem.badRequest("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    /** A member of a JSON body that is an object, plain values. */
    @NonNull
    static Map<String, Object> object(String body, String member) throws ApiProblem {
        try {
            JsonNode value = body.isBlank()
                    ? MAPPER.createObjectNode()
                    : MAPPER.readTree(body).path(member);
            if (!value.isObject()) {
                throw ApiProblem.badRequest(
                        "The body must have the object \"" + member + "\", as in {\"" + member + "\": {…}}");
            }
            return MAPPER.convertValue(value, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw ApiProblem.badRequest("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    /** A member of a JSON body that is an object of texts, empty when it is not there. */
    @NonNull
    static Map<String, String> texts(String body, String member) throws ApiProblem {
        if (body.isBlank()) {
            return Map.of();
        }
        try {
            JsonNode value = MAPPER.readTree(body).path(member);
            if (value.isMissingNode() || value.isNull()) {
                return Map.of();
            }
            Map<String, String> texts = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                texts.put(entry.getKey(), entry.getValue().textValue());
            }
            if (!value.isObject() || texts.containsValue(null)) {
                throw ApiProblem.badRequest("\"" + member + "\" must be an object whose members are text");
            }
            return texts;
        } catch (JsonProcessingException e) {
            throw ApiProblem.badRequest("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static String write(Object view) {
        try {
            return MAPPER.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }
}
