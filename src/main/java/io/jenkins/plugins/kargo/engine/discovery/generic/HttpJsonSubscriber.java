package io.jenkins.plugins.kargo.engine.discovery.generic;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryEnvironment;
import io.jenkins.plugins.kargo.engine.discovery.GenericSubscriber;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.JsonReader;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code http-json}: the versions that a web service lists as JSON. One GET, within the controller's network policy, at
 * most 8 MB and a minute; an answer without any version is no error. Stateless and thread-safe.
 */
public final class HttpJsonSubscriber implements GenericSubscriber {
    /** What manifests call it. */
    public static final String TYPE = "http-json";

    private static final long MAX_BYTES = 8L << 20;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int MAX_VERSION = 256;

    @Override
    public Map<String, String> problems(Map<String, Object> config) {
        ConfigFields fields = new ConfigFields(config);
        HttpJsonConfig.read(fields);
        return fields.problems();
    }

    @Override
    public List<ArtifactReference> discover(Subscription.Generic subscription, DiscoveryEnvironment environment)
            throws IOException, InterruptedException, CredentialRefused {
        ConfigFields fields = new ConfigFields(subscription.config());
        HttpJsonConfig config = HttpJsonConfig.read(fields);
        fields.throwIfWrong();
        Map<String, Object> items = new LinkedHashMap<>();
        for (Object item : config.items().all(ask(config, environment))) {
            String version = text(config.version().first(item));
            if (!version.isEmpty() && version.length() <= MAX_VERSION) {
                items.putIfAbsent(version, item);
            }
        }
        List<String> versions = config.selection().bestFirst(items.keySet());
        List<String> wanted = versions.subList(0, Math.min(versions.size(), subscription.discoveryLimit()));
        Map<String, ArtifactReference> found = new LinkedHashMap<>();
        for (String version : wanted) {
            found.put(
                    version,
                    new ArtifactReference(TYPE, subscription.name(), version, metadata(config, items.get(version))));
        }
        return List.copyOf(found.values());
    }

    private static Object ask(HttpJsonConfig config, DiscoveryEnvironment environment)
            throws IOException, InterruptedException, CredentialRefused {
        String url = config.url().toString();
        Credential credential = environment.credentials().find(url, Access.READ).orElse(null);
        HttpAnswer answer = environment
                .services()
                .http()
                .send(HttpCall.get(config.url())
                        .header("Accept", "application/json")
                        .authorization(authorization(credential))
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
        try {
            return JsonReader.read(answer.text(), Evaluation.plain());
        } catch (ValueException e) {
            throw new IOException("the answer is no JSON: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> metadata(HttpJsonConfig config, @CheckForNull Object item) throws IOException {
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, ValuePath> entry : config.metadata().entrySet()) {
            metadata.put(entry.getKey(), entry.getValue().first(item));
        }
        return metadata;
    }

    /** A number is written as JSON has it; lists and mappings are no version. */
    private static String text(@CheckForNull Object value) {
        if (value instanceof String text) {
            return text.strip();
        }
        return value instanceof Double ? JsonWriter.compact(value, Evaluation.plain()) : "";
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
