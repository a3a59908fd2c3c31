package io.jenkins.plugins.kargo.engine.promotion.step.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import io.jenkins.plugins.kargo.engine.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real kustomize, as kubectl has it. */
class KustomizeStepsTest {
    @TempDir
    private Path temp;

    private LocalWorkspace workspace;
    private StepFixture steps;

    @BeforeEach
    void kustomization() throws IOException {
        steps = new StepFixture("p");
        workspace = new LocalWorkspace(temp, steps.promotionLog()).withEnvironment("PATH", Tools.path("kubectl"));
        steps.workspace(workspace);
        write("src/base/kustomization.yaml", "resources: [app.yaml]\n");
        write("src/base/app.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: Web}
            spec:
              template:
                spec:
                  containers: [{name: web, image: example/web}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: reader}
            """);
        write("src/prod/kustomization.yaml", "namespace: prod\nresources:\n- ../base\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = workspace.workDir().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String read(String path) throws IOException {
        return Files.readString(workspace.workDir().resolve(path));
    }

    private List<String> files(String path) throws IOException {
        try (Stream<Path> files = Files.list(workspace.workDir().resolve(path))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Object setImages(Object... images) throws Exception {
        Map<String, Object> config = Map.of("path", "src/prod", "images", List.of(images));
        return steps.run(new KustomizeSetImageStep(), config).output();
    }

    private void build(String outPath, String... format) throws Exception {
        Map<String, Object> config = format.length == 0
                ? Map.of("path", "src/prod", "outPath", outPath)
                : Map.of("path", "src/prod", "outPath", outPath, "outputFormat", format[0]);
        steps.run(new KustomizeBuildStep(), config);
    }

    @Test
    void theListedImagesAreSetAndRendered() throws Exception {
        Object output = setImages(
                Map.of("image", "example/web", "newName", "registry.example.com/web", "tag", "1.2"),
                Map.of("image", "other", "name", "alias", "digest", "sha256:1"));
        assertThat(output)
                .isEqualTo(Map.of(
                        "commitMessage",
                        "Updated src/prod to use new images\n\n- alias@sha256:1\n- registry.example.com/web:1.2"));
        assertThat(read("src/prod/kustomization.yaml"))
                .contains("- name: example/web\n  newName: registry.example.com/web");
        assertThat(workspace.calls()).containsExactly("files SetImages");
        build("out/all.yaml");
        assertThat(read("out/all.yaml")).contains("image: registry.example.com/web:1.2", "namespace: prod");
    }

    @Test
    void theMessageNamesWhatAnAsteriskKept() throws Exception {
        write("src/prod/kustomization.yaml", """
            resources: [../base]
            images:
            - {name: example/web, newName: registry.example.com/web, newTag: "1.1"}
            - {name: other, newTag: v9}
            """);
        assertThat(setImages(Map.of("image", "example/web", "newName", "*", "tag", "1.2")))
                .isEqualTo(
                        Map.of("commitMessage", "Updated src/prod to use new image\n\n- registry.example.com/web:1.2"));
        assertThat(setImages(Map.of("image", "example/web", "newName", "*", "tag", "*")))
                .asString()
                .contains("- registry.example.com/web:1.2");
        assertThat(setImages(Map.of("image", "new", "newName", "*", "tag", "1")))
                .asString()
                .contains("\n- new:1}");
    }

    private static Freight freight(String warehouse, String repository) {
        return new Freight(
                "f-" + warehouse,
                "",
                FreightOrigin.warehouse(warehouse),
                List.of(),
                List.of(new Image(repository, "1.3", "sha256:9", Map.of(), "")),
                List.of(),
                List.of(),
                Instant.EPOCH);
    }

    @Test
    void withoutAListTheImagesOfTheFreightAreSet() throws Exception {
        steps.freight(freight("w", "example/web"));
        Map<String, Object> config = Map.of("path", "src/prod");
        assertThat(steps.run(new KustomizeSetImageStep(), config).output())
                .isEqualTo(Map.of("commitMessage", "Updated src/prod to use new image\n\n- example/web:1.3@sha256:9"));
        assertThat(read("src/prod/kustomization.yaml"))
                .endsWith("- name: example/web\n  newTag: \"1.3\"\n  digest: sha256:9\n");
        steps.freight();
        assertThat(steps.run(new KustomizeSetImageStep(), config).output()).isNull();
    }

    @Test
    void twoWarehousesWithTheSameImageAreAmbiguous() {
        FreightRequest.Sources direct = new FreightRequest.Sources(
                true,
                List.of(),
                null,
                FreightRequest.AvailabilityStrategy.OneOf,
                FreightRequest.SelectionPolicy.NewestFreight);
        Map<String, Warehouse> warehouses = Map.of("a", warehouse("a"), "b", warehouse("b"));
        Stage stage = new Stage(
                new Metadata("test", Map.of(), Map.of()),
                List.of(),
                List.of(
                        new FreightRequest(FreightOrigin.warehouse("a"), direct),
                        new FreightRequest(FreightOrigin.warehouse("b"), direct)),
                List.of(),
                List.of(),
                null);
        steps.configuration(new Configuration(
                        null,
                        warehouses,
                        Map.of("test", stage),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        Map.of()))
                .freight(freight("a", "example/web"));
        assertThatThrownBy(() -> steps.run(new KustomizeSetImageStep(), Map.of("path", "src/prod")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("manual configuration required due to ambiguous result")
                .hasMessageContaining("example/web");
    }

    private static Warehouse warehouse(String name) {
        Subscription image = new Subscription.Image(
                "",
                "example/web",
                Subscription.ImageSelection.SemVer,
                "",
                true,
                List.of(),
                List.of(),
                "",
                20,
                false,
                false);
        return new Warehouse(
                new Metadata(name, Map.of(), Map.of()),
                Warehouse.DEFAULT_INTERVAL,
                Warehouse.FreightCreationPolicy.Automatic,
                "",
                List.of(image));
    }

    @Test
    void aDirectoryNeedsExactlyOneKustomization() throws Exception {
        write("none/x", "");
        assertThatThrownBy(() -> steps.run(new KustomizeSetImageStep(), Map.of("path", "none")))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "could not discover kustomization file: could not find any Kustomization files in \"none\"");
        write("src/prod/Kustomization", "");
        assertThatThrownBy(() -> steps.run(new KustomizeSetImageStep(), Map.of("path", "src/prod")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ambiguous result: found multiple Kustomization files in \"src/prod\"");
        assertThatThrownBy(() -> build("o.yaml")).hasMessageContaining("ambiguous result");
    }

    @Test
    void aDirectoryGetsAFileForEachResourceInTheNamesOfKargoOrKustomize() throws Exception {
        build("out");
        assertThat(files("out")).containsExactly("clusterrole-reader.yaml", "prod-deployment-web.yaml");
        assertThat(read("out/clusterrole-reader.yaml"))
                .isEqualTo("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: reader\n");
        assertThat(workspace.calls())
                .containsExactly("files PrepareBuild", "exec kustomize", "exec kubectl", "files DivideBuild");
        build("other", "kustomize");
        assertThat(files("other"))
                .containsExactly("apps_v1_deployment_web.yaml", "rbac.authorization.k8s.io_v1_clusterrole_reader.yaml");
        assertThat(files(".kargo/kustomize")).isEmpty();
    }

    @Test
    void aKustomizationThatDoesNotRenderIsAnErrorInItsWords() throws Exception {
        write("src/prod/kustomization.yaml", "resources: [nope.yaml]\n");
        assertThatThrownBy(() -> build("o.yaml"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("kubectl kustomize failed with exit code 1")
                .hasMessageContaining("nope.yaml");
    }

    @Test
    void missingToolsAreNamed() {
        workspace.withEnvironment("PATH", temp.toString());
        assertThatThrownBy(() -> build("o.yaml"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining(
                        "kustomize-build needs kustomize or kubectl, and neither is on the PATH " + temp + " of");
    }

    @Test
    void nothingOutsideTheWorkDirIsRead() throws Exception {
        Files.writeString(temp.resolve("secret.yaml"), "kind: Secret\nmetadata: {name: s}\n");
        for (String text : new String[] {
            "resources: [../../../secret.yaml]",
            "patches: [{path: ../../../secret.yaml}]",
            "configMapGenerator: [{name: c, files: [key=../../../secret.yaml]}]",
            "configMapGenerator: [{name: c, envs: [/etc/hostname]}]",
            "components: [../../../x]",
            "helmGlobals: {chartHome: ../../..}",
            "helmCharts: [{name: a, valuesFile: ../../../secret.yaml}]"
        }) {
            write("src/prod/kustomization.yaml", text + "\n");
            assertThatThrownBy(() -> build("o.yaml"))
                    .as(text)
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("kustomization src/prod/kustomization.yaml: path")
                    .hasMessageContaining("leaves the work dir");
        }
        write("src/prod/kustomization.yaml", "resources: [../base]\n");
        Files.createSymbolicLink(workspace.workDir().resolve("src/base/link.yaml"), temp.resolve("secret.yaml"));
        write("src/base/kustomization.yaml", "resources: [link.yaml]\n");
        assertThatThrownBy(() -> build("o.yaml"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("kustomization src/base/kustomization.yaml")
                .hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> build("../o.yaml")).isInstanceOf(StepFailure.class);
    }
}
