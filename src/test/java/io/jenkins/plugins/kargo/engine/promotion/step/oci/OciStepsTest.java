package io.jenkins.plugins.kargo.engine.promotion.step.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.oci.OciGateway;
import io.jenkins.plugins.kargo.engine.oci.RepositoryName;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.DockerRegistry;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** oci-push and oci-download with Docker's own registry, behind a password. */
class OciStepsTest {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path temp;

    private final StepFixture steps = new StepFixture("test.01j2w7.abcdef1");
    private final List<String> asked = new ArrayList<>();
    private DockerRegistry registry;
    private DockerRegistry other;
    private LocalWorkspace workspace;
    private Gateways gateways;

    @BeforeEach
    void start() throws IOException {
        registry = DockerRegistry.withPassword(Files.createDirectory(temp.resolve("registry")));
        other = DockerRegistry.withPassword(Files.createDirectory(temp.resolve("other")));
        workspace = new LocalWorkspace(temp, steps.promotionLog());
        gateways = Gateways.of(NetworkPolicy.LOOPBACK, temp.resolve("transfer"));
        steps.workspace(workspace).credentials((url, access) -> {
            asked.add(access + " " + url);
            return Optional.of(BasicCredentials.RIGHT.credential());
        });
    }

    @AfterEach
    void stop() {
        registry.close();
        other.close();
    }

    private StepResult push(String source, String destination, Object... more) throws Exception {
        Map<String, Object> config = new HashMap<>(Map.of("srcRef", source, "destRef", destination));
        for (int i = 0; i < more.length; i += 2) {
            config.put((String) more[i], more[i + 1]);
        }
        return steps.run(new OciPushStep(gateways), config);
    }

    private JsonNode manifest(String repository, String reference) throws Exception {
        OciGateway gateway = gateways.registries().get();
        return gateway.repository(RepositoryName.parse(repository), BasicCredentials.RIGHT.credential(), false)
                .manifest(reference)
                .orElseThrow()
                .content();
    }

    @Test
    void anImageGetsAnotherTagInItsOwnRepository() throws Exception {
        String digest = registry.push("shop/app", "1.0.0", TestImage.image("linux/amd64", CREATED));
        String app = registry.repository("shop/app");
        StepResult result = push(app + ":1.0.0", app + ":prod");
        assertThat(result.output()).isEqualTo(Map.of("image", app + ":prod", "digest", digest, "tag", "prod"));
        assertThat(manifest(app, "prod")).isEqualTo(manifest(app, "1.0.0"));
        assertThat(asked).containsExactly("READ http://" + app, "WRITE http://" + app);
    }

    @Test
    void anIndexGoesToAnotherRegistryWithAllThatBelongsToIt() throws Exception {
        TestImage index = TestImage.index(
                Map.of(), TestImage.image("linux/amd64", CREATED), TestImage.docker("linux/arm64", CREATED));
        String digest = registry.push("shop/app", "1.0.0", index);
        String target = other.repository("mirror/app");
        StepResult result = push("oci://" + registry.repository("shop/app") + "@" + digest, "oci://" + target + ":1.0");
        assertThat(result.output()).containsEntry("digest", digest).containsEntry("image", target + ":1.0");
        assertThat(manifest(target, "1.0").path("manifests")).hasSize(2);
        for (JsonNode child : manifest(target, "1.0").path("manifests")) {
            assertThat(manifest(target, child.path("digest").asText()).path("layers"))
                    .isNotEmpty();
        }
        assertThat(temp.resolve("transfer")).isEmptyDirectory();
        // Once more: everything is there already.
        assertThat(push(registry.repository("shop/app") + ":1.0.0", target + ":1.0")
                        .output())
                .containsEntry("digest", digest);
    }

    @Test
    void aRepositoryOfTheSameRegistrySharesItsBlobs() throws Exception {
        String digest = registry.push("shop/app", "1.0.0", TestImage.image("linux/amd64", CREATED));
        assertThat(push(registry.repository("shop/app") + ":1.0.0", registry.repository("shop/copy") + ":1")
                        .output())
                .containsEntry("digest", digest);
        assertThat(temp.resolve("transfer")).doesNotExist();
    }

    @Test
    void annotationsAreSetOnTheIndexOrOnEachImage() throws Exception {
        TestImage index = TestImage.index(Map.of("kept", "yes"), TestImage.image("linux/amd64", CREATED));
        String digest = registry.push("shop/app", "1.0.0", index);
        String app = registry.repository("shop/app");
        Map<String, Object> annotations = Map.of("index:stage", "prod", "manifest:a", "1", "b", "2");
        StepResult result = push(app + ":1.0.0", app + ":prod", "annotations", annotations);
        assertThat(result.output().get("digest")).isNotEqualTo(digest);
        JsonNode pushed = manifest(app, "prod");
        assertThat(pushed.path("annotations"))
                .isEqualTo(new ObjectMapper().readTree("{\"kept\": \"yes\", \"stage\": \"prod\"}"));
        JsonNode child =
                manifest(app, pushed.path("manifests").path(0).path("digest").asText());
        assertThat(child.path("annotations")).isEqualTo(new ObjectMapper().readTree("{\"a\": \"1\", \"b\": \"2\"}"));
        assertThat(pushed.path("manifests").path(0).path("platform").path("os").asText())
                .isEqualTo("linux");
    }

    @Test
    void whatIsNotThereIsSaid() {
        String app = registry.repository("shop/app");
        assertThatThrownBy(() -> push(app + ":9", app + ":prod"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no \"9\"");
    }

    @Test
    void aPreviewPushesNothing() throws Exception {
        String app = registry.repository("shop/app");
        steps.preview();
        assertThat(push(app + ":1", app + ":2").status()).isEqualTo(StepStatus.Skipped);
        assertThat(asked).isEmpty();
    }

    private void download(Object... config) throws Exception {
        Map<String, Object> all = new HashMap<>();
        for (int i = 0; i < config.length; i += 2) {
            all.put((String) config[i], config[i + 1]);
        }
        steps.run(new OciDownloadStep(gateways), all);
    }

    @Test
    void aChartIsDownloadedByItsTagInOneRoundTrip() throws Exception {
        TestImage chart = TestImage.chart("guestbook", "1.2.3");
        registry.push("charts/guestbook", "1.2.3", chart);
        String reference = "oci://" + registry.repository("charts/guestbook") + ":1.2.3";
        download("imageRef", reference, "outPath", "out/chart.tgz");
        Path file = workspace.workDir().resolve("out/chart.tgz");
        assertThat(chart.blobs()).contains(Files.readAllBytes(file));
        assertThat(workspace.calls()).containsExactly("files Download");
        assertThatThrownBy(() -> download("imageRef", reference, "outPath", "out/chart.tgz"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("already exists");
        download("imageRef", reference, "outPath", "out/chart.tgz", "allowOverwrite", true);
        assertThatThrownBy(() -> download("imageRef", reference, "outPath", "x", "mediaType", "text/plain"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("no layer with the media type text/plain");
    }

    @Test
    void ofAnIndexTheImageForLinuxOnAmd64IsTaken() throws Exception {
        String layer = "application/vnd.oci.image.layer.v1.tar+gzip";
        TestImage arm = TestImage.docker("linux/arm64", CREATED);
        registry.push("shop/app", "1", TestImage.index(Map.of(), arm, TestImage.image("linux/amd64", CREATED)));
        download("imageRef", registry.repository("shop/app") + ":1", "outPath", "layer", "mediaType", layer);
        assertThat(workspace.workDir().resolve("layer")).isNotEmptyFile();
        registry.push("shop/app", "arm", TestImage.index(Map.of(), arm));
        download("imageRef", registry.repository("shop/app") + ":arm", "outPath", "only");
        assertThat(workspace.workDir().resolve("only")).isNotEmptyFile();
    }

    @Test
    void aMissingArtifactIsAnErrorThatMayPass() {
        assertThatThrownBy(() -> download("imageRef", registry.repository("shop/none") + ":1", "outPath", "layer"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no");
    }
}
