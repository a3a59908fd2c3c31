package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.ManifestFixture.WAREHOUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.LoadedManifests;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.manifest.ManifestProblem;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about the expressions of steps before any promotion. */
class StepExpressionCheckTest {
    @TempDir
    Path directory;

    @Test
    void whatCanNeverWorkIsToldWhenTheManifestsAreRead() {
        String manifests = """
                ---
                apiVersion: kargo.akuity.io/v1alpha1
                kind: Stage
                metadata: {name: warned}
                spec:
                  vars: [{name: image, value: registry.example.com/app}]
                  requestedFreight:
                  - origin: {kind: Warehouse, name: guestbook}
                    sources: {direct: true}
                  promotionTemplate:
                    spec:
                      steps:
                      - uses: compose-output
                        config:
                          good: ${{ quote(imageFrom(vars.image).Tag) }} ${{ vars.replicas ?? 1 }} ${{ status("a") }}
                          typo: ${{ vars.imag }}:latest
                          function: ${{ imagefrom(vars.image).Tag }}
                          syntax: ${{ vars.image + }}
                      - task: {name: publish}
                        vars: [{name: branch, value: main}]
                ---
                apiVersion: kargo.akuity.io/v1alpha1
                kind: PromotionTask
                metadata: {name: publish}
                spec:
                  vars: [{name: path}]
                  steps:
                  - uses: compose-output
                    if: ${{ alwys() }}
                    config: {a: "${{ vars.image + vars.branch + vars.path + vars.pth }}"}
                """;
        try (SqlKargoStore store = SqlKargoStore.openSqlite(directory)) {
            ManifestLoader checking = new ManifestLoader(
                    new Capabilities(Set.of("compose-output"), Map.of(), Set.of(), new StepExpressionCheck(store)));

            LoadedManifests loaded = checking.load(List.of(new ManifestFile("kargo.yaml", WAREHOUSE + manifests)));

            assertThat(loaded.errors()).isEmpty();
            assertThat(loaded.warnings())
                    .extracting(
                            ManifestProblem::path,
                            problem -> problem.message().lines().findFirst().orElse(""))
                    .containsExactly(
                            tuple(
                                    "spec.promotionTemplate.spec.steps[0].config.typo",
                                    "vars.imag is null unless the promotion is given it: there is no variable imag; did you"
                                            + " mean image?"),
                            tuple(
                                    "spec.promotionTemplate.spec.steps[0].config.function",
                                    "this expression will fail: unknown name imagefrom (1:2)"),
                            tuple(
                                    "spec.promotionTemplate.spec.steps[0].config.syntax",
                                    "this expression will fail: unexpected end of expression (1:15)"),
                            tuple("spec.steps[0].if", "this expression will fail: unknown name alwys (1:2)"),
                            tuple(
                                    "spec.steps[0].config.a",
                                    "vars.pth is null unless the promotion is given it: there is no variable pth; did you mean"
                                            + " path?"));
        }
    }
}
