package io.jenkins.plugins.kargo.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A real API server, and something in front of it that remembers what is asked for, lets others act in between, and breaks
 * connections. What it lets through, the server answers.
 */
final class RealCluster implements Cluster {
    private final KubernetesApi api;
    private final LoopbackServer front = LoopbackServer.http(this::relay);
    private final Queue<Runnable> beforePatches = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean loseNext = new AtomicBoolean();
    private volatile boolean cut;

    /** @param api of who may do all */
    RealCluster(KubernetesApi api) {
        this.api = api;
        api.ask("DELETE", APPLICATIONS, KubernetesApi.JSON, "");
    }

    private void relay(HttpExchange exchange) throws IOException {
        boolean patch = exchange.getRequestMethod().equals("PATCH");
        Runnable before = patch && !cut ? beforePatches.poll() : null;
        if (before != null) {
            before.run();
        }
        if (cut) {
            // Closing without an answer.
            return;
        }
        HttpResponse<byte[]> answer = api.send(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                header(exchange, "Content-Type").orElse(KubernetesApi.JSON),
                header(exchange, "Authorization").orElse(""),
                exchange.getRequestBody().readAllBytes());
        if (patch && loseNext.getAndSet(false)) {
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse(KubernetesApi.JSON);
        LoopbackServer.answer(exchange, answer.statusCode(), type, answer.body());
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    @Override
    public String kubeconfig() {
        return Kubeconfigs.plain(front.url(), TOKEN);
    }

    @Override
    public void create(String json) {
        String head = "{\"apiVersion\": \"argoproj.io/v1alpha1\", \"kind\": \"Application\", ";
        api.ask("POST", APPLICATIONS, KubernetesApi.JSON, json.strip().replaceFirst("\\{", head));
    }

    @Override
    public JsonNode get(String name) {
        return api.get(APPLICATIONS + '/' + name);
    }

    @Override
    public void change(String name, Consumer<ObjectNode> change) {
        ObjectNode application = (ObjectNode) get(name);
        change.accept(application);
        api.ask("PUT", APPLICATIONS + '/' + name, KubernetesApi.JSON, application.toString());
    }

    @Override
    public void patch(String name, String patch) {
        api.ask("PATCH", APPLICATIONS + '/' + name, KubernetesApi.MERGE, patch);
    }

    @Override
    public void delete(String name) {
        api.ask("DELETE", APPLICATIONS + '/' + name, KubernetesApi.JSON, "");
    }

    @Override
    public void beforeNextPatch(Runnable other) {
        beforePatches.add(other);
    }

    @Override
    public void loseAnswerOfNextPatch() {
        loseNext.set(true);
    }

    @Override
    public void cut() {
        cut = true;
    }

    @Override
    public void heal() {
        cut = false;
    }

    @Override
    public List<String> requests() {
        return front.requests();
    }

    @Override
    public void close() {
        front.close();
    }
}
