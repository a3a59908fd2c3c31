package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.LoadedManifests;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
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

/** Promotions of manifests as users write them, through loader, store and runner. */
final class ManifestFixture implements AutoCloseable {
    static final String WAREHOUSE = """
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

    private static final ProjectKey PROJECT = new ProjectKey("", "guestbook");

    final List<String> log = new ArrayList<>();
    final FakeStep fake = new FakeStep("fake");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final SqlKargoStore store;
    private final PromotionEngine engine;

    ManifestFixture(Path directory) {
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

    private static ManifestLoader loader() {
        return new ManifestLoader(new Capabilities(Set.of("compose-output", "fail", "set-metadata", "fake"), Set.of()));
    }

    /** Of the stage {@code test}, to its end. */
    Promotion promote(String manifests) throws Exception {
        return promote(manifests, Map.of(), false);
    }

    Promotion promote(String manifests, Map<String, String> vars, boolean preview) throws Exception {
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

    static Map<String, Object> output(Promotion promotion, String alias) {
        return promotion
                .recordOf(alias)
                .map(StepRecord::output)
                .orElseThrow(() -> new AssertionError(promotion.records().toString()));
    }

    /** The manifest of a stage {@code test} with these steps, which are YAML. */
    static String stage(String steps) {
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

    @Override
    public void close() {
        engine.close();
        timer.shutdownNow();
        store.close();
    }
}
