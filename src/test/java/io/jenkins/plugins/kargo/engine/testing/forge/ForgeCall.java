package io.jenkins.plugins.kargo.engine.testing.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** @param path below the repository's own */
public record ForgeCall(Forge forge, String method, String path, Map<String, String> query, JsonNode body) {
    private static final String HEADS = "refs/heads/";

    boolean isPost() {
        return method.equals("POST");
    }

    String text(String... fields) {
        JsonNode here = body;
        for (String field : fields) {
            here = here.path(field);
        }
        return here.asText("");
    }

    /** The branch that a full name of a ref stands for. */
    String branch(String... fields) {
        String ref = text(fields);
        return ref.startsWith(HEADS) ? ref.substring(HEADS.length()) : "";
    }
}
