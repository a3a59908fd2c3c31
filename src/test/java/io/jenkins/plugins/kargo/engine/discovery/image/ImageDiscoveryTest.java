package io.jenkins.plugins.kargo.engine.discovery.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.discovery.Subscriptions;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Subscription.ImageSelection;
import io.jenkins.plugins.kargo.engine.oci.OciGateway;
import io.jenkins.plugins.kargo.engine.testing.RegistryDouble;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDiscoveryTest {
    private static final Instant CREATED = Instant.parse("2026-02-03T04:05:06Z");

    @TempDir
    Path temp;

    private final RegistryDouble registry = RegistryDouble.start();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void stop() {
        registry.close();
        threads.shutdownNow();
    }

    /** As after a restart of the controller: what is known is on disk. */
    private List<DiscoveredArtifact.Image> discover(Subscription.Image subscription) throws Exception {
        HttpSettings settings = HttpSettings.of(NetworkPolicy.LOOPBACK).withLimits(5000, 8, 3, Duration.ofSeconds(5));
        OciGateway gateway = new OciGateway(new HttpGateway(settings), temp.resolve("cache"));
        registry.http().forgetRequests();
        return new ImageDiscovery(gateway, threads).discover(subscription, CredentialResolver.NONE);
    }

    private Subscription.Image app(ImageSelection strategy, String constraint, String platform, int limit) {
        return Subscriptions.image(
                registry.repository("app"), strategy, constraint, List.of(), List.of(), platform, limit);
    }

    private long requests(String method, String what) {
        return registry.http().requests().stream()
                .filter(request -> request.startsWith(method) && request.contains("/" + what + "/"))
                .count();
    }

    private static TestImage at(int second) {
        return TestImage.image("linux/amd64", CREATED.plusSeconds(second));
    }

    @Test
    void semverTakesTheHighestVersionsUpToTheLimit() throws Exception {
        for (int i = 0; i < 30; i++) {
            registry.put("app", "1.0." + i, at(100 - i));
        }
        List<DiscoveredArtifact.Image> images = discover(app(ImageSelection.SemVer, "", "", 3));

        assertThat(images).extracting(DiscoveredArtifact.Image::tag).containsExactly("1.0.29", "1.0.28", "1.0.27");
        assertThat(images.get(0).createdAt()).isEqualTo(CREATED.plusSeconds(71));
        assertThat(requests("GET", "manifests")).isEqualTo(3);
    }

    @Test
    void newestBuildLooksAtAllAndGoesByTime() throws Exception {
        for (int i = 0; i < 40; i++) {
            registry.put("app", "build-" + i, at(i * 7 % 40));
        }
        assertThat(discover(app(ImageSelection.NewestBuild, "", "", 2)))
                .extracting(DiscoveredArtifact.Image::tag)
                .containsExactly("build-17", "build-34");
        assertThat(requests("GET", "manifests")).isEqualTo(40);

        discover(app(ImageSelection.NewestBuild, "", "", 2));
        assertThat(requests("GET", "manifests") + requests("GET", "blobs")).isZero();
        assertThat(requests("HEAD", "manifests")).isEqualTo(40);
    }

    @Test
    void indexesCostNoMoreRequestsThanKargoMakes() throws Exception {
        for (int i = 0; i < 20; i++) {
            TestImage arm = TestImage.image("linux/arm64", CREATED.plusSeconds(1000 + i));
            registry.put("app", "t" + i, TestImage.index(Map.of(), at(i), arm));
        }
        discover(app(ImageSelection.NewestBuild, "", "linux/arm64", 3));
        assertThat(requests("GET", "manifests") + requests("GET", "blobs")).isEqualTo(20 * (1 + 2 * 2));

        for (int i = 0; i < 20; i++) {
            Map<String, String> created = Map.of(
                    "org.opencontainers.image.created", CREATED.plusSeconds(i).toString());
            registry.put("annotated", "t" + i, TestImage.index(created, at(i)));
        }
        discover(Subscriptions.image(
                registry.repository("annotated"), ImageSelection.NewestBuild, "", List.of(), List.of(), "", 3));
        assertThat(requests("GET", "manifests") + requests("GET", "blobs")).isEqualTo(20);
    }

    @Test
    void tagsOfOneImageReadItOnce() throws Exception {
        TestImage index = TestImage.index(Map.of(), at(1), TestImage.image("linux/arm64", CREATED));
        for (int i = 0; i < 50; i++) {
            registry.put("app", "t" + i, index);
        }

        assertThat(discover(app(ImageSelection.NewestBuild, "", "", 5))).hasSize(5);

        assertThat(requests("GET", "manifests") + requests("GET", "blobs")).isEqualTo(50 + 2 * 2);
    }

    @Test
    void imagesForOtherPlatformsCostNoMoreThanTheirIndex() throws Exception {
        for (int i = 0; i < 20; i++) {
            registry.put("app", "t" + i, TestImage.index(Map.of(), TestImage.image("linux/s390x", CREATED)));
        }
        registry.put("app", "mine", TestImage.index(Map.of(), at(1)));

        assertThat(discover(app(ImageSelection.NewestBuild, "", "linux/amd64", 5)))
                .extracting(DiscoveredArtifact.Image::tag)
                .containsExactly("mine");

        assertThat(requests("GET", "manifests") + requests("GET", "blobs")).isEqualTo(20 + 1 + 2);
    }

    @Test
    void cacheByTagAsksForTheTagsOnly() throws Exception {
        for (int i = 0; i < 10; i++) {
            registry.put("app", "build-" + i, at(i));
        }
        Subscription.Image subscription = new Subscription.Image(
                "",
                registry.repository("app"),
                ImageSelection.NewestBuild,
                "",
                true,
                List.of(),
                List.of(),
                "",
                5,
                true,
                false);
        List<DiscoveredArtifact.Image> cold = discover(subscription);
        registry.put("app", "build-11", at(11));

        List<DiscoveredArtifact.Image> warm = discover(subscription);

        assertThat(warm).first().extracting(DiscoveredArtifact.Image::tag).isEqualTo("build-11");
        assertThat(warm).containsSubsequence(cold.subList(0, 4));
        assertThat(requests("GET", "manifests")).isEqualTo(1);
        assertThat(requests("HEAD", "manifests")).isZero();
    }

    @Test
    void digestFollowsAMovingTag() throws Exception {
        String first = registry.put("app", "latest", at(1));
        Subscription.Image subscription = app(ImageSelection.Digest, "latest", "", 20);

        assertThat(discover(subscription)).singleElement().satisfies(image -> {
            assertThat(image.tag()).isEqualTo("latest");
            assertThat(image.digest()).isEqualTo(first);
        });
        String second = registry.put("app", "latest", at(2));
        assertThat(discover(subscription))
                .singleElement()
                .satisfies(image -> assertThat(image.digest()).isEqualTo(second));
        assertThat(registry.http().requests()).noneMatch(request -> request.contains("tags/list"));
        assertThat(discover(app(ImageSelection.Digest, "nowhere", "", 20))).isEmpty();
    }

    @Test
    void platformsLeaveOutImagesWithoutThemAndSingleImagesHaveTheirOwn() throws Exception {
        registry.put("app", "4.0.0", TestImage.index(Map.of(), TestImage.image("linux/amd64", CREATED)));
        registry.put("app", "3.0.0", TestImage.image("linux/arm64", CREATED));
        registry.put("app", "2.0.0", TestImage.image("linux/arm/v7", CREATED));
        registry.put(
                "app",
                "1.0.0",
                TestImage.index(
                        Map.of("k", "index"),
                        TestImage.image("linux/amd64", CREATED),
                        TestImage.image("linux/arm64", CREATED)));

        assertThat(discover(app(ImageSelection.SemVer, "", "linux/arm64", 5)))
                .extracting(DiscoveredArtifact.Image::tag)
                .containsExactly("3.0.0", "1.0.0");
        assertThat(discover(app(ImageSelection.SemVer, "", "linux/arm/v7", 1)))
                .extracting(DiscoveredArtifact.Image::tag)
                .containsExactly("2.0.0");
        assertThat(discover(app(ImageSelection.NewestBuild, "", "windows/amd64", 5)))
                .isEmpty();
    }

    @Test
    void oneBadManifestNamesItsTag() throws Exception {
        registry.put("app", "1.0.0", at(1));
        registry.putRaw("app", "1.0.1", TestImage.OCI_MANIFEST, "{}");

        assertThatThrownBy(() -> discover(app(ImageSelection.SemVer, "", "", 5)))
                .hasMessageStartingWith("tag 1.0.1: " + registry.repository("app"));
    }

    @Test
    void aTagThatVanishesMeanwhileIsLeftOut() throws Exception {
        registry.put("app", "1.0.0", at(1));
        registry.put("app", "1.0.1", at(2));
        registry.next(path -> path.endsWith("/manifests/1.0.1"), RegistryDouble.status(404));

        assertThat(discover(app(ImageSelection.SemVer, "", "", 5)))
                .extracting(DiscoveredArtifact.Image::tag)
                .containsExactly("1.0.0");
    }
}
