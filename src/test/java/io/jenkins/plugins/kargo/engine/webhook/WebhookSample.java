package io.jenkins.plugins.kargo.engine.webhook;

import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a vendor's sender sends.
 *
 * @param headers those beside the signature
 * @param warehouses the Warehouses of {@link WebhookFixture#CONFIGURATION} that it concerns
 */
record WebhookSample(String name, String type, Map<String, String> headers, String body, Set<String> warehouses) {
    /** The headers with what the sender adds who knows this secret. */
    Map<String, String> signed(SecretText secret) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        String hmac = Signatures.hmac(body.getBytes(StandardCharsets.UTF_8), secret);
        switch (type) {
            case "github", "gitea" -> all.put("X-Hub-Signature-256", "sha256=" + hmac);
            case "bitbucket" -> all.put("X-Hub-Signature", "sha256=" + hmac);
            case "gitlab" -> all.put("X-Gitlab-Token", secret.reveal());
            case "harbor" -> all.put("Authorization", secret.reveal());
            case "artifactory" -> all.put("X-Jfrog-Event-Auth", hmac);
            default -> {}
        }
        return all;
    }

    @Override
    public String toString() {
        return type + ": " + name;
    }
}
