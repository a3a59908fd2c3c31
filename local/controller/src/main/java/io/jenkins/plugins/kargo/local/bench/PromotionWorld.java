package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.LoadedManifests;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.promotion.EngineSettings;
import io.jenkins.plugins.kargo.engine.promotion.Progress;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEngine;
import io.jenkins.plugins.kargo.engine.promotion.PromotionOrder;
import io.jenkins.plugins.kargo.engine.promotion.RunEnvironment;
import io.jenkins.plugins.kargo.engine.promotion.StepRegistry;
import io.jenkins.plugins.kargo.engine.promotion.step.BuiltInSteps;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitSettings;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A store, the engine and one stage, whose promotions run on this machine as they would on an agent. */
final class PromotionWorld implements AutoCloseable {
    private static final ProjectKey PROJECT = new ProjectKey("", "bench");
    private static final String STAGE = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: bench, namespace: bench}
            spec:
              subscriptions:
              - image: {repoURL: registry.example.com/app}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Stage
            metadata: {name: test, namespace: bench}
            spec:
              requestedFreight:
              - origin: {kind: Warehouse, name: bench}
                sources: {direct: true}
              promotionTemplate:
                spec:
                  steps:
            """;

    private final Path folder;
    private final String path;
    private final SqlKargoStore store;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final PromotionEngine engine;
    private final Configuration configuration;
    private List<String> calls = List.of();
    private int number;

    /** @param path the PATH of the programs @param steps the promotion template's steps, not indented */
    PromotionWorld(@NonNull Path folder, @NonNull String path, @NonNull String steps) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.path = path;
        store = SqlKargoStore.openSqlite(folder.resolve("store"));
        store.projects().claim(PROJECT, "bench", false, Instant.EPOCH);
        store.freight()
                .add(
                        PROJECT,
                        new Freight(
                                "a".repeat(40),
                                "brisk-otter",
                                FreightOrigin.warehouse("bench"),
                                List.of(),
                                List.of(new Image("registry.example.com/app", "1.0.0", "", Map.of(), "")),
                                List.of(),
                                List.of(),
                                Instant.EPOCH),
                        "");
        GitSettings git = GitSettings.defaults();
        StepRegistry registry = StepRegistry.of(
                BuiltInSteps.all(() -> git, Gateways.of(NetworkPolicy.LOOPBACK, folder.resolve("transfer"))));
        Set<String> names = new HashSet<>(registry.names());
        List<ManifestFile> files = List.of(new ManifestFile("kargo.yaml", STAGE + steps.indent(6)));
        LoadedManifests loaded = new ManifestLoader(new Capabilities(names, Set.of())).load(files);
        if (!loaded.errors().isEmpty()) {
            throw new IllegalArgumentException(loaded.errors().toString());
        }
        configuration = loaded.configuration();
        store.projects().addRevision(PROJECT, new ConfigurationRevision("h", "", "bench", "", Instant.EPOCH, files));
        engine = new PromotionEngine(
                EngineSettings.of(store, registry, (project, hash) -> Optional.of(configuration), timer));
    }

    /** One promotion from its beginning to its end, in a work dir of its own. */
    void promote() throws Exception {
        Promotion promotion = engine.promotions()
                .create(new PromotionOrder(
                        PROJECT,
                        "h",
                        configuration,
                        "test",
                        null,
                        Map.of(),
                        "subject:bench",
                        BuildReference.NONE,
                        null,
                        false));
        List<String> log = new ArrayList<>();
        number++;
        LocalWorkspace workspace =
                new LocalWorkspace(folder.resolve("agent-" + number), log::add).withEnvironment("PATH", path);
        RunEnvironment environment = RunEnvironment.of("build", log::add).withWorkspace(workspace);
        Progress progress = engine.runner().advance(PROJECT, promotion.name(), environment);
        if (!(progress instanceof Progress.Finished finished)
                || finished.promotion().phase() != PromotionPhase.Succeeded) {
            throw new IllegalStateException(progress + ": " + log);
        }
        calls = workspace.calls();
    }

    /** What the last promotion asked of the agent: one round trip each. */
    @NonNull
    List<String> calls() {
        return calls;
    }

    @Override
    public void close() {
        engine.close();
        timer.shutdownNow();
        store.close();
    }
}
