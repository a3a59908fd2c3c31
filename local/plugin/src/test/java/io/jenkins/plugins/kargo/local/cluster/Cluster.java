package io.jenkins.plugins.kargo.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * fabric8's API server with the resource definition of Argo CD, which has no subresource for the status. It gives the
 * versions and refuses what was asked for an older one; the test plays Argo CD's controller and other people.
 */
final class Cluster implements AutoCloseable {
    static final String TOKEN = "cluster-t0ken-of-the-tests";
    static final String APPLICATIONS = "/apis/argoproj.io/v1alpha1/namespaces/argocd/applications";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CustomResourceDefinitionContext DEFINITION = new CustomResourceDefinitionContext.Builder()
            .withName("applications.argoproj.io")
            .withGroup("argoproj.io")
            .withVersion("v1alpha1")
            .withKind("Application")
            .withPlural("applications")
            .withScope("Namespaced")
            .withStatusSubresource(false)
            .build();

    private final Map<ServerRequest, Queue<ServerResponse>> expected = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> beforePatches = new ConcurrentLinkedQueue<>();
    private final Queue<UnaryOperator<MockResponse>> afterPatches = new ConcurrentLinkedQueue<>();
    private final Resources resources = new Resources();
    private KubernetesMockServer server = server();
    private final int port;

    private final class Resources extends KubernetesMixedDispatcher {
        Resources() {
            super(expected, List.of(DEFINITION));
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            requests.add(request.getMethod() + ' ' + request.getPath());
            if (!("Bearer " + TOKEN).equals(request.getHeader("Authorization"))) {
                return new MockResponse().setResponseCode(401);
            }
            boolean patch = request.method() == HttpMethod.PATCH;
            Runnable before = patch ? beforePatches.poll() : null;
            if (before != null) {
                before.run();
            }
            MockResponse answer = super.dispatch(request);
            UnaryOperator<MockResponse> after = patch ? afterPatches.poll() : null;
            return after == null ? answer : after.apply(answer);
        }

        /** Past the network, so that it can happen in the middle of a request. */
        String ask(HttpMethod method, String path, String body) {
            MockResponse answer = super.dispatch(new RecordedRequest(
                    "HTTP/1.1",
                    method,
                    path,
                    Headers.builder().add("Content-Type", "application/json").build(),
                    new Buffer(body.getBytes(StandardCharsets.UTF_8))));
            if (answer.code() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.code());
            }
            return answer.getBody().readUtf8();
        }
    }

    Cluster() {
        server.init(InetAddress.getLoopbackAddress(), 0);
        port = server.getPort();
    }

    private KubernetesMockServer server() {
        return new KubernetesMockServer(new Context(), new MockWebServer(), expected, resources, false);
    }

    String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: kargo}}]
                clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
                users:
                - name: kargo
                  user: {token: %s}
                """.formatted(port, TOKEN);
    }

    void application(String name, String team, String repoUrl) {
        resources.ask(HttpMethod.POST, APPLICATIONS, """
                {"apiVersion": "argoproj.io/v1alpha1", "kind": "Application",
                 "metadata": {"name": "%s", "namespace": "argocd", "labels": {"team": "%s"},
                  "annotations": {"kargo.akuity.io/authorized-stage": "guestbook:test"}},
                 "spec": {"project": "default", "destination": {"namespace": "shop"},
                  "source": {"repoURL": "%s", "path": "env/test", "targetRevision": "stage/test"}},
                 "status": {"health": {"status": "Healthy"}, "sync": {"status": "Synced"},
                  "reconciledAt": "2026-01-02T03:04:06Z",
                  "operationState": {"phase": "Succeeded", "finishedAt": "2026-01-02T03:04:05Z",
                   "syncResult": {"revision": "before"}}}}
                """.formatted(name, team, repoUrl));
    }

    JsonNode get(String name) {
        return read(resources.ask(HttpMethod.GET, APPLICATIONS + '/' + name, ""));
    }

    /** Somebody else changes it; the server gives it a new version. */
    void change(String name, Consumer<ObjectNode> change) {
        ObjectNode application = get(name).deepCopy();
        change.accept(application);
        resources.ask(HttpMethod.PUT, APPLICATIONS + '/' + name, application.toString());
    }

    void health(String name, String health) {
        change(name, one -> one.withObject("status").withObject("health").put("status", health));
    }

    /** Argo CD has carried out what was asked for. */
    void finish(String name, String revision) {
        change(name, one -> {
            ObjectNode status = one.withObject("status");
            status.remove("operationState");
            ObjectNode state = status.putObject("operationState");
            state.set("operation", one.remove("operation"));
            state.put("phase", "Succeeded");
            state.put("finishedAt", "2026-01-03T03:04:05Z");
            status.put("reconciledAt", "2026-01-03T03:04:06Z");
            state.putObject("syncResult").put("revision", revision);
            status.withObject("sync").put("status", "Synced");
        });
    }

    void beforeNextPatch(Runnable other) {
        beforePatches.add(other);
    }

    /** The next patch is made, but who asked for it hears nothing of it. */
    void loseAnswerOfNextPatch() {
        afterPatches.add(answer -> new MockResponse().setResponseCode(504));
    }

    void forbid(String name, String message) {
        server.expect()
                .patch()
                .withPath(APPLICATIONS + '/' + name)
                .andReturn(
                        403,
                        new StatusBuilder()
                                .withStatus("Failure")
                                .withReason("Forbidden")
                                .withCode(403)
                                .withMessage(message)
                                .build())
                .once();
    }

    /** Every connection breaks, and there is no new one. */
    void cut() {
        server.shutdown();
    }

    /** It is there again, with what it had. */
    void heal() {
        server = server();
        server.init(InetAddress.getLoopbackAddress(), port);
    }

    long patches() {
        return requests.stream().filter(line -> line.startsWith("PATCH")).count();
    }

    List<String> requests() {
        return requests;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.destroy();
    }
}
