package io.jenkins.plugins.kargo.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import io.jenkins.plugins.kargo.engine.api.ApiRequest;
import io.jenkins.plugins.kargo.engine.api.ApiResponse;
import java.util.Map;
import java.util.function.Function;

/** The API as commands call it: what is refused ends the command with the sentence that the API gives for it. */
final class ApiClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_ERROR = 400;

    private final Function<ApiRequest, ApiResponse> api;

    ApiClient(@NonNull Function<ApiRequest, ApiResponse> api) {
        this.api = api;
    }

    /** @param query without what is null */
    @NonNull
    JsonNode get(@NonNull String path, @NonNull Map<String, String> query) throws AbortException {
        return call(new ApiRequest("GET", path, query, null, ""));
    }

    @NonNull
    JsonNode post(@NonNull String path, @NonNull Map<String, String> body) throws AbortException {
        return call(new ApiRequest(
                "POST", path, Map.of(), null, JSON.valueToTree(body).toString()));
    }

    private JsonNode call(ApiRequest request) throws AbortException {
        ApiResponse answer = api.apply(request);
        try {
            JsonNode value = JSON.readTree(answer.body());
            if (answer.status() >= FIRST_ERROR) {
                throw new AbortException(value.path("detail").asText());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The API answered no JSON", e);
        }
    }
}
