package io.jenkins.plugins.kargo.engine.promotion.step.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.ChartRepository;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import io.jenkins.plugins.kargo.engine.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real helm. */
class HelmUpdateChartStepTest {
    @TempDir
    private Path temp;

    private LocalWorkspace workspace;
    private StepFixture steps;

    @BeforeEach
    void workDir() throws IOException {
        steps = new StepFixture("p").rightPassword();
        workspace = new LocalWorkspace(temp, steps.promotionLog());
        steps.workspace(workspace);
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(workspace.workDir().resolve(path).getParent());
        Files.writeString(workspace.workDir().resolve(path), text);
    }

    private String read(String path) throws IOException {
        return Files.readString(workspace.workDir().resolve(path));
    }

    private static Map<String, Object> chart(String repository, String version) {
        return Map.of(
                "path",
                "app",
                "charts",
                List.of(Map.of("repository", repository, "name", "library", "version", version)));
    }

    @Test
    void dependenciesAreSetAndResolved() throws Exception {
        workspace.withEnvironment("PATH", Tools.path("helm"));
        try (ChartRepository repository = ChartRepository.withPassword()) {
            repository.publish("library", "1.0.0");
            repository.publish("library", "1.1.0");
            write(
                    "app/Chart.yaml",
                    "apiVersion: v2\nname: app\nversion: 0.1.0\ndependencies:\n- name: library   # ours\n  repository: "
                            + repository.url() + "\n  version: 1.0.0   # pinned\n");
            Map<String, Object> first = chart(repository.url(), "1.0.0");
            assertThat(steps.run(new HelmUpdateChartStep(), first).output())
                    .isEqualTo(Map.of("commitMessage", "Updated chart dependencies for app\n\n- library: 1.0.0"));
            String lock = read("app/Chart.lock");
            assertThat(workspace.workDir().resolve("app/charts/library-1.0.0.tgz"))
                    .exists();

            assertThat(steps.run(new HelmUpdateChartStep(), first).output()).isNull();
            assertThat(read("app/Chart.lock")).as("not even its time changes").isEqualTo(lock);

            StepResult second = steps.run(new HelmUpdateChartStep(), chart(repository.url(), "1.1.0"));
            assertThat(second.output())
                    .isEqualTo(
                            Map.of("commitMessage", "Updated chart dependencies for app\n\n- library: 1.0.0 -> 1.1.0"));
            assertThat(read("app/Chart.yaml")).contains("- name: library   # ours\n", "version: 1.1.0   # pinned\n");
            assertThat(workspace.calls()).hasSizeLessThanOrEqualTo(15);

            write("app/Chart.yaml", read("app/Chart.yaml").replace("1.1.0", "^1.0.0"));
            repository.publish("library", "1.2.0");
            assertThat(steps.run(new HelmUpdateChartStep(), Map.of("path", "app"))
                            .output())
                    .as("without a list, what the ranges admit")
                    .isEqualTo(
                            Map.of("commitMessage", "Updated chart dependencies for app\n\n- library: 1.1.0 -> 1.2.0"));
        }
    }

    @Test
    void aDependencyThatIsNotThereIsNamed() throws Exception {
        write("app/Chart.yaml", "apiVersion: v2\nname: app\nversion: 0.1.0\ndependencies: []\n");
        assertThatThrownBy(() -> steps.run(new HelmUpdateChartStep(), chart("https://charts.example.com", "1.0.0")))
                .isInstanceOf(IOException.class)
                .hasMessage("no dependency in Chart.yaml matches update with repository "
                        + "\"https://charts.example.com\" and name \"library\"");
        assertThatThrownBy(() -> steps.run(new HelmUpdateChartStep(), Map.of("path", "nope")))
                .hasMessageContaining("file \"nope/Chart.yaml\" does not exist");
        assertThatThrownBy(() -> steps.run(new HelmUpdateChartStep(), Map.of("path", "../app")))
                .isInstanceOf(StepFailure.class);
    }

    @Test
    void changesOfALockAreListedByName() {
        ChartInfo.Dependency a1 = new ChartInfo.Dependency("a", "r", "1");
        ChartInfo.Dependency a2 = new ChartInfo.Dependency("a", "r", "2");
        ChartInfo.Dependency b = new ChartInfo.Dependency("b", "r", "1");
        assertThat(FinishChartUpdate.changes(List.of(a1, b), List.of(a2))).containsExactly("a: 1 -> 2", "b: removed");
        assertThat(FinishChartUpdate.changes(List.of(), List.of(b, a1))).containsExactly("a: 1", "b: 1");
        assertThat(FinishChartUpdate.changes(List.of(a1), List.of(a1))).isEmpty();
    }
}
