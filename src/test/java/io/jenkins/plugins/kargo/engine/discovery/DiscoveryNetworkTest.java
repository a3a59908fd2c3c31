package io.jenkins.plugins.kargo.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.ChartRepository;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.RegistryDouble;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the administrator lets discovery go, for every kind of subscription alike. */
class DiscoveryNetworkTest {
    @TempDir
    Path temp;

    private final RegistryDouble registry = RegistryDouble.start().basic(BasicCredentials.RIGHT);
    private final ChartRepository charts = ChartRepository.withPassword();
    private GitHttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = GitHttpServer.withPassword(Files.createDirectory(temp.resolve("git")));
        server.create("app").commit("main", "first", Map.of("a", "1"));
        registry.put("team/app", "1.0.0", TestImage.image("linux/amd64", Instant.EPOCH));
        registry.put("charts/app", "1.0.0", TestImage.chart("app", "1.0.0"));
        charts.publish("app", "1.0.0");
    }

    @AfterEach
    void stop() {
        server.close();
        registry.close();
        charts.close();
    }

    private static List<Subscription> subscriptions(String registry, String charts, String git) {
        return List.of(
                Subscriptions.image(registry + "/team/app", ""),
                Subscriptions.chart("oci://" + registry + "/charts/app", "", ""),
                Subscriptions.chart(charts, "app", ""),
                Subscriptions.branch(git + "/app.git", "main"));
    }

    private List<Subscription> local() {
        return subscriptions(registry.authority(), charts.url(), server.http().url());
    }

    @Test
    void hostsThatAreNotAllowedAreNotAsked() throws Exception {
        NetworkPolicy policy = new NetworkPolicy(List.of("git.example.com", "*.example.org"), true, true, List.of());
        try (DiscoveryWorld world = new DiscoveryWorld(temp, policy)) {
            for (Subscription subscription : local()) {
                assertThat(world.problem(subscription))
                        .contains("127.0.0.1 is not among the allowed hosts of Kargo's network settings");
            }
        }
        assertThat(List.of(registry.http(), charts.http(), server.http()))
                .allSatisfy(each -> assertThat(each.requests()).isEmpty());
    }

    @Test
    void anAllowedHostIsAskedOnItsPortOnly() throws Exception {
        NetworkPolicy policy = new NetworkPolicy(List.of(registry.authority()), false, true, List.of());
        try (DiscoveryWorld world = new DiscoveryWorld(temp, policy)) {
            assertThat(world.freight(local().get(0))).isNotNull();
            assertThat(world.problem(local().get(2))).contains("is not among the allowed hosts");
        }
    }

    @Test
    void whatAnAllowedServerRefersToMustBeAllowedToo() throws Exception {
        try (LoopbackServer elsewhere = LoopbackServer.http(e -> LoopbackServer.answer(e, 200, "{}"));
                LoopbackServer odd = LoopbackServer.http(exchange -> {
                    exchange.getResponseHeaders()
                            .set("WWW-Authenticate", "Bearer realm=\"" + elsewhere.url() + "/token\",service=\"x\"");
                    LoopbackServer.answer(exchange, 401, "");
                })) {
            NetworkPolicy policy =
                    new NetworkPolicy(List.of(registry.authority(), odd.authority()), false, true, List.of());
            registry.redirectBlobsTo(URI.create(elsewhere.url()));
            try (DiscoveryWorld world = new DiscoveryWorld(temp, policy)) {
                assertThat(world.problem(local().get(0))).contains("is not among the allowed hosts");
                assertThat(world.problem(Subscriptions.image(odd.authority() + "/app", "")))
                        .contains("is not among the allowed hosts");
            }
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void aProxyResolvesWhatTheControllerCannot() throws Exception {
        ProxySelector proxies = new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                int port =
                        switch (uri.getHost()) {
                            case "registry.invalid" ->
                                Integer.parseInt(registry.authority().split(":")[1]);
                            case "charts.invalid" -> charts.http().port();
                            case "git.invalid" -> server.http().port();
                            default -> throw new IllegalArgumentException(uri.toString());
                        };
                return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", port)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        };
        NetworkPolicy policy = new NetworkPolicy(List.of("*.invalid"), false, false, List.of("registry.invalid"));
        try (DiscoveryWorld world = new DiscoveryWorld(temp, policy, proxies)) {
            Freight freight =
                    world.freight(subscriptions("registry.invalid", "http://charts.invalid", "http://git.invalid")
                            .toArray(Subscription[]::new));

            assertThat(freight.images()).hasSize(1);
            assertThat(freight.charts()).hasSize(2);
            assertThat(freight.commits()).hasSize(1);
            assertThat(registry.http().requests()).allMatch(request -> request.contains("http://registry.invalid/v2/"));
        }
    }
}
