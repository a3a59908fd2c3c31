package io.jenkins.plugins.kargo.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import io.jenkins.plugins.kargo.engine.chart.ChartRepositories;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Subscription.CommitSelection;
import io.jenkins.plugins.kargo.engine.model.Subscription.ImageSelection;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.DockerRegistry;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.RegistryDouble;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From repositories of the size that companies have to Freight in the store. */
class DiscoveryAtScaleTest {
    private static final Instant CREATED = Instant.parse("2026-02-03T04:05:06Z");
    private static final int TAGS = 5_000;

    @TempDir
    Path temp;

    /** 1.0.0 to 1.49.99. */
    private static String version(int i) {
        return "1." + i / 100 + '.' + i % 100;
    }

    private static TestImage index(int second) {
        return TestImage.index(
                Map.of(),
                TestImage.image("linux/amd64", CREATED.plusSeconds(second)),
                TestImage.image("linux/arm64", CREATED.plusSeconds(second)),
                TestImage.attestation());
    }

    private static Subscription image(String repository, ImageSelection strategy, String constraint, String... allow) {
        return Subscriptions.image(repository, strategy, constraint, List.of(allow), List.of(), "linux/arm64", 20);
    }

    @Test
    void fiveThousandTagsOfIndexesInTheRealRegistryAreSelectedByEveryStrategy() throws Exception {
        try (DockerRegistry registry = DockerRegistry.anonymous(temp);
                DiscoveryWorld world = new DiscoveryWorld(temp)) {
            List<TestImage> images =
                    IntStream.range(0, 10).mapToObj(i -> index(i)).toList();
            for (int image = 0; image < images.size(); image++) {
                registry.push("team/app", "base-" + image, images.get(image));
                int share = image;
                registry.tag(
                        "team/app",
                        IntStream.range(0, TAGS)
                                .filter(i -> i % images.size() == share)
                                .mapToObj(DiscoveryAtScaleTest::version)
                                .toList(),
                        images.get(image));
            }
            String repository = registry.repository("team/app");

            assertThat(world.freight(image(repository, ImageSelection.SemVer, "^1.0.0"))
                            .images())
                    .singleElement()
                    .satisfies(image -> {
                        assertThat(image.tag()).isEqualTo("1.49.99");
                        assertThat(image.digest()).isEqualTo(images.get(9).digest());
                    });
            assertThat(world.freight(image(repository, ImageSelection.Lexical, ""))
                            .images())
                    .extracting(Image::tag)
                    .containsExactly("base-9");
            // All of the newest image's thousand tags are equally new, so the last of their names wins.
            assertThat(world.freight(image(repository, ImageSelection.NewestBuild, "", "^1\\.[1-4]?9\\."))
                            .images())
                    .extracting(Image::tag)
                    .containsExactly("1.9.99");
            assertThat(world.freight(image(repository, ImageSelection.Digest, "1.7.3"))
                            .images())
                    .extracting(Image::digest)
                    .containsExactly(images.get(3).digest());
        }
    }

    @Test
    void aRegistryWithTokensPagesLimitsAndTroubleGivesTheRightAnswer() throws Exception {
        try (RegistryDouble registry =
                        RegistryDouble.start().tokens(BasicCredentials.RIGHT).pages(250);
                DiscoveryWorld world = new DiscoveryWorld(temp)) {
            TestImage index = index(1);
            for (int i = 0; i < TAGS; i++) {
                registry.put("team/app", version(i), index);
            }
            HttpHandler slowly = registry.after(exchange -> {
                try {
                    assertThat(new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS))
                            .isFalse();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            HttpHandler exhausted = registry.after(exchange -> {
                exchange.getResponseHeaders().set("RateLimit-Remaining", "0");
                exchange.getResponseHeaders().set("RateLimit-Reset", "1");
            });
            for (HttpHandler trouble : List.of(
                    RegistryDouble.status(500),
                    RegistryDouble.cut(),
                    slowly,
                    RegistryDouble.tooManyRequests(1),
                    exhausted)) {
                registry.next(path -> path.endsWith("/tags/list"), trouble);
            }
            registry.next(path -> path.endsWith("/manifests/1.49.99"), RegistryDouble.status(503));
            registry.next(path -> path.endsWith("/manifests/1.49.98"), RegistryDouble.cut());
            long begin = System.nanoTime();

            assertThat(world.freight(image(registry.repository("team/app"), ImageSelection.SemVer, ""))
                            .images())
                    .extracting(Image::tag)
                    .containsExactly("1.49.99");

            // The registry asked twice to be left alone for a second.
            assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_800));
            long pages = registry.http().requests().stream()
                    .filter(request -> request.contains("/tags/list"))
                    .count();
            assertThat(pages).isEqualTo(TAGS / 250 + 3);
        }
    }

    @Test
    void twentyThousandCommitsAndTwoThousandTagsBehindAPassword() throws Exception {
        try (GitHttpServer server = GitHttpServer.withPassword(Files.createDirectory(temp.resolve("git")));
                DiscoveryWorld world = new DiscoveryWorld(temp)) {
            GitFixture repository = server.create("big");
            repository.importHistory("main", 20_000, 2_000);
            Subscription branch = Subscriptions.branch(server.url("big"), "main", "rare");
            Subscription tags = Subscriptions.tags(server.url("big"), CommitSelection.SemVer, "^1.0.0");

            assertThat(world.freight(branch).commits())
                    .extracting(GitCommit::message)
                    .containsExactly("commit 20000");
            assertThat(world.freight(tags).commits()).extracting(GitCommit::tag).containsExactly("v1.0.1999");

            String rare = repository.commit("main", "new", Map.of("rare", "new"));
            repository.commit("main", "other", Map.of("service-1/f", "new"));
            repository.tag("v1.1.0", rare);
            long comparisons = world.services().mirrors().usage().comparisons();
            long fetches = world.services().mirrors().usage().fetches();
            assertThat(world.freight(branch).commits())
                    .extracting(GitCommit::id)
                    .containsExactly(rare);
            assertThat(world.freight(tags).commits()).extracting(GitCommit::tag).containsExactly("v1.1.0");
            assertThat(world.services().mirrors().usage().comparisons()).isEqualTo(comparisons + 2);
            assertThat(world.services().mirrors().usage().fetches()).isEqualTo(fetches + 1);
        }
    }

    @Test
    void anIndexOfThirtyMegabytesFitsIntoAHeapOfSixtyFour() throws Exception {
        int charts = 31_000;
        try (LoopbackServer server = LoopbackServer.http(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write("apiVersion: v1\nentries:\n".getBytes(StandardCharsets.UTF_8));
                for (int i = 0; i < charts; i++) {
                    String entry = "  chart-" + i + ":\n  - name: chart-" + i + "\n    description: "
                            + "text ".repeat(190) + "\n    version: 1.0." + i + "\n";
                    out.write(entry.getBytes(StandardCharsets.UTF_8));
                }
            }
        })) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m"));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), SmallHeap.class.getName()));
            command.addAll(List.of(server.url(), "chart-" + (charts - 1), temp.toString()));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();

            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said.strip()).endsWith("[1.0.30999]");
        }
    }

    /** What a controller does with a chart subscription, in a process that ends when the heap does not suffice. */
    static final class SmallHeap {
        private SmallHeap() {}

        public static void main(String[] arguments) throws Exception {
            HttpGateway http = new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK));
            System.out.println(new ChartRepositories(http, Path.of(arguments[2]))
                    .versions(arguments[0], arguments[1], null, false));
        }
    }
}
