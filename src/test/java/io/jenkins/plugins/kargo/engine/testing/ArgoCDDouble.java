package io.jenkins.plugins.kargo.engine.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A cluster with Argo CD: its Applications as the Kubernetes API serves them, and what Argo CD's controller would do with
 * them, at once or when a test says so. Only who has the token is served.
 */
public final class ArgoCDDouble implements AutoCloseable {
    public static final String TOKEN = "argo-t0ken-of-the-tests";

    static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "argocd";
    private static final String RESOURCES = """
            {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "argoproj.io/v1alpha1", "resources": [
              {"name": "applications", "singularName": "application", "namespaced": true, "kind": "Application"}]}
            """;

    private final Map<String, ObjectNode> applications = new LinkedHashMap<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> beforeChanges = new ConcurrentLinkedQueue<>();
    private final LoopbackServer server;
    private long version = 100;
    private boolean eager;
    private volatile boolean installed = true;
    private Supplier<String> head = () -> "";

    private record Fault(int status, String message) {}

    private ArgoCDDouble() {
        server = LoopbackServer.http(this::handle);
    }

    public static ArgoCDDouble start() {
        return new ArgoCDDouble();
    }

    public LoopbackServer server() {
        return server;
    }

    /** What a service account's kubeconfig looks like. */
    public String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: kargo}}]
                clusters: [{name: test, cluster: {server: "%s"}}]
                users:
                - name: kargo
                  user: {token: %s}
                """.formatted(server.url(), TOKEN);
    }

    /** By the cluster's API. */
    public ArgoCDAccess access() {
        return access(ArgoCDAccess.Api.KUBERNETES, "", kubeconfig());
    }

    /** By Argo CD's own API. */
    public ArgoCDAccess apiAccess() {
        return access(ArgoCDAccess.Api.ARGOCD, server.url() + '/', TOKEN);
    }

    public ArgoCDAccess access(ArgoCDAccess.Api api, String url, String secret) {
        return new ArgoCDAccess(
                "", api, url, "", "", false, true, new Credential.Token("argo", new SecretText(secret)));
    }

    /** An Application of the stage test of the project guestbook, in the namespace argocd. */
    public ArgoCDDouble application(String name, String repoUrl) {
        return add("""
                {"metadata": {"name": "%s", "namespace": "argocd", "labels": {"app": "%s"},
                  "annotations": {"kargo.akuity.io/authorized-stage": "guestbook:test"}},
                 "spec": {"project": "default", "destination": {"namespace": "shop"},
                  "source": {"repoURL": "%s", "path": "env/test", "targetRevision": "stage/test"}},
                 "status": {"health": {"status": "Healthy"}, "sync": {"status": "Synced"}}}
                """.formatted(name, name, repoUrl));
    }

    public synchronized ArgoCDDouble add(String json) {
        try {
            ObjectNode application = (ObjectNode) JSON.readTree(json);
            application.put("apiVersion", "argoproj.io/v1alpha1");
            application.put("kind", "Application");
            ObjectNode metadata = application.withObject("metadata");
            metadata.put("uid", "uid-of-" + metadata.path("name").asText());
            store(application);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is now, in the namespace argocd; null when there is none. */
    public synchronized JsonNode get(String name) {
        return applications.get(NAMESPACE + '/' + name);
    }

    /** Somebody else changes it. */
    public synchronized void change(String name, Consumer<ObjectNode> change) {
        ObjectNode application = applications.get(NAMESPACE + '/' + name).deepCopy();
        change.accept(application);
        store(application);
    }

    public synchronized void remove(String name) {
        applications.remove(NAMESPACE + '/' + name);
    }

    /** Operations are carried out as soon as they are asked for; every source then is at this revision. */
    public synchronized ArgoCDDouble syncAtOnce(String revision) {
        return syncAtOnce(() -> revision);
    }

    /** The same with what is the revision at that moment. */
    public synchronized ArgoCDDouble syncAtOnce(Supplier<String> revision) {
        eager = true;
        head = revision;
        return this;
    }

    /** Argo CD has begun the operation that was asked for. */
    public synchronized void begin(String name) {
        change(name, application -> {
            ObjectNode state = application.withObject("status").putObject("operationState");
            state.set("operation", application.get("operation"));
            state.put("phase", "Running");
            state.put("startedAt", now());
            application.withObject("status").withObject("health").put("status", "Progressing");
        });
    }

    /** Argo CD is done with the operation that was asked for. */
    public synchronized void finish(String name, String phase, String message, String... revisions) {
        change(name, application -> finish(application, phase, message, List.of(revisions)));
    }

    private void finish(ObjectNode application, String phase, String message, List<String> revisions) {
        ObjectNode status = application.withObject("status");
        JsonNode operation = application.has("operation")
                ? application.get("operation")
                : status.path("operationState").path("operation");
        ObjectNode state = status.putObject("operationState");
        state.set("operation", operation.deepCopy());
        state.put("phase", phase);
        state.put("message", message);
        state.put("startedAt", now());
        state.put("finishedAt", now());
        if (revisions.size() == 1) {
            state.putObject("syncResult").put("revision", revisions.get(0));
        } else if (revisions.size() > 1) {
            revisions.forEach(state.putObject("syncResult").putArray("revisions")::add);
        }
        boolean succeeded = phase.equals("Succeeded");
        status.withObject("sync").put("status", succeeded ? "Synced" : "OutOfSync");
        status.withObject("health").put("status", "Healthy");
        status.put("reconciledAt", now());
        application.remove("operation");
        ((ObjectNode) application.get("metadata").get("annotations")).remove("argocd.argoproj.io/refresh");
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The next request gets this answer. */
    public void fault(int status, String message) {
        faults.add(new Fault(status, message));
    }

    /** The connection of the next request breaks. */
    public void cut() {
        faults.add(new Fault(0, ""));
    }

    /** Argo CD says that the Application is so. */
    public synchronized void health(String name, String status) {
        change(
                name,
                application ->
                        application.withObject("status").withObject("health").put("status", status));
    }

    /** As if its last operation had ended, and Argo CD had looked, a while ago. */
    public synchronized void longAgo(String name) {
        change(name, application -> {
            String then = Instant.now()
                    .minusSeconds(60)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
            application.withObject("status").withObject("operationState").put("finishedAt", then);
            application.withObject("status").put("reconciledAt", then);
        });
    }

    /** No more faults. */
    public void heal() {
        faults.clear();
    }

    /** Happens after the next change was asked for, and before it is made. */
    public void beforeNextChange(Runnable other) {
        beforeChanges.add(other);
    }

    private synchronized void store(ObjectNode application) {
        ObjectNode metadata = application.withObject("metadata");
        metadata.put("resourceVersion", String.valueOf(++version));
        applications.put(
                metadata.path("namespace").asText()
                        + '/'
                        + metadata.path("name").asText(),
                application);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Fault fault = faults.poll();
        if (fault != null && fault.status() == 0) {
            // Closing without an answer.
            return;
        }
        boolean api = exchange.getRequestURI().getPath().startsWith(ArgoCDApiDouble.PREFIX);
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            refuse(exchange, api, 401, 16, "invalid session: token is expired");
        } else if (fault != null) {
            refuse(exchange, api, fault.status(), 2, fault.message());
        } else if (api) {
            new ArgoCDApiDouble(this).handle(exchange);
        } else {
            kubernetes(exchange, exchange.getRequestURI().getPath().split("/"));
        }
    }

    private static void refuse(HttpExchange exchange, boolean api, int status, int code, String message)
            throws IOException {
        if (api) {
            ArgoCDApiDouble.error(exchange, status, code, message);
        } else {
            answer(exchange, status, status(status, "Refused", message));
        }
    }

    /** As in a cluster that Argo CD only deploys to. */
    public void uninstall() {
        installed = false;
        applications.clear();
    }

    /**
     * {@code /apis/argoproj.io/v1alpha1[/namespaces/<namespace>/applications[/<name>]]} and the events of a namespace.
     */
    private void kubernetes(HttpExchange exchange, String[] path) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        if (path.length == 4 && installed) {
            answer(exchange, 200, JSON.readTree(RESOURCES));
        } else if (path.length == 6 && path[5].equals("events")) {
            answer(exchange, 201, body);
        } else if (path.length == 7 && path[6].equals("applications")) {
            answer(exchange, 200, list(path[5], LabelTerms.ofQuery(exchange.getRequestURI())));
        } else if (path.length != 8 || !path[6].equals("applications")) {
            answer(exchange, 404, status(404, "NotFound", "the server could not find the requested resource"));
        } else if (exchange.getRequestMethod().equals("PATCH")) {
            patch(exchange, path[5] + '/' + path[7], body);
        } else {
            ObjectNode found;
            synchronized (this) {
                found = applications.get(path[5] + '/' + path[7]);
            }
            answer(exchange, found == null ? 404 : 200, found == null ? missing(path[7]) : found);
        }
    }

    synchronized ObjectNode list(String namespace, LabelTerms terms) {
        ObjectNode list = JSON.createObjectNode();
        list.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "ApplicationList");
        list.putObject("metadata").put("resourceVersion", String.valueOf(version));
        ArrayNode items = list.putArray("items");
        applications.forEach((key, application) -> {
            Map<String, String> labels = new LinkedHashMap<>();
            application
                    .path("metadata")
                    .path("labels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            if (key.startsWith(namespace + '/') && terms.match(labels)) {
                items.add(application);
            }
        });
        return list;
    }

    private void patch(HttpExchange exchange, String key, JsonNode patch) throws IOException {
        announceChange();
        int code;
        JsonNode answer;
        synchronized (this) {
            ObjectNode before = applications.get(key);
            String expected = patch.path("metadata").path("resourceVersion").asText("");
            if (before == null) {
                code = 404;
                answer = missing(key);
            } else if (!expected.isEmpty()
                    && !expected.equals(
                            before.path("metadata").path("resourceVersion").asText())) {
                code = 409;
                answer = status(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on applications.argoproj.io \"" + key
                                + "\": the object has been modified; please apply your changes to the latest version");
            } else {
                code = 200;
                answer = apply(before.deepCopy(), patch);
            }
        }
        answer(exchange, code, answer);
    }

    private ObjectNode apply(ObjectNode application, JsonNode patch) {
        MergePatch.apply(application, patch);
        ObjectNode answered = application.deepCopy();
        finishEagerly(application);
        store(application);
        return answered;
    }

    private void finishEagerly(ObjectNode application) {
        if (eager && application.has("operation")) {
            int sources = Math.max(1, application.path("spec").path("sources").size());
            finish(application, "Succeeded", "synced", Collections.nCopies(sources, head.get()));
        }
    }

    synchronized void finishEagerly(String name) {
        if (eager) {
            change(name, this::finishEagerly);
        }
    }

    /** Argo CD has looked. */
    synchronized void refreshed(String name) {
        change(name, application -> application.withObject("status").put("reconciledAt", now()));
    }

    /** A change was asked for. */
    void announceChange() {
        Runnable other = beforeChanges.poll();
        if (other != null) {
            other.run();
        }
    }

    private static ObjectNode missing(String name) {
        return status(404, "NotFound", "applications.argoproj.io \"" + name + "\" not found");
    }

    private static ObjectNode status(int code, String reason, String message) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", message)
                .put("reason", reason)
                .put("code", code);
    }

    static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        LoopbackServer.answer(exchange, status, "application/json", JSON.writeValueAsBytes(body));
    }

    @Override
    public void close() {
        server.close();
    }
}
