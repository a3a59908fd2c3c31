package io.jenkins.plugins.kargo.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Subscription.CommitSelection;
import io.jenkins.plugins.kargo.engine.model.Subscription.ImageSelection;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.ChartRepository;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.RegistryDouble;
import io.jenkins.plugins.kargo.engine.testing.SelfSigned;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong out there, as a Warehouse shows it: one clear error or the right answer, soon. */
@Timeout(60)
class DiscoveryFailuresTest {
    private static final Instant CREATED = Instant.parse("2026-02-03T04:05:06Z");
    private static final TestImage IMAGE = TestImage.image("linux/amd64", CREATED);

    @TempDir
    Path temp;

    private final RegistryDouble registry = RegistryDouble.start().tokens(BasicCredentials.RIGHT);
    private final ChartRepository charts = ChartRepository.withPassword();
    private GitHttpServer server;
    private GitFixture app;
    private DiscoveryWorld world;

    @BeforeEach
    void start() throws Exception {
        server = GitHttpServer.withPassword(Files.createDirectory(temp.resolve("git")));
        app = server.create("app");
        app.commit("main", "first", Map.of("a", "1"));
        registry.put("team/app", "1.0.0", IMAGE);
        registry.put("charts/app", "1.0.0", TestImage.chart("app", "1.0.0"));
        charts.publish("app", "1.0.0");
        world = new DiscoveryWorld(Files.createDirectory(temp.resolve("world")));
    }

    @AfterEach
    void stop() {
        world.close();
        server.close();
        registry.close();
        charts.close();
    }

    private Subscription image() {
        return Subscriptions.image(registry.repository("team/app"), "");
    }

    private Subscription ociChart() {
        return Subscriptions.chart("oci://" + registry.repository("charts/app"), "", "");
    }

    private Subscription chart() {
        return Subscriptions.chart(charts.url(), "app", "");
    }

    private Subscription branch() {
        return Subscriptions.branch(server.url("app"), "main");
    }

    private Subscription tags() {
        return Subscriptions.tags(server.url("app"), CommitSelection.SemVer, "");
    }

    @Test
    void wrongCredentialsAreNamedAndNotShown() throws Exception {
        world.as(BasicCredentials.WRONG);

        assertThat(world.problem(image()))
                .contains("the registry refuses the credential test-credential: wrong user or password");
        assertThat(world.problem(ociChart())).contains("the registry refuses the credential test-credential");
        assertThat(world.problem(chart())).contains("401").contains("it refuses the credential test-credential");
        assertThat(world.problem(branch())).contains("the server refuses the credential test-credential");
        assertThat(world.problem(image(), ociChart(), chart(), branch(), tags()))
                .doesNotContain(BasicCredentials.WRONG.password())
                .doesNotContain(BasicCredentials.WRONG.header());
    }

    @Test
    void whatTheRightCredentialSawIsNotShownToTheWrongOne() throws Exception {
        Subscription byTag = new Subscription.Image(
                "",
                registry.repository("team/app"),
                ImageSelection.Lexical,
                "",
                true,
                List.of(),
                List.of(),
                "",
                20,
                true,
                false);
        assertThat(world.freight(byTag, image(), ociChart(), chart(), branch(), tagged()))
                .isNotNull();

        world.as(BasicCredentials.WRONG);
        // Tokens are kept for the credential that they were given to.
        WarehouseOutcome outcome = world.reconcile(byTag, image(), ociChart(), chart(), branch(), tagged());

        assertThat(outcome.discovered().results())
                .hasSize(6)
                .allSatisfy(result -> assertThat(result.artifacts()).isEmpty());
        assertThat(outcome.discovered().problems()).allMatch(problem -> problem.contains("credential"));
    }

    private Subscription tagged() {
        app.tag("v1.0.0", app.head("main"));
        return tags();
    }

    @Test
    void certificatesThatNobodyVouchesForAreRefused() throws Exception {
        SSLContext tls = SelfSigned.context(temp);
        try (RegistryDouble images = RegistryDouble.https(tls);
                ChartRepository index = ChartRepository.https(tls);
                GitHttpServer git = GitHttpServer.https(Files.createDirectory(temp.resolve("tls")), tls)) {
            images.put("team/app", "1.0.0", IMAGE);
            index.publish("app", "1.0.0");
            git.create("app").commit("main", "first", Map.of("a", "1"));

            for (Subscription subscription : List.of(
                    Subscriptions.image(images.repository("team/app"), ""),
                    Subscriptions.chart(index.url(), "app", ""),
                    Subscriptions.branch(git.url("app"), "main"))) {
                assertThat(world.problem(subscription)).containsIgnoringCase("certif");
            }
        }
    }

    @Test
    void repositoriesThatWereDeletedAreSaidToBeGone() throws Exception {
        assertThat(world.freight(image(), ociChart(), chart(), branch())).isNotNull();
        registry.remove("team/app");
        registry.remove("charts/app");
        charts.status(404);
        charts.index("gone");
        try (Stream<Path> files = Files.walk(app.path())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }

        assertThat(world.problem(image())).contains("the registry answered 404: NAME_UNKNOWN");
        assertThat(world.problem(ociChart())).contains("the registry answered 404: NAME_UNKNOWN");
        assertThat(world.problem(chart())).contains("unexpected HTTP 404");
        assertThat(world.problem(branch())).contains(server.url("app")).contains("there is no such repository");
    }

    @Test
    void aForcePushedBranchIsFollowed() throws Exception {
        String first = app.head("main");
        app.commit("main", "second", Map.of("a", "2"));
        assertThat(world.freight(branch()).commits().get(0).message()).isEqualTo("second");

        String other = app.commit("main", "instead", Map.of("a", "3"), CREATED, List.of(first));

        assertThat(world.freight(branch()).commits().get(0).id()).isEqualTo(other);
        assertThat(world.reconcile(branch()).discovered().results().get(0).artifacts())
                .hasSize(2);
    }

    @Test
    void tagsThatMovedAreFollowed() throws Exception {
        app.tag("v1.0.0", app.head("main"));
        Subscription latest = Subscriptions.image(
                registry.repository("team/app"), ImageSelection.Digest, "latest", List.of(), List.of(), "", 20);
        registry.put("team/app", "latest", IMAGE);
        assertThat(world.freight(tags(), image(), latest)).isNotNull();

        String commit = app.commit("main", "second", Map.of("a", "2"));
        app.tag("v1.0.0", commit);
        String digest = registry.put("team/app", "1.0.0", TestImage.image("linux/amd64", CREATED.plusSeconds(1)));
        registry.put("team/app", "latest", TestImage.image("linux/amd64", CREATED.plusSeconds(1)));

        assertThat(world.freight(tags()).commits().get(0).id()).isEqualTo(commit);
        assertThat(world.freight(image()).images().get(0).digest()).isEqualTo(digest);
        assertThat(world.freight(latest).images().get(0).digest()).isEqualTo(digest);
    }

    @Test
    void manifestsThatMakeNoSenseAreErrorsThatNameTheirTag() throws Exception {
        List<String> nonsense = new ArrayList<>(List.of(
                "",
                "<html>proxy error</html>",
                "{\"schemaVersion\": 2",
                "[]",
                "null",
                "{}",
                "{\"config\": {\"digest\": \"../../etc/passwd\"}}",
                "{\"config\": {\"digest\": 7}, \"annotations\": []}",
                "{\"config\": " + "[".repeat(500) + "]".repeat(500) + "}"));
        for (int i = 0; i < nonsense.size(); i++) {
            registry.putRaw("odd/" + i, "1.0.0", TestImage.OCI_MANIFEST, nonsense.get(i));
            Subscription subscription = Subscriptions.image(registry.repository("odd/" + i), "");
            assertThat(world.problem(subscription))
                    .as(nonsense.get(i))
                    .startsWith("image " + registry.repository("odd/" + i) + ": tag 1.0.0: ")
                    .doesNotContain("internal error");
        }
        registry.putRaw("odd/index", "1.0.0", TestImage.OCI_INDEX, "{\"manifests\": {\"platform\": 3}}");
        assertThat(world.problem(Subscriptions.image(registry.repository("odd/index"), "")))
                .contains("has no entry with a platform");
        registry.putRaw("odd/large", "1.0.0", TestImage.OCI_MANIFEST, "{\"a\": \"" + "x".repeat(5 << 20) + "\"}");
        assertThat(world.problem(Subscriptions.image(registry.repository("odd/large"), "")))
                .contains("larger than the limit");
    }

    @Test
    void regularExpressionsThatExplodeElsewhereDoNot() throws Exception {
        String bomb = "^(([a-z])+.)+[A-Z]([a-z])+$";
        String victim = "a".repeat(100);
        for (int i = 0; i < 200; i++) {
            registry.put("team/app", victim + i, IMAGE);
        }
        app.commit("main", "long", Map.of(victim.repeat(20), "1"));
        app.tag(victim, app.head("main"));
        Subscription images = Subscriptions.image(
                registry.repository("team/app"),
                ImageSelection.Lexical,
                "",
                List.of("1.0.0"),
                List.of(bomb, "(a*)*b", "(x+x+)+y"),
                "",
                20);
        Subscription paths = new Subscription.Git(
                "",
                server.url("app"),
                CommitSelection.NewestFromBranch,
                "main",
                "",
                true,
                List.of(),
                List.of(),
                "",
                List.of("^a$"),
                List.of("regex:" + bomb, "glob:" + "*a".repeat(30) + "b"),
                20,
                null,
                false,
                false);

        long begin = System.nanoTime();
        assertThat(world.freight(images).images().get(0).tag()).isEqualTo("1.0.0");
        world.reconcile(paths);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));

        Subscription tooLarge = Subscriptions.image(
                registry.repository("team/app"),
                ImageSelection.Lexical,
                "",
                List.of("((((a{1,1000}){1,1000}){1,1000}){1,1000})"),
                List.of(),
                "",
                20);
        assertThat(world.problem(tooLarge)).contains("allowTagsRegexes");
    }

    @Test
    void redirectsToAnotherHostTakeNoCredentialAlong() throws Exception {
        List<String> authorizations = new ArrayList<>();
        try (LoopbackServer elsewhere = LoopbackServer.http(exchange -> {
            synchronized (authorizations) {
                authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
            }
            byte[] config = IMAGE.blobs().get(0);
            byte[] index = "entries: {app: [{version: 2.0.0}]}".getBytes(StandardCharsets.UTF_8);
            boolean yaml = exchange.getRequestURI().getPath().endsWith("yaml");
            LoopbackServer.answer(exchange, 200, "application/octet-stream", yaml ? index : config);
        })) {
            registry.redirectBlobsTo(URI.create(elsewhere.url()));
            assertThat(world.freight(image()).images().get(0).tag()).isEqualTo("1.0.0");
            try (LoopbackServer moved = redirecting(elsewhere.url())) {
                assertThat(world.freight(Subscriptions.chart(moved.url(), "app", ""))
                                .charts()
                                .get(0)
                                .version())
                        .isEqualTo("2.0.0");
            }
            assertThat(elsewhere.requests()).hasSize(2);
            assertThat(authorizations).isEmpty();
        }
        try (LoopbackServer moved = redirecting(server.http().url())) {
            assertThat(world.problem(Subscriptions.branch(moved.url() + "/app.git", "main")))
                    .contains("the server redirects to another place");
            assertThat(server.http().requests()).isEmpty();
        }
    }

    private static LoopbackServer redirecting(String to) {
        HttpHandler handler = exchange -> {
            exchange.getResponseHeaders().set("Location", to + exchange.getRequestURI());
            LoopbackServer.answer(exchange, 302, "");
        };
        return LoopbackServer.http(handler);
    }

    @Test
    void redirectsToPrivateAddressesAreRefused() throws Exception {
        NetworkPolicy publicAndLoopback = new NetworkPolicy(List.of(), false, true, List.of());
        try (DiscoveryWorld strict =
                new DiscoveryWorld(Files.createDirectory(temp.resolve("strict")), publicAndLoopback)) {
            for (String address : List.of("10.0.0.1", "169.254.169.254", "[fd00::1]", "192.168.7.7:8080")) {
                registry.redirectBlobsTo(URI.create("http://" + address));
                assertThat(strict.problem(image())).contains("Not allowed: ");
                try (LoopbackServer moved = redirecting("http://" + address)) {
                    assertThat(strict.problem(Subscriptions.chart(moved.url(), "app", "")))
                            .contains("Not allowed: ");
                    assertThat(strict.problem(Subscriptions.branch(moved.url() + "/app.git", "main")))
                            .contains("the server redirects to another place");
                }
            }
            assertThat(strict.problem(Subscriptions.branch("http://10.0.0.1/app.git", "main")))
                    .contains("Not allowed: 10.0.0.1");
            assertThat(strict.problem(Subscriptions.image("10.0.0.1/team/app", "")))
                    .contains("Not allowed: 10.0.0.1");
        }
    }
}
