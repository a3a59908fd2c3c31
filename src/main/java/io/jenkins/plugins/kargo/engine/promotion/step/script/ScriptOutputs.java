package io.jenkins.plugins.kargo.engine.promotion.step.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import java.util.Map;

/** Reads the JSON object that a script has left as its outputs. */
final class ScriptOutputs {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private ScriptOutputs() {}

    /** Null when there are none. */
    @CheckForNull
    static Map<String, Object> parse(String text) throws StepFailure {
        if (text.isBlank()) {
            return null;
        }
        try {
            return JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new StepFailure(
                    "KARGO_OUTPUT must hold one JSON object, such as {\"file\": \"out.yaml\"}; line " + line + ": "
                            + e.getOriginalMessage(),
                    e);
        }
    }
}
