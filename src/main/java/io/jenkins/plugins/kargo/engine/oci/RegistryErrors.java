package io.jenkins.plugins.kargo.engine.oci;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.model.Credential;
import java.io.IOException;

/** What registries say when they refuse, in words for people. */
final class RegistryErrors {
    static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(8 << 20)
                    .build())
            .build());

    private static final int LONGEST_MESSAGE = 200;

    private RegistryErrors() {}

    static RegistryException unauthorized(RepositoryName repository, @CheckForNull Credential credential) {
        return new RegistryException(repository + ": "
                + (credential == null
                        ? "the registry wants a credential and none is bound to this URL, or there is no such repository"
                        : "the registry refuses the credential " + credential.id()
                                + ": wrong user or password, or no right to pull or push"));
    }

    /** @param what was asked for */
    static RegistryException of(
            RepositoryName repository, @CheckForNull Credential credential, String what, HttpAnswer answer) {
        if (answer.status() == 401 || answer.status() == 403) {
            return unauthorized(repository, credential);
        }
        String said = message(answer);
        return new RegistryException(repository + ": " + what + ": the registry answered " + answer.status()
                + (said.isEmpty() ? "" : ": " + said));
    }

    /** The first error of the specification's error body; anything else is not shown. */
    private static String message(HttpAnswer answer) {
        try {
            JsonNode error = JSON.readTree(answer.body()).path("errors").path(0);
            String text =
                    (error.path("code").asText("") + ' ' + error.path("message").asText("")).strip();
            return text.substring(0, Math.min(text.length(), LONGEST_MESSAGE)).replaceAll("\\p{Cntrl}", " ");
        } catch (IOException e) {
            return "";
        }
    }

    static JsonNode json(RepositoryName repository, String what, byte[] body) throws RegistryException {
        try {
            JsonNode node = JSON.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw new RegistryException(repository + ": " + what + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new RegistryException(repository + ": " + what + " cannot be read", e);
        }
        throw new RegistryException(repository + ": " + what + " is not a JSON object");
    }
}
