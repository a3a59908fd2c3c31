package io.jenkins.plugins.kargo.engine.promotion.step.git;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** Stands before a git server and, when told, breaks connections before or after the server has done its work. */
final class CuttingProxy implements AutoCloseable {
    private static final List<String> HOP_BY_HOP =
            List.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings");

    private final GitHttpServer target;
    private final LoopbackServer server = LoopbackServer.http(this::serve);
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile CountDownLatch gate = new CountDownLatch(1);
    private volatile String cutRequests;
    private volatile String cutAnswers;
    private volatile String halves;
    private volatile String hang;

    private CuttingProxy(GitHttpServer target) {
        this.target = target;
    }

    static CuttingProxy before(GitHttpServer target) {
        return new CuttingProxy(target);
    }

    String url(String name) {
        return server.url() + '/' + name + ".git";
    }

    /** The server never sees the body of such a POST. */
    void cutRequestsOf(String service) {
        cutRequests = service;
    }

    /** The server does its work, and the client gets no answer. */
    void cutAnswersOf(String service) {
        cutAnswers = service;
    }

    /** The server sees half of the body of such a POST, and the client gets no answer. */
    void halveRequestsOf(String service) {
        halves = service;
    }

    /** What hangs goes on now, though its client may have gone. */
    void letGo() {
        CountDownLatch held = gate;
        gate = new CountDownLatch(1);
        held.countDown();
    }

    void hangOn(String service) {
        hang = service;
    }

    void cutNothing() {
        cutRequests = null;
        cutAnswers = null;
        halves = null;
        hang = null;
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean post = exchange.getRequestMethod().equals("POST");
        String path = exchange.getRequestURI().getPath();
        if (post && hang != null && path.endsWith(hang)) {
            await();
        }
        if (post && cutRequests != null && path.endsWith(cutRequests)) {
            return;
        }
        if (post && halves != null && path.endsWith(halves)) {
            forward(exchange, Arrays.copyOf(body, body.length / 2));
            return;
        }
        HttpResponse<byte[]> answer = forward(exchange, body);
        if (post && cutAnswers != null && path.endsWith(cutAnswers) && answer.statusCode() == 200) {
            return;
        }
        answer.headers().map().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
        String base = target.http().url();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void await() throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        gate.countDown();
        server.close();
    }
}
