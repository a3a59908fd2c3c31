package io.jenkins.plugins.kargo.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.SelfSigned;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpGatewayTest {
    private static final SecretText SECRET = new SecretText("Bearer s3cret");

    @TempDir
    Path temp;

    private final HttpGateway gateway = new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK));

    @Test
    void anAnswerOfAnyStatusIsReturned() throws Exception {
        try (LoopbackServer server = LoopbackServer.http(e -> LoopbackServer.answer(e, 404, "nothing here"))) {
            HttpAnswer answer = gateway.send(HttpCall.get(server.uri("/x?token=1")));

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text()).isEqualTo("nothing here");
            assertThat(gateway.usage()).isEqualTo(new HttpUsage(1, 12));
        }
    }

    @Test
    void credentialsStayWithTheirHostWhenItRedirects() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>("never asked");
        try (LoopbackServer other = LoopbackServer.http(e -> {
                    seen.set(e.getRequestHeaders().getFirst("Authorization"));
                    LoopbackServer.answer(e, 200, "blob");
                });
                LoopbackServer server = LoopbackServer.http(e -> {
                    boolean moved = e.getRequestURI().getPath().equals("/moved");
                    e.getResponseHeaders().set("Location", moved ? other.url() + "/blob" : "/moved");
                    boolean known = "Bearer s3cret".equals(e.getRequestHeaders().getFirst("Authorization"));
                    LoopbackServer.answer(e, known ? 307 : 401, "");
                })) {
            HttpAnswer answer = gateway.send(HttpCall.get(server.uri("/")).authorization(SECRET));

            assertThat(answer.text()).isEqualTo("blob");
            assertThat(answer.uri()).isEqualTo(other.uri("/blob"));
            assertThat(seen.get()).isNull();
        }
    }

    @Test
    void redirectsThatDoNotEndAreGivenUp() {
        try (LoopbackServer server = LoopbackServer.http(e -> {
            e.getResponseHeaders().set("Location", "/again");
            LoopbackServer.answer(e, 302, "");
        })) {
            assertThatThrownBy(() -> gateway.send(HttpCall.get(server.uri("/"))))
                    .isInstanceOf(HttpFailure.class)
                    .hasMessage("GET " + server.url() + "/: more than 5 redirects");
        }
    }

    @Test
    void aRedirectToAPrivateAddressIsRefused() throws Exception {
        HttpGateway strict = new HttpGateway(HttpSettings.of(new NetworkPolicy(List.of(), false, true, List.of())));
        for (String target : List.of("http://10.1.2.3/", "http://169.254.169.254/latest", "http://[fd00::1]/")) {
            try (LoopbackServer server = LoopbackServer.http(e -> {
                e.getResponseHeaders().set("Location", target);
                LoopbackServer.answer(e, 302, "");
            })) {
                assertThatThrownBy(() -> strict.send(HttpCall.get(server.uri("/"))))
                        .isInstanceOfSatisfying(
                                HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(HttpFailure.Kind.REFUSED));
            }
        }
    }

    @Test
    void answersAreBounded() throws Exception {
        HttpHandler endless = e -> {
            e.sendResponseHeaders(200, 0);
            while (true) {
                e.getResponseBody().write(new byte[8192]);
            }
        };
        try (LoopbackServer server = LoopbackServer.http(endless)) {
            HttpCall call = HttpCall.get(server.uri("/big?q=1")).limits(100_000, Duration.ofSeconds(20));

            assertThatThrownBy(() -> gateway.send(call))
                    .hasMessage("GET " + server.url() + "/big: the answer is larger than the limit of 100000 bytes");
            assertThatThrownBy(() -> gateway.download(call, temp.resolve("file")))
                    .hasMessageContaining("larger than the limit");
            assertThat(Files.size(temp.resolve("file"))).isLessThanOrEqualTo(100_000);
        }
    }

    @Test
    void aSilentServerAndASlowOneAreGivenUpInTime() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        HttpHandler handler = e -> {
            if (e.getRequestURI().getPath().equals("/drip")) {
                e.sendResponseHeaders(200, 0);
                e.getResponseBody().write('x');
                e.getResponseBody().flush();
            }
            await(end);
        };
        HttpGateway impatient = new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK)
                .withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(300))
                .withLimits(100, 8, 1, Duration.ofSeconds(1)));
        try (LoopbackServer server = LoopbackServer.http(handler)) {
            for (String path : List.of("/silent", "/drip")) {
                assertThatThrownBy(() -> impatient.send(HttpCall.get(server.uri(path))))
                        .isInstanceOfSatisfying(
                                HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(HttpFailure.Kind.TIMED_OUT));
            }
            HttpCall brief = HttpCall.get(server.uri("/silent")).limits(10, Duration.ofMillis(200));
            assertThatThrownBy(() -> gateway.send(brief)).hasMessageContaining("/silent: no ");
        } finally {
            end.countDown();
        }
    }

    @Test
    void passingFailuresAreTriedAgain() throws Exception {
        Queue<HttpHandler> answers = new ConcurrentLinkedQueue<>(List.of(
                e -> LoopbackServer.answer(e, 503, ""),
                e -> {
                    e.sendResponseHeaders(200, 1000); // and hangs up
                },
                e -> LoopbackServer.answer(e, 200, "at last")));
        try (LoopbackServer server = LoopbackServer.http(e -> answers.remove().handle(e))) {
            assertThat(gateway.send(HttpCall.get(server.uri("/"))).text()).isEqualTo("at last");
        }
    }

    @Test
    void whatIsNotRepeatableIsSentOnce() throws Exception {
        try (LoopbackServer server = LoopbackServer.http(e -> LoopbackServer.answer(e, 503, "later"))) {
            HttpAnswer answer =
                    gateway.send(HttpCall.of("POST", server.uri("/")).body(new byte[] {1}));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void retryAfterHoldsBackEverybodyWhoAsksThatHost() throws Exception {
        Queue<HttpHandler> answers = new ConcurrentLinkedQueue<>(List.of(
                e -> {
                    e.getResponseHeaders().set("Retry-After", "1");
                    LoopbackServer.answer(e, 429, "");
                },
                e -> LoopbackServer.answer(e, 200, "ok")));
        try (LoopbackServer server = LoopbackServer.http(e -> answers.remove().handle(e))) {
            assertThat(gateway.sendOnce(HttpCall.get(server.uri("/a"))).status())
                    .isEqualTo(429);
            long refusedAt = System.nanoTime();

            assertThat(gateway.send(HttpCall.get(server.uri("/b"))).text()).isEqualTo("ok");
            assertThat(Duration.ofNanos(System.nanoTime() - refusedAt)).isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void aCallWaitsOutTheRetryAfterAndSucceeds() throws Exception {
        Queue<HttpHandler> answers = new ConcurrentLinkedQueue<>(List.of(
                e -> {
                    e.getResponseHeaders().set("RateLimit-Remaining", "0");
                    e.getResponseHeaders().set("RateLimit-Reset", "1");
                    LoopbackServer.answer(e, 429, "");
                },
                e -> LoopbackServer.answer(e, 200, "ok")));
        try (LoopbackServer server = LoopbackServer.http(e -> answers.remove().handle(e))) {
            long start = System.nanoTime();

            assertThat(gateway.send(HttpCall.get(server.uri("/"))).text()).isEqualTo("ok");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void aHostThatAsksForTooLongAWaitFailsTheCallAtOnce() {
        try (LoopbackServer server = LoopbackServer.http(e -> {
            e.getResponseHeaders().set("Retry-After", "3600");
            LoopbackServer.answer(e, 429, "");
        })) {
            assertThatThrownBy(() -> gateway.send(HttpCall.get(server.uri("/"))))
                    .isInstanceOfSatisfying(
                            HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(HttpFailure.Kind.RATE_LIMITED))
                    .hasMessageContaining("answered 429 and asks to wait 3600 s");
            HttpCall next = HttpCall.get(server.uri("/next"));
            assertThatThrownBy(() -> gateway.send(next)).hasMessageContaining("has no room for another request");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void requestsToOneHostAreBoundedInNumber() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        HttpGateway narrow =
                new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK).withLimits(1000, 3, 1, Duration.ofSeconds(1)));
        try (LoopbackServer server = LoopbackServer.http(e -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    e.getRequestBody().readAllBytes();
                    now.decrementAndGet();
                    LoopbackServer.answer(e, 200, "");
                });
                AutoClosingPool pool = new AutoClosingPool()) {
            List<Future<HttpAnswer>> answers = java.util.stream.IntStream.range(0, 60)
                    .mapToObj(i -> pool.threads.submit(() -> narrow.send(HttpCall.get(server.uri("/" + i)))))
                    .toList();
            for (Future<HttpAnswer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
            assertThat(most.get()).isBetween(1, 3);
        }
    }

    @Test
    void anUntrustedCertificateIsRefusedUnlessTheCallSaysOtherwise() throws Exception {
        try (LoopbackServer server =
                LoopbackServer.https(SelfSigned.context(temp), e -> LoopbackServer.answer(e, 200, "ok"))) {
            HttpCall call = HttpCall.get(server.uri("/"));

            assertThatThrownBy(() -> gateway.send(call))
                    .isInstanceOfSatisfying(
                            HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(HttpFailure.Kind.TLS));
            assertThat(gateway.send(call.insecureSkipTLSVerify(true)).text()).isEqualTo("ok");
            URI byName = URI.create("https://localhost:" + server.port() + "/");
            assertThat(gateway.send(HttpCall.get(byName).insecureSkipTLSVerify(true))
                            .text())
                    .isEqualTo("ok");
        }
    }

    @Test
    void nobodyThereIsAnUnreachableHost() {
        int port;
        try (LoopbackServer server = LoopbackServer.http(e -> {})) {
            port = server.port();
        }
        assertThatThrownBy(() -> gateway.sendOnce(HttpCall.get(URI.create("http://127.0.0.1:" + port + "/"))))
                .isInstanceOfSatisfying(
                        HttpFailure.class, e -> assertThat(e.kind()).isEqualTo(HttpFailure.Kind.UNREACHABLE))
                .hasMessageContaining("no connection");
        assertThatThrownBy(() -> gateway.send(HttpCall.get(URI.create("https://no-such-host.invalid/"))))
                .hasMessage("The host name no-such-host.invalid cannot be resolved");
    }

    @Test
    void aProxyGetsTheRequestsForNamesThatOnlyItCanResolve() throws Exception {
        try (LoopbackServer proxy = LoopbackServer.http(e -> LoopbackServer.answer(e, 200, "through the proxy"))) {
            ProxySelector selector = new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", proxy.port())));
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException e) {}
            };
            HttpGateway proxied =
                    new HttpGateway(HttpSettings.of(NetworkPolicy.PUBLIC).withProxy(selector, null));

            assertThat(proxied.send(HttpCall.get(URI.create("http://charts.invalid/index.yaml")))
                            .text())
                    .isEqualTo("through the proxy");
            assertThatThrownBy(() -> proxied.send(HttpCall.get(URI.create("http://192.168.1.1/"))))
                    .hasMessageContaining("Not allowed");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class AutoClosingPool implements AutoCloseable {
        final ExecutorService threads = Executors.newCachedThreadPool();

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
