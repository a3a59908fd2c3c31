package io.jenkins.plugins.kargo.engine.promotion.step.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.ChartRepository;
import io.jenkins.plugins.kargo.engine.testing.DockerRegistry;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import io.jenkins.plugins.kargo.engine.testing.TestChart;
import io.jenkins.plugins.kargo.engine.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real helm. */
class HelmTemplateStepTest {
    @TempDir
    private Path temp;

    private LocalWorkspace workspace;
    private StepFixture steps;

    @BeforeEach
    void chart() throws IOException {
        steps = new StepFixture("p");
        workspace = new LocalWorkspace(temp, steps.promotionLog()).withEnvironment("PATH", Tools.path("helm"));
        steps.workspace(workspace);
        write("charts/app/Chart.yaml", "apiVersion: v2\nname: app\nversion: 1.0.0\n");
        write("charts/app/values.yaml", "image: {tag: none}\nreplicas: 1\n");
        write("charts/app/templates/main.yaml", """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: {{ .Release.Name }}
              namespace: {{ .Release.Namespace }}
            data:
              tag: {{ .Values.image.tag | quote }}
              kind: {{ kindOf .Values.replicas }}
              kube: {{ .Capabilities.KubeVersion.Version }}
              extra: {{ .Capabilities.APIVersions.Has "example.com/v1" | quote }}
            ---
            apiVersion: apps.example.com/v1
            kind: Deployment
            metadata: {name: Web}
            """);
        write("charts/app/templates/hook.yaml", hook("job", "pre-install"));
        write("charts/app/templates/test.yaml", hook("check", "test"));
        write("charts/app/crds/crd.yaml", "apiVersion: v1\nkind: CustomResourceDefinition\nmetadata: {name: crd}\n");
    }

    private static String hook(String name, String event) {
        return "apiVersion: v1\nkind: Pod\nmetadata:\n  name: " + name + "\n  annotations: {helm.sh/hook: " + event
                + "}\n";
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
        Path root = workspace.workDir().resolve(path);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private void render(String outPath, Object... more) throws Exception {
        Map<String, Object> config =
                new HashMap<>(Map.of("path", "charts/app", "outPath", outPath, "releaseName", "web"));
        for (int i = 0; i < more.length; i += 2) {
            config.put((String) more[i], more[i + 1]);
        }
        steps.run(new HelmTemplateStep(), config);
    }

    @Test
    void rendersIntoAFileWithHooksAtItsEnd() throws Exception {
        render("out/all.yaml");
        String text = read("out/all.yaml");
        assertThat(text)
                .startsWith("---\n# Source: app/templates/main.yaml\n")
                .contains("namespace: guestbook", "tag: \"none\"", "kind: Deployment", "name: job", "name: check")
                .doesNotContain("CustomResourceDefinition")
                .endsWith("\n");
        assertThat(text.indexOf("name: job")).isGreaterThan(text.indexOf("kind: Deployment"));
        assertThat(workspace.calls()).containsExactly("files PrepareChart", "exec helm", "files WriteManifests");
    }

    @Test
    void valuesComeFromFilesThenFromSetValues() throws Exception {
        write("values/a,b.yaml", "image: {tag: file}\nreplicas: 2\n");
        write("values/prod.yaml", "image: {tag: prod}\n");
        List<Object> set = List.of(Map.of("key", "replicas", "value", "3", "literal", true));
        render("o.yaml", "valuesFiles", List.of("values/a,b.yaml", "/values/prod.yaml"), "setValues", set);
        assertThat(read("o.yaml")).contains("tag: \"prod\"", "kind: string");
        render("o.yaml", "setValues", List.of(Map.of("key", "image.tag", "value", "1.2.3")));
        assertThat(read("o.yaml")).contains("tag: \"1.2.3\"");
    }

    @Test
    void everyOptionReachesHelm() throws Exception {
        render(
                "o.yaml",
                "namespace",
                "prod",
                "includeCRDs",
                true,
                "skipTests",
                true,
                "kubeVersion",
                "1.29.0",
                "apiVersions",
                List.of("example.com/v1"));
        assertThat(read("o.yaml"))
                .contains(
                        "CustomResourceDefinition", "namespace: prod", "kube: v1.29.0", "extra: \"true\"", "name: job")
                .doesNotContain("name: check");
        render("o.yaml", "disableHooks", true);
        assertThat(read("o.yaml")).doesNotContain("name: job", "name: check");
    }

    @Test
    void helmsOwnLayoutNeedsNoSecondRoundTripForTheManifests() throws Exception {
        render("out");
        assertThat(files("out"))
                .containsExactly("app/templates/hook.yaml", "app/templates/main.yaml", "app/templates/test.yaml");
        assertThat(workspace.calls()).containsExactly("files PrepareChart", "exec helm");
        render("named", "useReleaseName", true, "outLayout", "helm");
        assertThat(files("named")).contains("web/app/templates/main.yaml");
    }

    @Test
    void theFlatLayoutHasAFileForEachResource() throws Exception {
        render("out", "outLayout", "flat");
        assertThat(files("out"))
                .containsExactly(
                        "apps_example_com-deployment-web.yaml",
                        "configmap-guestbook-web.yaml",
                        "pod-check.yaml",
                        "pod-job.yaml");
        assertThat(read("out/apps_example_com-deployment-web.yaml"))
                .isEqualTo("# Source: app/templates/main.yaml\n"
                        + "apiVersion: apps.example.com/v1\n"
                        + "kind: Deployment\n"
                        + "metadata: {name: Web}");
    }

    @Test
    void resourcesWithoutANameAndThoseOfOneNameAreAllWritten() throws Exception {
        write(
                "charts/app/templates/main.yaml",
                "a: 1\n---\nb: 2\n---\nkind: X\nmetadata: {name: m}\nc: 3\n---\nkind: X\nmetadata: {name: m}\nc: 4\n");
        render("out", "outLayout", "flat", "disableHooks", true);
        assertThat(files("out")).containsExactly("resource-0.yaml", "resource-1.yaml", "x-m.yaml");
        assertThat(read("out/x-m.yaml")).contains("c: 3\n---\n", "c: 4");
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() throws Exception {
        write("charts/app/templates/main.yaml", "kind: X\nmetadata: {name: ../../../escaped}\n");
        assertThatThrownBy(() -> render("out", "outLayout", "flat"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("not a plain file name");
    }

    @Test
    void aChartThatDoesNotRenderIsAnErrorInHelmsWords() throws Exception {
        write("charts/app/templates/main.yaml", "{{ fail \"boom\" }}\n");
        assertThatThrownBy(() -> render("o.yaml"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("failed to render chart: helm template failed with exit code 1")
                .hasMessageContaining("boom");
        assertThat(workspace.workDir().resolve("o.yaml")).doesNotExist();
    }

    @Test
    void aMissingHelmIsNamedWithTheStepAndWhatToInstall() {
        workspace.withEnvironment("PATH", temp.toString());
        assertThatThrownBy(() -> render("o.yaml"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("helm-template needs helm, which is not on the PATH " + temp + " of local:")
                .hasMessageContaining("install Helm 3 or 4");
    }

    @Test
    void missingFilesAreNamed() throws Exception {
        assertThatThrownBy(() -> render("o.yaml", "path", "charts/nope"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("failed to load chart from \"charts/nope\"");
        assertThatThrownBy(() -> render("o.yaml", "valuesFiles", List.of("nope.yaml")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no values file \"nope.yaml\"");
        render("o.yaml", "valuesFiles", List.of("nope.yaml"), "ignoreMissingValueFiles", true);
        assertThat(steps.log()).contains("There is no values file nope.yaml: it is left out");
    }

    @Test
    void nothingOutsideTheWorkDirIsReadOrWritten() throws Exception {
        Path outside = Files.writeString(temp.resolve("secret.yaml"), "image: {tag: secret}\n");
        assertThatThrownBy(() -> render("o.yaml", "path", "../charts")).isInstanceOf(StepFailure.class);
        assertThatThrownBy(() -> render("../o.yaml")).isInstanceOf(StepFailure.class);
        assertThatThrownBy(() -> render("o.yaml", "valuesFiles", List.of("../secret.yaml")))
                .isInstanceOf(StepFailure.class);
        Files.createSymbolicLink(workspace.workDir().resolve("charts/app/templates/link.yaml"), outside);
        assertThatThrownBy(() -> render("o.yaml"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("symbolic link charts/app/templates/link.yaml leaves the work dir");
    }

    private void dependsOn(String name, String version, String repository) throws IOException {
        write(
                "charts/app/Chart.yaml",
                "apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies:\n- name: " + name + "\n  version: " + version
                        + "\n  repository: " + repository + "\n");
    }

    @Test
    void aMissingDependencyIsAnErrorUnlessItIsToBeFetched() throws Exception {
        write("charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 0.1.0\n");
        write("charts/sub/templates/sub.yaml", "kind: Sub\nmetadata: {name: sub}\n");
        dependsOn("sub", "0.1.0", "file://../sub");
        assertThatThrownBy(() -> render("o.yaml"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sub");
        render("o.yaml", "buildDependencies", true);
        assertThat(read("o.yaml")).contains("kind: Sub");
    }

    @Test
    void aDependencyFromOutsideTheWorkDirIsRefused() throws Exception {
        dependsOn("sub", "0.1.0", "file://../../../outside");
        assertThatThrownBy(() -> render("o.yaml", "buildDependencies", true))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("leaves the work dir");
    }

    @Test
    void dependenciesComeFromARepositoryBehindAPassword() throws Exception {
        try (ChartRepository repository = ChartRepository.withPassword()) {
            repository.publish("library", "1.2.3", archive("library", "1.2.3"));
            dependsOn("library", "~1.2.0", repository.url());
            steps.credentials((url, access) -> Optional.of(BasicCredentials.WRONG.credential()));
            assertThatThrownBy(() -> render("o.yaml", "buildDependencies", true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("failed to build chart dependencies")
                    .message()
                    .doesNotContain(BasicCredentials.WRONG.password());
            steps.rightPassword();
            render("o.yaml", "buildDependencies", true);
            assertThat(read("o.yaml")).contains("kind: Library");
            render("again.yaml", "buildDependencies", true);
            assertThat(read("again.yaml")).as("now by Chart.lock").contains("kind: Library");
            assertNoPasswordIsLeft();
        }
    }

    @Test
    void dependenciesComeFromARegistryBehindAPassword() throws Exception {
        try (DockerRegistry registry = DockerRegistry.withPassword(Files.createDirectories(temp.resolve("registry")))) {
            HelmPush.push(workspace, temp, registry.authority(), archive("library", "1.2.3"));
            dependsOn("library", "1.2.3", "oci://" + registry.authority() + "/charts");
            steps.rightPassword();
            render("o.yaml", "buildDependencies", true);
            assertThat(read("o.yaml")).contains("kind: Library");
            assertNoPasswordIsLeft();
        }
    }

    private static byte[] archive(String name, String version) {
        return TestChart.archive(
                name,
                Map.of(
                        "Chart.yaml",
                        "apiVersion: v2\nname: " + name + "\nversion: " + version + "\n",
                        "templates/l.yaml",
                        "kind: Library\nmetadata: {name: l}\n"));
    }

    private void assertNoPasswordIsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(workspace.workDir())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("7H2k");
            }
        }
        assertThat(workspace.workDir().resolve(Helm.REGISTRY)).doesNotExist();
        assertThat(workspace.workDir().resolve(Helm.REPOSITORIES)).doesNotExist();
    }
}
