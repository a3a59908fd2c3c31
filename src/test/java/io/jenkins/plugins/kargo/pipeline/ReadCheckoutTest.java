package io.jenkins.plugins.kargo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ReadCheckoutTest {
    @TempDir
    Path temporary;

    private Path workspace;

    @BeforeEach
    void make() throws Exception {
        workspace = Files.createDirectories(temporary.resolve("workspace"));
        Files.createDirectories(workspace.resolve(".kargo/stages"));
    }

    @Test
    void readsYamlInAllFoldersSortedByPath() throws Exception {
        Files.writeString(workspace.resolve(".kargo/stages/test.yml"), "kind: Stage");
        Files.writeString(workspace.resolve(".kargo/project.yaml"), "kind: Project");
        Files.writeString(workspace.resolve(".kargo/README.md"), "not YAML");

        assertThat(ReadCheckout.read(workspace, ".kargo"))
                .containsExactly(
                        new ManifestFile(".kargo/project.yaml", "kind: Project"),
                        new ManifestFile(".kargo/stages/test.yml", "kind: Stage"));
    }

    @Test
    void readsOneFileAndNothingWhereNothingIs() throws Exception {
        Files.writeString(workspace.resolve("kargo.yaml"), "kind: Project");

        assertThat(ReadCheckout.read(workspace, "kargo.yaml"))
                .containsExactly(new ManifestFile("kargo.yaml", "kind: Project"));
        assertThat(ReadCheckout.read(workspace, "elsewhere")).isEmpty();
    }

    @Test
    void aPathOutOfTheWorkspaceIsRefused() {
        for (String path : new String[] {"../secret.yaml", "/etc", ".kargo/../../x"}) {
            assertThatThrownBy(() -> ReadCheckout.read(workspace, path))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("does not lie in the workspace");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkOutOfTheWorkspaceIsRefused() throws Exception {
        Path secret = Files.writeString(temporary.resolve("secret.yaml"), "password: x");
        Files.createSymbolicLink(workspace.resolve(".kargo/link.yaml"), secret);

        assertThatThrownBy(() -> ReadCheckout.read(workspace, ".kargo"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining(".kargo/link.yaml is a link that leads out of the workspace");
    }

    @Test
    void aFileThatIsTooLargeOrNoTextIsRefused() throws Exception {
        Files.write(workspace.resolve(".kargo/a.yaml"), new byte[(3 << 20) + 1]);
        assertThatThrownBy(() -> ReadCheckout.read(workspace, ".kargo")).hasMessageContaining("is too large");

        Files.write(workspace.resolve(".kargo/a.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> ReadCheckout.read(workspace, ".kargo")).hasMessageContaining("is not UTF-8 text");
    }

    @Test
    void tooManyFilesAreRefused() throws Exception {
        for (int i = 0; i < 501; i++) {
            Files.createFile(workspace.resolve(".kargo/" + i + ".yaml"));
        }

        assertThatThrownBy(() -> ReadCheckout.read(workspace, ".kargo"))
                .hasMessageContaining("more than 500 YAML files");
    }

    @Test
    void commitsOfPromotionsAreKnownByTheirTrailer() {
        String promoted = "release\n\nKargo-Promotion: test.01abc.1234567\n\u001e";

        assertThat(ReadCheckout.onlyPromotions(promoted + promoted)).isTrue();
        assertThat(ReadCheckout.onlyPromotions(promoted + "fix a bug\n\u001e")).isFalse();
        assertThat(ReadCheckout.onlyPromotions("about Kargo-Promotion: in a sentence\n\u001e"))
                .isFalse();
        assertThat(ReadCheckout.onlyPromotions("")).isFalse();
    }
}
