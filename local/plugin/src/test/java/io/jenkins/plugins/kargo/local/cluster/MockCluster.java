package io.jenkins.plugins.kargo.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.jenkins.plugins.kargo.engine.testing.MergePatch;
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
 * fabric8's API server. It gives the versions and refuses what was asked for an older one, but takes whatever it is given
 * and knows no roles: what the reader may not do is played.
 */
final class MockCluster implements Cluster {
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
            String user = request.getHeader("Authorization");
            boolean patch = request.method() == HttpMethod.PATCH;
            if (("Bearer " + READER).equals(user)) {
                return patch ? forbidden() : super.dispatch(request);
            }
            if (!("Bearer " + TOKEN).equals(user)) {
                return new MockResponse().setResponseCode(401);
            }
            if (request.getPath().equals("/apis/argoproj.io/v1alpha1")) {
                return resourcesOfArgoCD();
            }
            Runnable before = patch ? beforePatches.poll() : null;
            if (before != null) {
                before.run();
            }
            MockResponse answer =
                    patch ? merge(request.getPath(), request.getBody().readUtf8()) : super.dispatch(request);
            UnaryOperator<MockResponse> after = patch ? afterPatches.poll() : null;
            return after == null ? answer : after.apply(answer);
        }

        /** Instead of the server's own patch, which adds to lists. */
        private MockResponse merge(String path, String patch) {
            MockResponse before = super.dispatch(request(HttpMethod.GET, path, ""));
            if (before.code() == 404) {
                return failure(404, "NotFound", "applications.argoproj.io \"guestbook\" not found");
            }
            ObjectNode resource = (ObjectNode) read(before.getBody().readUtf8());
            MergePatch.apply(resource, read(patch));
            return super.dispatch(request(HttpMethod.PUT, path, resource.toString()));
        }

        private RecordedRequest request(HttpMethod method, String path, String body) {
            return new RecordedRequest(
                    "HTTP/1.1",
                    method,
                    path,
                    Headers.builder().add("Content-Type", "application/json").build(),
                    new Buffer(body.getBytes(StandardCharsets.UTF_8)));
        }

        /** Past the network, so that it can happen in the middle of a request. */
        String ask(HttpMethod method, String path, String body) {
            MockResponse answer =
                    method == HttpMethod.PATCH ? merge(path, body) : super.dispatch(request(method, path, body));
            if (answer.code() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.code());
            }
            return answer.getBody().readUtf8();
        }
    }

    MockCluster() {
        server.init(InetAddress.getLoopbackAddress(), 0);
        port = server.getPort();
    }

    private KubernetesMockServer server() {
        return new KubernetesMockServer(new Context(), new MockWebServer(), expected, resources, false);
    }

    private static MockResponse resourcesOfArgoCD() {
        return new MockResponse()
                .setResponseCode(200)
                .setBody(Serialization.asJson(new APIResourceListBuilder()
                        .withGroupVersion("argoproj.io/v1alpha1")
                        .addNewResource()
                        .withName("applications")
                        .withKind("Application")
                        .withNamespaced(true)
                        .endResource()
                        .build()));
    }

    private static MockResponse forbidden() {
        return failure(
                403,
                "Forbidden",
                "applications.argoproj.io \"guestbook\" is forbidden: User \"reader\" cannot patch "
                        + "resource \"applications\" in API group \"argoproj.io\" in the namespace \"argocd\"");
    }

    /** As a real server says it. */
    private static MockResponse failure(int code, String reason, String message) {
        return new MockResponse()
                .setResponseCode(code)
                .setBody(Serialization.asJson(new StatusBuilder()
                        .withStatus("Failure")
                        .withReason(reason)
                        .withCode(code)
                        .withMessage(message)
                        .withNewDetails()
                        .withName("guestbook")
                        .withGroup("argoproj.io")
                        .withKind("applications")
                        .endDetails()
                        .build()));
    }

    @Override
    public String kubeconfig() {
        return Kubeconfigs.plain("http://127.0.0.1:" + port, TOKEN);
    }

    @Override
    public void create(String json) {
        ObjectNode application = (ObjectNode) read(json);
        application.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Application");
        resources.ask(HttpMethod.POST, APPLICATIONS, application.toString());
    }

    @Override
    public JsonNode get(String name) {
        return read(resources.ask(HttpMethod.GET, APPLICATIONS + '/' + name, ""));
    }

    @Override
    public void change(String name, Consumer<ObjectNode> change) {
        ObjectNode application = get(name).deepCopy();
        change.accept(application);
        resources.ask(HttpMethod.PUT, APPLICATIONS + '/' + name, application.toString());
    }

    @Override
    public void patch(String name, String patch) {
        resources.ask(HttpMethod.PATCH, APPLICATIONS + '/' + name, patch);
    }

    @Override
    public void delete(String name) {
        resources.ask(HttpMethod.DELETE, APPLICATIONS + '/' + name, "");
    }

    @Override
    public void beforeNextPatch(Runnable other) {
        beforePatches.add(other);
    }

    @Override
    public void loseAnswerOfNextPatch() {
        afterPatches.add(answer -> new MockResponse().setResponseCode(504));
    }

    @Override
    public void cut() {
        server.shutdown();
    }

    @Override
    public void heal() {
        server = server();
        server.init(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public List<String> requests() {
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
