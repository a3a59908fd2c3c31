package io.jenkins.plugins.kargo.engine.promotion.step.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlUpdateStepTest {
    @TempDir
    private Path temp;

    private LocalWorkspace workspace;
    private StepFixture steps;

    @BeforeEach
    void workDir() throws IOException {
        steps = new StepFixture("p");
        workspace = new LocalWorkspace(temp, steps.promotionLog());
        steps.workspace(workspace);
    }

    private static Map<String, Object> update(String key, Object value) {
        Map<String, Object> update = new HashMap<>();
        update.put("key", key);
        update.put("value", value);
        return update;
    }

    @Test
    void allUpdatesOfAFileTakeOneRoundTrip() throws Exception {
        Path file =
                Files.writeString(workspace.workDir().resolve("values.yaml"), "image:\n  tag: v1 # t\nreplicas: 1\n");
        Map<String, Object> config =
                Map.of("path", "values.yaml", "updates", List.of(update("image.tag", "1.10"), update("replicas", 3)));
        assertThat(steps.run(new YamlUpdateStep(), config).output())
                .isEqualTo(Map.of("commitMessage", "Updated values.yaml\n\n- image.tag: \"1.10\"\n- replicas: 3"));
        assertThat(file).hasContent("image:\n  tag: \"1.10\" # t\nreplicas: 3");
        assertThat(workspace.calls()).hasSize(1);
    }

    @Test
    void anErrorNamesTheFileAndTheKeyAndChangesNothing() throws Exception {
        Path file = Files.writeString(workspace.workDir().resolve("values.yaml"), "a: 1\n");
        Map<String, Object> config =
                Map.of("path", "values.yaml", "updates", List.of(update("a", 2), update("image.tag", "x")));
        assertThatThrownBy(() -> steps.run(new YamlUpdateStep(), config))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file \"values.yaml\"")
                .hasMessageContaining("error finding key image.tag: key path not found");
        assertThat(file).hasContent("a: 1");
    }

    @Test
    void filesThatAreNoneAreNamed() throws Exception {
        Files.write(workspace.workDir().resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
        Map<String, String> expected = Map.of(
                "absent.yaml",
                "\"absent.yaml\" does not exist",
                "binary",
                "\"binary\" is not UTF-8",
                ".",
                "\".\" is a directory");
        expected.forEach((path, message) -> assertThatThrownBy(() ->
                        steps.run(new YamlUpdateStep(), Map.of("path", path, "updates", List.of(update("a", 1)))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message));
    }

    @Test
    void aPathOutsideIsRefused() {
        assertThatThrownBy(() -> steps.run(
                        new YamlUpdateStep(), Map.of("path", "../x.yaml", "updates", List.of(update("a", 1)))))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("leaves the work dir");
    }
}
