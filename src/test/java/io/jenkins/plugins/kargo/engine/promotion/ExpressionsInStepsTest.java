package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.ManifestFixture.output;
import static io.jenkins.plugins.kargo.engine.promotion.ManifestFixture.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the expressions of a step see: variables, Freight, outputs, tasks and metadata. */
class ExpressionsInStepsTest {
    @TempDir
    Path directory;

    private ManifestFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ManifestFixture(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aStepSeesVariablesFreightAndOutputs() throws Exception {
        Promotion promotion = fixture.promote(stage("""
                - uses: compose-output
                  as: one
                  config:
                    tag: ${{ quote(imageFrom(vars.image).Tag) }}
                    digest: ${{ imageFrom(vars.image).Digest }}
                    env: ${{ vars.env }}
                - uses: compose-output
                  as: two
                  vars:
                  - {name: env, value: "overridden-${{ outputs.one.tag }}"}
                  config:
                    ref: ${{ vars.image }}:${{ outputs.one.tag }}
                    env: ${{ vars.env }}
                    alias: ${{ ctx.targetFreight.alias }}
                    where: ${{ ctx.uiBaseUrl }}/${{ ctx.project }}/${{ ctx.meta.step.alias }}
                    channel: ${{ configMap('settings').channel }}
                    status: ${{ status('one') }}
                    nothing: ${{ imageFrom('unknown') == nil }}
                """));
        assertThat(output(promotion, "one")).isEqualTo(Map.of("tag", "1.10", "digest", "sha256:d", "env", "test-env"));
        assertThat(output(promotion, "two"))
                .isEqualTo(Map.of(
                        "ref", "registry.example.com/guestbook:1.10",
                        "env", "overridden-1.10",
                        "alias", "brisk-otter",
                        "where", "https://jenkins.example.com/guestbook/two",
                        "channel", "#deploys",
                        "status", "Succeeded",
                        "nothing", true));
    }

    @Test
    void conditionsDecideWhatRuns() throws Exception {
        Promotion promotion = fixture.promote(stage("""
                - uses: fail
                  as: bad
                  continueOnError: true
                - uses: compose-output
                  as: not-here
                  if: ${{ ctx.stage == 'prod' }}
                  config: {a: 1}
                - uses: compose-output
                  as: success
                  if: ${{ success() }}
                  config: {a: 1}
                - uses: compose-output
                  as: text
                  if: "true"
                  config: {a: 1}
                - uses: compose-output
                  as: after
                  config: {a: 1}
                - uses: compose-output
                  as: always
                  if: ${{ always() && failure() }}
                  config: {bad: "${{ status('bad') }}", text: "${{ stepMetas['text'].Message }}"}
                """));
        assertThat(promotion.records().values().stream()
                        .map(record -> record.alias() + ' ' + record.status())
                        .toList())
                .containsExactly(
                        "bad Failed",
                        "not-here Skipped",
                        "success Succeeded",
                        "text Errored",
                        "after Skipped",
                        "always Succeeded");
        assertThat(output(promotion, "always"))
                .isEqualTo(Map.of(
                        "bad",
                        "Failed",
                        "text",
                        "error checking if step \"text\" should be skipped: expression must evaluate to a boolean, got"
                                + " string"));
        assertThat(promotion.phase()).isEqualTo(PromotionPhase.Errored);
    }

    @Test
    void aTasksStepsSeeEachOtherAndPublishWhatTheyCompose() throws Exception {
        Promotion promotion = fixture.promote("""
                apiVersion: kargo.akuity.io/v1alpha1
                kind: PromotionTask
                metadata: {name: render, namespace: guestbook}
                spec:
                  vars:
                  - {name: branch}
                  - {name: format, value: yaml}
                  steps:
                  - uses: compose-output
                    as: commit
                    config: {commit: "abc-${{ vars.branch }}"}
                  - uses: compose-output
                    config:
                      commit: ${{ task.outputs.commit.commit }}
                      format: ${{ vars.format }}
                ---
                """ + stage("""
                - task: {name: render}
                  as: render
                  vars: [{name: branch, value: "stage/${{ ctx.stage }}"}]
                - uses: compose-output
                  as: after
                  config:
                    commit: ${{ outputs.render.commit }}
                    format: ${{ outputs['render::step-2'].format }}
                    task: ${{ task == nil }}
                """));
        assertThat(promotion.records().keySet()).containsExactly("render::commit", "render::step-2", "after");
        assertThat(output(promotion, "after"))
                .isEqualTo(Map.of("commit", "abc-stage/test", "format", "yaml", "task", true));
    }

    @Test
    void theOrdersVariablesWinOverTheTemplates() throws Exception {
        String manifests = stage("""
                - uses: compose-output
                  as: out
                  config: {env: "${{ vars.env }}", image: "${{ vars.image }}"}
                """);
        Promotion promotion = fixture.promote(manifests, Map.of("env", "from-${{ vars.registry }}"), false);
        assertThat(output(promotion, "out"))
                .isEqualTo(Map.of("env", "from-registry.example.com", "image", "registry.example.com/guestbook"));
    }

    @Test
    void anExpressionThatFailsErrorsItsStepAndNamesTheField() throws Exception {
        Promotion promotion = fixture.promote(stage("""
                - uses: compose-output
                  as: out
                  config: {list: ["${{ outputs.nope.commit }}"]}
                """));
        assertThat(promotion.phase()).isEqualTo(PromotionPhase.Errored);
        assertThat(promotion.message()).startsWith("failed to get step config: list[0]: ");
        assertThat(promotion.recordOf("out").orElseThrow().status()).isEqualTo(StepStatus.Errored);
    }

    @Test
    void metadataThatAStepNotesIsSeenByTheNext() throws Exception {
        Promotion promotion = fixture.promote(stage("""
                - uses: set-metadata
                  as: note
                  config:
                    updates:
                    - {kind: Stage, name: test, values: {ticket: OPS-1}}
                    - {kind: Freight, name: "${{ ctx.targetFreight.name }}", values: {checked: true}}
                - uses: compose-output
                  as: out
                  config:
                    ticket: ${{ stageMetadata('test').ticket }}
                    checked: ${{ freightMetadata(ctx.targetFreight.name).checked }}
                """));
        assertThat(output(promotion, "out")).isEqualTo(Map.of("ticket", "OPS-1", "checked", true));
    }
}
