package io.jenkins.plugins.kargo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestHashTest {
    private static final ManifestFile A = new ManifestFile("a.yaml", "kind: A");
    private static final ManifestFile B = new ManifestFile("b.yaml", "kind: B");

    @Test
    void equalFilesHaveEqualHashesInAnyOrder() {
        assertThat(ManifestHash.of(List.of(A, B)))
                .isEqualTo(ManifestHash.of(List.of(B, A)))
                .hasSize(64);
    }

    @Test
    void aPathATextAndTheBorderBetweenThemCount() {
        String hash = ManifestHash.of(List.of(A));

        assertThat(ManifestHash.of(List.of(new ManifestFile("c.yaml", A.text()))))
                .isNotEqualTo(hash);
        assertThat(ManifestHash.of(List.of(new ManifestFile(A.path(), "kind: A\n"))))
                .isNotEqualTo(hash);
        assertThat(ManifestHash.of(List.of(new ManifestFile("a.yamlk", "ind: A"))))
                .isNotEqualTo(hash);
        assertThat(ManifestHash.of(List.of(A, B))).isNotEqualTo(hash);
    }
}
