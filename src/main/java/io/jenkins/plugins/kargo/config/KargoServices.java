package io.jenkins.plugins.kargo.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.Util;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryServices;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses;
import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.SecretSource;
import io.jenkins.plugins.kargo.engine.promotion.EngineSettings;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEngine;
import io.jenkins.plugins.kargo.engine.promotion.PullRequestWaits;
import io.jenkins.plugins.kargo.engine.promotion.StepExpressionCheck;
import io.jenkins.plugins.kargo.engine.promotion.StepRegistry;
import io.jenkins.plugins.kargo.engine.promotion.step.BuiltInSteps;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.control.ControlSteps;
import io.jenkins.plugins.kargo.engine.promotion.step.git.PushLocks;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import io.jenkins.plugins.kargo.engine.verification.MetricProvider;
import io.jenkins.plugins.kargo.extension.PromotionStepProvider;
import io.jenkins.plugins.kargo.project.ProjectResolver;
import io.jenkins.plugins.kargo.project.ProjectSecrets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** The store and everything that works with it, wired together. */
final class KargoServices implements AutoCloseable {
    private static final String SNAPSHOT = "kargo-snapshot.db";

    private final Path home;
    private final SqlKargoStore store;
    private final PromotionEngine engine;
    private final ConfigurationSource configurations;
    private final ManifestLoader manifests;
    private final Warehouses warehouses;
    private final LostWork lostWork;
    private final DiscoveryHolder discovery;
    private final SecretSource secrets;
    private final PullRequestWaits pullRequestWaits = new PullRequestWaits();

    private KargoServices(Path home, SqlKargoStore store, Executor workers, ScheduledExecutorService timer) {
        this.home = home;
        this.store = store;
        PushLocks locks = new PushLocks();
        discovery = new DiscoveryHolder(home.resolve("cache"));
        Gateways gateways = new Gateways(
                () -> discovery.current().http(),
                () -> discovery.current().registries(),
                () -> discovery.current().mirrors(),
                () -> Util.fixNull(Jenkins.get().getRootUrl()),
                pullRequestWaits,
                home.resolve("cache").resolve("transfer"));
        StepRegistry own = StepRegistry.of(
                        BuiltInSteps.all(() -> KargoGlobalConfiguration.get().gitSettings(locks), gateways))
                .with(ControlSteps.all(store));
        ProvidedSteps provided = ProvidedSteps.of(
                own, BuiltInSteps.healthCheckers(gateways), ExtensionList.lookup(PromotionStepProvider.class));
        StepRegistry steps = provided.steps();
        List<MetricProvider> metrics = List.of(new WebMetricByPolicy(discovery, Clock.systemUTC()));
        manifests = new ManifestLoader(new Capabilities(
                names(steps),
                Subscriptions.checks(),
                metrics.stream().map(MetricProvider::name).collect(Collectors.toSet()),
                new StepExpressionCheck(store)));
        configurations = new StoredConfigurations(store.projects(), manifests);
        ProjectResolver projects = ProjectResolver.of(store.projects(), Clock.systemUTC());
        secrets = new ProjectSecrets(projects);
        engine = new PromotionEngine(EngineSettings.of(store, steps, configurations, timer)
                .withSecrets(secrets)
                .withMetrics(metrics)
                .withInspector(new LostPushes(discovery::current, projects))
                .withHealth(provided.healthCheckers(), new ProjectCredentials(() -> store, projects)::of));
        warehouses = new Warehouses(store, Clock.systemUTC(), new SecureRandom());
        lostWork = new LostWork(store, engine.promotions(), engine.verifications(), configurations);
        AnalysisWork analyses = new AnalysisWork(store, engine.verifications(), workers, timer);
        engine.signals().listen((project, stage) -> analyses.look());
        analyses.start();
        new HealthWork(engine.healths(), workers, timer).start();
    }

    /** @throws io.jenkins.plugins.kargo.engine.store.StoreException when the store cannot be opened */
    @NonNull
    static KargoServices open(@NonNull Path home, @NonNull Executor workers, @NonNull ScheduledExecutorService timer) {
        SqlKargoStore store = SqlKargoStore.openSqlite(home);
        try {
            return new KargoServices(home, store, workers, timer);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Set<String> names(StepRegistry steps) {
        Set<String> names = new HashSet<>(steps.names());
        names.add(StepRegistry.PIPELINE);
        return names;
    }

    KargoStore store() {
        return store;
    }

    PromotionEngine engine() {
        return engine;
    }

    PullRequestWaits pullRequestWaits() {
        return pullRequestWaits;
    }

    ConfigurationSource configurations() {
        return configurations;
    }

    ManifestLoader manifests() {
        return manifests;
    }

    Warehouses warehouses() {
        return warehouses;
    }

    LostWork lostWork() {
        return lostWork;
    }

    DiscoveryServices discovery() {
        return discovery.current();
    }

    SecretSource secrets() {
        return secrets;
    }

    void snapshot() {
        store.snapshot(home.resolve(SNAPSHOT));
    }

    @Override
    public void close() {
        discovery.close();
        engine.close();
        store.close();
    }
}
