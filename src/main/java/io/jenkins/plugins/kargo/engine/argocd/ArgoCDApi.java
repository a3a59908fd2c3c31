package io.jenkins.plugins.kargo.engine.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException.Kind;
import io.jenkins.plugins.kargo.engine.http.HttpAnswer;
import io.jenkins.plugins.kargo.engine.http.HttpCall;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Applications through Argo CD's own API. Who starts a sync is, for Argo CD, the token's account; the promotion is in the
 * operation's notes all the same.
 */
final class ArgoCDApi implements ArgoCD {
    private static final Logger LOGGER = Logger.getLogger(ArgoCDApi.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final long MAX_BYTES = 32L << 20;
    private static final int NOT_FOUND = 404;

    private final HttpGateway http;
    private final String server;
    private final SecretText token;
    private final boolean insecureSkipTLSVerify;

    /** @param server without a slash at its end; @param token null for none */
    ArgoCDApi(HttpGateway http, String server, @CheckForNull SecretText token, boolean insecureSkipTLSVerify) {
        this.http = http;
        this.server = server;
        this.token = token;
        this.insecureSkipTLSVerify = insecureSkipTLSVerify;
    }

    @Override
    public Optional<Application> find(String namespace, String name) throws ArgoCDException, InterruptedException {
        HttpAnswer answer = send("reading the Application " + namespace + '/' + name, get(namespace, name, ""), true);
        return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(application(read(answer)));
    }

    @Override
    public List<Application> list(String namespace, String selector) throws ArgoCDException, InterruptedException {
        HttpCall call = HttpCall.get(URI.create(
                server + "/api/v1/applications?appNamespace=" + encode(namespace) + "&selector=" + encode(selector)));
        JsonNode found = read(send("listing the Applications of the namespace " + namespace, call, false));
        List<Application> applications = new ArrayList<>();
        for (JsonNode item : found.path("items")) {
            Application application = application(item);
            if (application.namespace().equals(namespace)) {
                applications.add(application);
            }
        }
        return applications;
    }

    @Override
    public void sync(Application application, SyncRequest request) throws ArgoCDException, InterruptedException {
        String what = "starting a sync of the Application " + application.key();
        if (request.sources() != null) {
            Map<String, Object> patch = addressed(application);
            patch.put("patchType", "json");
            patch.put("patch", text(changes(application, request.sources())));
            send(
                    "changing the sources of the Application " + application.key(),
                    call("PATCH", application, "", patch),
                    false);
        }
        refresh(application);
        send(what, call("POST", application, "/sync", syncBody(application, request)), false);
    }

    /** Only if the Application is still the one that was read. */
    private static List<Map<String, Object>> changes(Application application, List<Map<String, Object>> sources) {
        List<Map<String, Object>> changes = new ArrayList<>();
        changes.add(change("test", "/metadata/resourceVersion", application.resourceVersion()));
        SourcesPatch.of(application, sources)
                .forEach((key, value) -> changes.add(change("replace", "/spec/" + key, value)));
        return changes;
    }

    private static Map<String, Object> change(String operation, String path, Object value) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("op", operation);
        change.put("path", path);
        change.put("value", value);
        return change;
    }

    private static Map<String, Object> syncBody(Application application, SyncRequest request) {
        Map<String, Object> body = addressed(application);
        body.put("infos", request.info());
        if (!application.syncOptions().isEmpty()) {
            body.put("syncOptions", Map.of("items", application.syncOptions()));
        }
        if (!application.retryPolicy().isEmpty()) {
            body.put("retryStrategy", application.retryPolicy());
        }
        return body;
    }

    private static Map<String, Object> addressed(Application application) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", application.name());
        body.put("appNamespace", application.namespace());
        body.put("project", application.project());
        return body;
    }

    /** The API answers when Argo CD has looked; who comes back before has asked for it all the same. */
    @Override
    public void refresh(Application application) throws InterruptedException {
        try {
            HttpCall call = get(application.namespace(), application.name(), "&refresh=hard");
            send("refreshing the Application " + application.key(), call, true);
        } catch (ArgoCDException e) {
            LOGGER.log(Level.FINE, e, () -> "Argo CD did not say that it has looked at " + application.key());
        }
    }

    private HttpCall get(String namespace, String name, String more) {
        return HttpCall.get(URI.create(
                server + "/api/v1/applications/" + encode(name) + "?appNamespace=" + encode(namespace) + more));
    }

    private HttpCall call(String method, Application application, String path, Map<String, Object> body) {
        URI uri = URI.create(server + "/api/v1/applications/" + encode(application.name()) + path);
        return HttpCall.of(method, uri)
                .header("Content-Type", "application/json")
                .body(text(body).getBytes(StandardCharsets.UTF_8));
    }

    private HttpAnswer send(String what, HttpCall call, boolean mayBeMissing)
            throws ArgoCDException, InterruptedException {
        HttpCall authorized = call.limits(MAX_BYTES, TIMEOUT)
                .authorization(token == null ? null : new SecretText("Bearer " + token.reveal()))
                .insecureSkipTLSVerify(insecureSkipTLSVerify);
        HttpAnswer answer;
        try {
            answer = http.send(authorized);
        } catch (IOException e) {
            throw ApiFailures.of(what, e);
        }
        if (answer.successful() || mayBeMissing && answer.status() == NOT_FOUND) {
            return answer;
        }
        throw ApiFailures.of(what + " at " + server, answer.status(), said(answer));
    }

    private static String said(HttpAnswer answer) {
        try {
            JsonNode body = JSON.readTree(answer.text());
            String message = body.path("message").asText(body.path("error").asText(""));
            return message.isEmpty() ? "no reason was given" : message;
        } catch (IOException e) {
            return "an answer that is not Argo CD's";
        }
    }

    private JsonNode read(HttpAnswer answer) throws ArgoCDException {
        try {
            JsonNode body = JSON.readTree(answer.text());
            if (body.isObject()) {
                return body;
            }
        } catch (IOException e) {
            // Said below: the text may be a page for people.
        }
        throw new ArgoCDException(
                Kind.REFUSED, server + " answers with something that is not Argo CD's: is it its URL?");
    }

    @SuppressWarnings("unchecked")
    private static Application application(JsonNode body) {
        return Application.of(JSON.convertValue(body, Map.class));
    }

    private static String text(Object value) {
        return JSON.valueToTree(value).toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
