package io.jenkins.plugins.kargo.engine.verification.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.verification.Measurement;
import io.jenkins.plugins.kargo.engine.verification.MetricProvider;
import io.jenkins.plugins.kargo.engine.verification.MetricRequests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebMetricTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch slow = new CountDownLatch(1);
    private HttpServer server;
    private String url;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/health", exchange -> answer(exchange, 200, "{\"data\": {\"ok\": true, \"rate\": 97.5}}"));
        server.createContext("/text", exchange -> answer(exchange, 200, "ready"));
        server.createContext("/broken", exchange -> answer(exchange, 503, "{}"));
        server.createContext("/token", exchange -> answer(exchange, 200, "{\"access_token\": \"t0k3n\"}"));
        server.createContext("/slow", exchange -> {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(exchange, 200, "{}");
        });
        server.start();
        url = "http://" + server.getAddress().getHostString() + ':'
                + server.getAddress().getPort();
    }

    @AfterEach
    void stopServer() {
        slow.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        String received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod()
                + ' '
                + exchange.getRequestURI()
                + ' '
                + exchange.getRequestHeaders().getFirst("Authorization")
                + ' '
                + received);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Measurement measure(Map<String, Object> config, String successCondition) throws InterruptedException {
        WebMetric metric = new WebMetric(new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK)), Clock.systemUTC());
        MetricProvider.Request request = MetricRequests.of("web", config, successCondition);
        return metric.measure(request);
    }

    private Map<String, Object> config(String path, Object... more) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("url", url + path);
        for (int i = 0; i < more.length; i += 2) {
            config.put((String) more[i], more[i + 1]);
        }
        return config;
    }

    @Test
    void aValueOfTheAnswerIsJudged() throws Exception {
        Measurement measurement = measure(config("/health", "jsonPath", "{$.data.rate}"), "result > 95");
        assertThat(measurement.phase()).isEqualTo(VerificationPhase.Successful);
        assertThat(measurement.value()).isEqualTo("97.5");
        assertThat(measurement.finishedAt()).isNotNull();
        assertThat(measure(config("/health", "jsonPath", "{$.data.rate}"), "result > 99")
                        .phase())
                .isEqualTo(VerificationPhase.Failed);
        assertThat(measure(config("/health"), "result.data.ok").value())
                .isEqualTo("{\"data\":{\"ok\":true,\"rate\":97.5}}");
    }

    @Test
    void anAnswerThatIsNoJsonIsJudgedAsText() throws Exception {
        Measurement measurement = measure(config("/text"), "result == 'ready'");
        assertThat(measurement.phase()).isEqualTo(VerificationPhase.Successful);
        assertThat(measurement.value()).isEqualTo("ready");
    }

    @Test
    void anotherStatusThan2xxIsAnErrorAndIsNotAskedTwice() throws Exception {
        Measurement measurement = measure(config("/broken"), "true");
        assertThat(measurement.phase()).isEqualTo(VerificationPhase.Error);
        assertThat(measurement.message()).isEqualTo("received non 2xx response code: 503");
        assertThat(requests).hasSize(1);
    }

    @Test
    void aPathWithoutMatchAndABadConditionAreErrors() throws Exception {
        assertThat(measure(config("/health", "jsonPath", "{$.nope}"), "true").message())
                .startsWith("Could not find JSONPath {$.nope} in body");
        assertThat(measure(config("/health"), "resutl").message()).contains("unknown name resutl");
    }

    @Test
    void aBodyIsSentWithPostOnly() throws Exception {
        measure(config("/health", "method", "POST", "jsonBody", Map.of("a", 1L)), "true");
        assertThat(requests).containsExactly("POST /health null {\"a\":1}");
        assertThat(measure(config("/health", "body", "x"), "true").message())
                .isEqualTo("web.body and web.jsonBody are possible with POST and PUT only");
        assertThat(measure(config("/health", "method", "DELETE"), "true").message())
                .isEqualTo("web.method is DELETE, not GET, POST or PUT");
    }

    @Test
    void headersAndTokensAreSent() throws Exception {
        measure(config("/health", "headers", List.of(Map.of("key", "Authorization", "value", "Bearer x"))), "true");
        measure(
                config(
                        "/health",
                        "authentication",
                        Map.of(
                                "oauth2",
                                Map.of(
                                        "tokenUrl",
                                        url + "/token",
                                        "clientId",
                                        "id",
                                        "clientSecret",
                                        "secret",
                                        "scopes",
                                        List.of("a", "b")))),
                "true");
        assertThat(requests)
                .containsExactly(
                        "GET /health Bearer x ",
                        "POST /token Basic aWQ6c2VjcmV0 grant_type=client_credentials&scope=a+b",
                        "GET /health Bearer t0k3n ");
    }

    @Test
    void anAnswerThatDoesNotComeInTimeIsAnError() throws Exception {
        Measurement measurement = measure(config("/slow", "timeoutSeconds", 1L), "true");
        assertThat(measurement.phase()).isEqualTo(VerificationPhase.Error);
        assertThat(measurement.message()).contains("/slow");
    }
}
