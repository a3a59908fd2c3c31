package io.jenkins.plugins.kargo.engine.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.RegistryDouble;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageReaderTest {
    private static final String CREATED_KEY = "org.opencontainers.image.created";
    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2026-06-01T00:00:00Z");

    private static final Platform AMD64 = Platform.parse("linux/amd64");

    @TempDir
    Path temp;

    private final RegistryDouble registry = RegistryDouble.start();

    @AfterEach
    void stop() {
        registry.close();
    }

    private ImageMetadata read(String tag, @CheckForNull Platform wanted) throws Exception {
        return tryRead(tag, wanted, false).orElseThrow();
    }

    /** A gateway of its own each time, as after a restart: only the disk remembers. */
    private Optional<ImageMetadata> tryRead(String tag, @CheckForNull Platform wanted, boolean cacheByTag)
            throws Exception {
        OciGateway gateway =
                new OciGateway(new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK)), temp.resolve("cache"));
        OciRepository repository = gateway.repository(RepositoryName.parse(registry.repository("app")), null, false);
        repository.tags();
        registry.http().forgetRequests();
        try (ImageReader reader = new ImageReader(gateway, repository, cacheByTag, wanted)) {
            return reader.read(tag);
        }
    }

    private List<String> kinds() {
        return registry.http().requests().stream()
                .map(request -> request.replaceFirst("/v2/app/(\\w+)/.*", "$1"))
                .toList();
    }

    @Test
    void anImagesOwnAnnotationSavesItsConfig() throws Exception {
        registry.put(
                "app",
                "1",
                TestImage.image("linux/amd64", EARLY, Map.of(CREATED_KEY, LATE.toString(), "a", "b"), Map.of()));

        ImageMetadata image = read("1", null);

        assertThat(image.createdAt()).isEqualTo(LATE);
        assertThat(image.annotations()).containsEntry("a", "b");
        assertThat(kinds()).containsExactly("GET manifests");
        assertThat(read("1", AMD64).variants())
                .extracting(v -> v.platform().toString())
                .containsExactly("linux/amd64");
        assertThat(kinds()).containsExactly("GET manifests", "GET blobs");
    }

    @Test
    void otherwiseTheConfigAndItsLabelsSayWhenAndForWhatItWasMade() throws Exception {
        registry.put(
                "app", "1", TestImage.image("linux/arm/v7", EARLY, Map.of(), Map.of(CREATED_KEY, LATE.toString())));

        ImageMetadata image = read("1", Platform.parse("linux/arm/v7"));

        assertThat(image.createdAt()).isEqualTo(LATE);
        assertThat(image.variant(Platform.parse("linux/arm/v7"))).isPresent();
        assertThat(image.variant(Platform.parse("linux/arm"))).isEmpty();
    }

    @Test
    void anIndexTakesTheTimeOfItsNewestImageAndLeavesAttestationsOut() throws Exception {
        registry.put(
                "app",
                "1",
                TestImage.index(
                        Map.of("index", "yes"),
                        TestImage.image("linux/amd64", EARLY),
                        TestImage.image("linux/arm64", LATE),
                        TestImage.attestation()));

        ImageMetadata image = read("1", null);

        assertThat(image.createdAt()).isEqualTo(LATE);
        assertThat(image.variants())
                .extracting(v -> v.platform().toString())
                .containsExactly("linux/amd64", "linux/arm64");
        assertThat(kinds()).hasSize(5);
    }

    @Test
    void annotationsOfTheIndexOrItsEntriesSaveAllFurtherRequests() throws Exception {
        TestImage amd = TestImage.image("linux/amd64", EARLY);
        registry.put("app", "index", TestImage.index(Map.of(CREATED_KEY, LATE.toString()), amd));
        registry.put(
                "app",
                "entry",
                TestImage.index(
                        TestImage.DOCKER_LIST,
                        Map.of("k", "index"),
                        Map.of(CREATED_KEY, LATE.toString(), "k", "entry"),
                        amd));

        assertThat(read("index", null).createdAt()).isEqualTo(LATE);
        assertThat(kinds()).containsExactly("GET manifests");
        ImageMetadata entry = read("entry", null);
        assertThat(entry.createdAt()).isEqualTo(LATE);
        assertThat(kinds()).containsExactly("GET manifests");
        assertThat(entry.annotationsFor(Platform.parse("linux/amd64"))).containsEntry("k", "entry");
        assertThat(entry.annotationsFor(null)).containsEntry("k", "index");
    }

    @Test
    void indexesForOtherPlatformsAreReadNoFurtherUntilTheirTimeMatters() throws Exception {
        registry.put("app", "1", TestImage.index(Map.of(), TestImage.image("linux/arm64", LATE)));

        assertThat(read("1", AMD64).variant(AMD64)).isEmpty();
        assertThat(kinds()).containsExactly("GET manifests");
        assertThat(read("1", AMD64).variant(AMD64)).isEmpty();
        assertThat(kinds()).containsExactly("HEAD manifests");

        assertThat(read("1", Platform.parse("linux/arm64")).createdAt()).isEqualTo(LATE);
        assertThat(kinds()).containsExactly("GET manifests", "GET manifests", "GET blobs");
        assertThat(read("1", null).createdAt()).isEqualTo(LATE);
        assertThat(kinds()).containsExactly("HEAD manifests");
    }

    @Test
    void whatIsOnDiskCostsOneHeadAndNothingByTag() throws Exception {
        TestImage first = TestImage.index(Map.of(), TestImage.image("linux/amd64", EARLY));
        registry.put("app", "1", first);
        ImageMetadata cold = read("1", null);

        assertThat(read("1", null)).isEqualTo(cold);
        assertThat(kinds()).containsExactly("HEAD manifests");
        assertThat(tryRead("1", null, true)).contains(cold);
        assertThat(kinds()).isEmpty();

        registry.put("app", "1", TestImage.image("linux/amd64", LATE));
        assertThat(read("1", null).createdAt()).isEqualTo(LATE);
        assertThat(kinds()).containsExactly("HEAD manifests", "GET manifests", "GET blobs");
    }

    @Test
    void theCacheAnswersOnlyWhoseCredentialTheRegistryAccepted() throws Exception {
        registry.put("app", "1", TestImage.image("linux/amd64", EARLY));
        read("1", null);
        registry.basic(BasicCredentials.RIGHT);
        OciGateway gateway =
                new OciGateway(new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK)), temp.resolve("cache"));
        OciRepository repository = gateway.repository(
                RepositoryName.parse(registry.repository("app")), BasicCredentials.WRONG.credential(), false);

        ImageReader reader = new ImageReader(gateway, repository, true, null);

        assertThatThrownBy(() -> reader.read("1")).hasMessageContaining("refuses the credential");
    }

    @Test
    void aDamagedCacheIsBuiltAnew() throws Exception {
        registry.put("app", "1", TestImage.image("linux/amd64", EARLY));
        ImageMetadata cold = read("1", null);
        try (Stream<Path> files = Files.walk(temp.resolve("cache"))) {
            Files.writeString(files.filter(Files::isRegularFile).findFirst().orElseThrow(), "rubbish");
        }

        assertThat(read("1", null)).isEqualTo(cold);
        assertThat(kinds()).containsExactly("GET manifests", "GET blobs");
    }

    @Test
    void configsAreReadFromAnotherHostWithoutTheCredential() throws Exception {
        TestImage image = TestImage.image("linux/amd64", EARLY);
        registry.basic(BasicCredentials.RIGHT);
        registry.put("app", "1", image);
        String[] seen = {"not asked"};
        try (LoopbackServer bucket = LoopbackServer.http(e -> {
            seen[0] = e.getRequestHeaders().getFirst("Authorization");
            LoopbackServer.answer(
                    e, 200, "application/octet-stream", image.blobs().get(0));
        })) {
            registry.redirectBlobsTo(URI.create(bucket.url()));
            OciGateway gateway = new OciGateway(new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK)), temp);
            OciRepository repository = gateway.repository(
                    RepositoryName.parse(registry.repository("app")), BasicCredentials.RIGHT.credential(), false);

            assertThat(new ImageReader(gateway, repository, false, null)
                            .read("1")
                            .orElseThrow()
                            .createdAt())
                    .isEqualTo(EARLY);
            assertThat(seen[0]).isNull();
        }
    }

    @Test
    void whatIsNoImageIsRefused() throws Exception {
        registry.putRaw("app", "old", "application/vnd.docker.distribution.manifest.v1+prettyjws", "{}");
        registry.put("app", "empty", TestImage.index(Map.of(), TestImage.attestation()));
        registry.next(
                path -> path.endsWith("/manifests/odd"),
                e -> LoopbackServer.answer(
                        e, 200, "application/vnd.docker.distribution.manifest.v1+prettyjws", new byte[] {'{', '}'}));

        assertThatThrownBy(() -> read("odd", null)).hasMessageContaining("unknown artifact type");
        assertThatThrownBy(() -> read("empty", null)).hasMessageContaining("has no entry with a platform");
        assertThat(tryRead("none", null, false)).isEmpty();
    }
}
