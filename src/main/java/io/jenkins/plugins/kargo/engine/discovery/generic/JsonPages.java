package io.jenkins.plugins.kargo.engine.discovery.generic;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryEnvironment;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.JsonReader;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/** Reads one page of a list after the other, each with one GET of at most 8 MB and a minute. Used by one thread. */
final class JsonPages {
    private static final long MAX_BYTES = 8L << 20;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final HttpJsonConfig config;
    private final DiscoveryEnvironment environment;
    private final Credential credential;
    private final SecretText authorization;
    private final Set<URI> asked = new HashSet<>();
    private URI next;

    JsonPages(@NonNull HttpJsonConfig config, @NonNull DiscoveryEnvironment environment)
            throws IOException, CredentialRefused {
        this.config = config;
        this.environment = environment;
        credential = environment
                .credentials()
                .find(config.url().toString(), Access.READ)
                .orElse(null);
        authorization = authorization(credential);
        next = config.url();
    }

    /** Whether there is another page. */
    boolean hasNext() {
        return next != null;
    }

    int count() {
        return asked.size();
    }

    /** @throws IOException when it cannot be had, is no JSON, or is one that was read before */
    @CheckForNull
    Object read() throws IOException, InterruptedException {
        URI page = next;
        if (!asked.add(page)) {
            throw new IOException("the pages do not end: one names itself or an earlier one as the next");
        }
        HttpAnswer answer = ask(page);
        try {
            Object document = JsonReader.read(answer.text(), Evaluation.plain());
            next = config.paging().after(page, asked.size(), answer.headers().allValues("Link"), document);
            return document;
        } catch (ValueException e) {
            throw new IOException("the answer is no JSON: " + e.getMessage(), e);
        }
    }

    private HttpAnswer ask(URI page) throws IOException, InterruptedException {
        HttpAnswer answer = environment
                .services()
                .http()
                .send(HttpCall.get(page)
                        .header("Accept", "application/json")
                        .authorization(authorization)
                        .limits(MAX_BYTES, TIMEOUT)
                        .insecureSkipTLSVerify(config.insecureSkipTLSVerify()));
        if (answer.status() == 401 || answer.status() == 403) {
            throw new IOException("the server answered " + answer.status() + ": "
                    + (credential == null
                            ? "it wants a credential and none is bound to this URL"
                            : "it refuses the credential " + credential.id()));
        }
        if (!answer.successful()) {
            throw new IOException("the server answered " + answer.status());
        }
        return answer;
    }

    @CheckForNull
    private static SecretText authorization(@CheckForNull Credential credential) throws IOException {
        if (credential instanceof Credential.UsernamePassword pair) {
            byte[] text = (pair.username() + ':' + pair.password().reveal()).getBytes(StandardCharsets.UTF_8);
            return new SecretText("Basic " + Base64.getEncoder().encodeToString(text));
        }
        if (credential instanceof Credential.Token token) {
            return new SecretText("Bearer " + token.token().reveal());
        }
        if (credential != null) {
            throw new IOException("the credential " + credential.id()
                    + " is an SSH key; a web service takes a user name with a password, or a token");
        }
        return null;
    }
}
