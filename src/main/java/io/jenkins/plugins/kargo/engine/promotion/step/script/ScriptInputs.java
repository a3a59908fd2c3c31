package io.jenkins.plugins.kargo.engine.promotion.step.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEnvironment;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a script is told: by environment variables, and all of {@code with} as a JSON file. */
final class ScriptInputs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ScriptInputs() {}

    static String json(StepConfig config) {
        try {
            return JSON.writeValueAsString(with(config));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("with: cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    static Map<String, String> environment(StepContext context, StepConfig config, PreparedScript script) {
        Map<String, String> variables = new LinkedHashMap<>(PromotionEnvironment.of(context.promotion(), ""));
        variables.putAll(PromotionEnvironment.ofArguments(with(config)));
        variables.put("KARGO_STEP", context.step().as());
        variables.put("KARGO_INPUT", script.input());
        variables.put("KARGO_OUTPUT", script.output());
        variables.put("KARGO_PREVIEW", String.valueOf(context.isPreview()));
        return variables;
    }

    private static Map<String, Object> with(StepConfig config) {
        return config.object("with").map(StepConfig::values).orElse(Map.of());
    }
}
