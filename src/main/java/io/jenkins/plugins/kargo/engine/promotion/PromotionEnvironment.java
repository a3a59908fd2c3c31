package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The environment variables by which a block of the Jenkinsfile, or a script, knows its promotion. */
public final class PromotionEnvironment {
    private PromotionEnvironment() {}

    /** @param agentLabel empty for none */
    @NonNull
    public static Map<String, String> of(@NonNull Promotion promotion, @NonNull String agentLabel) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("KARGO_PROJECT", promotion.project().path());
        variables.put("KARGO_STAGE", promotion.stage());
        variables.put("KARGO_PROMOTION", promotion.name());
        variables.put("KARGO_FREIGHT", promotion.freight());
        variables.put("KARGO_FREIGHT_ALIAS", alias(promotion));
        if (!agentLabel.isEmpty()) {
            variables.put("KARGO_AGENT_LABEL", agentLabel);
        }
        return variables;
    }

    /** {@code file.path} becomes {@code KARGO_WITH_FILE_PATH}; lists and maps are left out, {@code params} has them. */
    @NonNull
    public static Map<String, String> ofArguments(@NonNull Map<String, Object> with) {
        Map<String, String> variables = new LinkedHashMap<>();
        with.forEach((key, value) -> {
            if (!(value instanceof Map) && !(value instanceof List)) {
                String name = "KARGO_WITH_" + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
                variables.put(name, value == null ? "" : value.toString());
            }
        });
        return variables;
    }

    @NonNull
    public static String alias(@NonNull Promotion promotion) {
        return promotion.collection().items().values().stream()
                .filter(freight -> freight.name().equals(promotion.freight()))
                .map(Freight::alias)
                .findFirst()
                .orElse("");
    }
}
