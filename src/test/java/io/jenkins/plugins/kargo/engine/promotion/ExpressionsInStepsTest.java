package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.kargo.engine.expression.TaintPolicy;
import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.LoadedManifests;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.manifest.ManifestProblem;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.step.control.ControlSteps;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests as users write them, through loader, store and runner. */
class ExpressionsInStepsTest {
    private static final ProjectKey PROJECT = new ProjectKey("", "guestbook");
    private static final String WAREHOUSE = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: guestbook, namespace: guestbook}
            spec:
              subscriptions:
              - image: {repoURL: registry.example.com/guestbook}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, namespace: guestbook}
            data: {channel: "#deploys"}
            ---
            """;

    @TempDir
    Path directory;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> log = new ArrayList<>();
    private final FakeStep fake = new FakeStep("fake");
    private SqlKargoStore store;
    private PromotionEngine engine;

    @BeforeEach
    void open() {
        store = SqlKargoStore.openSqlite(directory);
        store.projects().claim(PROJECT, "guestbook", false, Instant.EPOCH);
        store.freight()
                .add(
                        PROJECT,
                        new Freight(
                                "a".repeat(40),
                                "brisk-otter",
                                FreightOrigin.warehouse("guestbook"),
                                List.of(),
                                List.of(new Image("registry.example.com/guestbook", "1.10", "sha256:d", Map.of(), "")),
                                List.of(),
                                List.of(),
                                Instant.EPOCH),
                        "");
        List<StepRunner> steps = new ArrayList<>(ControlSteps.all(store));
        steps.add(fake);
        engine = new PromotionEngine(EngineSettings.of(
                        store,
                        StepRegistry.of(steps),
                        (project, hash) -> store.projects()
                                .revision(project, hash)
                                .map(revision -> loader().load(revision.files()).configuration()),
                        timer)
                .withSecrets((project, name) -> "api".equals(name) ? Map.of("token", new SecretText("s3cr3t")) : null));
    }

    @AfterEach
    void close() {
        engine.close();
        timer.shutdownNow();
        store.close();
    }

    private static ManifestLoader loader() {
        return new ManifestLoader(new Capabilities(Set.of("compose-output", "fail", "set-metadata", "fake"), Set.of()));
    }

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

    private Promotion promote(String manifests) throws Exception {
        return promote(manifests, Map.of(), false);
    }

    private Promotion promote(String manifests, Map<String, String> vars, boolean preview) throws Exception {
        List<ManifestFile> files = List.of(new ManifestFile("kargo.yaml", WAREHOUSE + manifests));
        LoadedManifests loaded = loader().load(files);
        assertThat(loaded.errors()).isEmpty();
        store.projects().addRevision(PROJECT, new ConfigurationRevision("h", "", "bob", "", Instant.EPOCH, files));
        Promotion promotion = engine.promotions()
                .create(new PromotionOrder(
                        PROJECT,
                        "h",
                        loaded.configuration(),
                        "test",
                        null,
                        vars,
                        "subject:alice",
                        BuildReference.NONE,
                        null,
                        preview));
        Progress progress = engine.runner()
                .advance(
                        PROJECT,
                        promotion.name(),
                        RunEnvironment.of("b", log::add)
                                .withContextExtras(Map.of("uiBaseUrl", "https://jenkins.example.com")));
        assertThat(progress).isInstanceOf(Progress.Finished.class);
        return ((Progress.Finished) progress).promotion();
    }

    private static Map<String, Object> output(Promotion promotion, String alias) {
        return promotion
                .recordOf(alias)
                .map(StepRecord::output)
                .orElseThrow(() -> new AssertionError(promotion.records().toString()));
    }

    private static String stage(String steps) {
        return """
                apiVersion: kargo.akuity.io/v1alpha1
                kind: Stage
                metadata: {name: test, namespace: guestbook}
                spec:
                  vars:
                  - {name: registry, value: registry.example.com}
                  - {name: image, value: "${{ vars.registry }}/guestbook"}
                  requestedFreight:
                  - origin: {kind: Warehouse, name: guestbook}
                    sources: {direct: true}
                  promotionTemplate:
                    spec:
                      vars:
                      - {name: env, value: "${{ ctx.stage }}-env"}
                      steps:
                %s
                """.formatted(steps.indent(6));
    }

    @Test
    void aStepSeesVariablesFreightAndOutputs() throws Exception {
        Promotion promotion = promote(stage("""
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
        Promotion promotion = promote(stage("""
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
        Promotion promotion = promote("""
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
        Promotion promotion = promote(manifests, Map.of("env", "from-${{ vars.registry }}"), false);
        assertThat(output(promotion, "out"))
                .isEqualTo(Map.of("env", "from-registry.example.com", "image", "registry.example.com/guestbook"));
    }

    @Test
    void anExpressionThatFailsErrorsItsStepAndNamesTheField() throws Exception {
        Promotion promotion = promote(stage("""
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
        Promotion promotion = promote(stage("""
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

    @Test
    void aSecretReachesOnlyTheFieldsThatAskForSecrets() throws Exception {
        fake.secretFields(field -> field.equals("header"));
        fake.always(context -> {
            assertThat(context.config().get("header")).isInstanceOf(Tainted.class);
            Tainted header = (Tainted) context.config().get("header");
            assertThat(header.reveal()).isEqualTo("Bearer s3cr3t");
            return StepResult.succeeded();
        });
        String steps = """
                - uses: fake
                  as: good
                  vars: [{name: token, value: "${{ secret('api').token }}"}]
                  config: {header: "Bearer ${{ vars.token }}"}
                - uses: fake
                  as: bad
                  config: {body: "${{ secret('api').token }}"}
                """;
        Promotion promotion = promote(stage(steps));
        assertThat(promotion.recordOf("good").orElseThrow().status()).isEqualTo(StepStatus.Succeeded);
        assertThat(promotion.recordOf("bad").orElseThrow().status()).isEqualTo(StepStatus.Errored);
        assertThat(promotion.toString()).doesNotContain("s3cr3t");
        assertThat(log.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void aSecretIsNeverStoredAsAnOutput() throws Exception {
        fake.secretFields(TaintPolicy.ALLOW);
        fake.always(context -> StepResult.succeeded(context.config()));
        Promotion promotion = promote(stage("""
                - uses: fake
                  as: out
                  config: {token: "${{ secret('api').token }}"}
                """));
        assertThat(promotion.message()).contains("The output of the step.token holds a secret");
        assertThat(promotion.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void aPreviewSeesNoSecret() throws Exception {
        fake.secretFields(TaintPolicy.ALLOW);
        Promotion promotion = promote(stage("""
                - uses: fake
                  as: out
                  config: {token: "${{ secret('api').token }}"}
                """), Map.of(), true);
        assertThat(promotion.message()).contains("secret \"api\" is not available in a preview");
        assertThat(fake.runs).isEmpty();
    }
}
