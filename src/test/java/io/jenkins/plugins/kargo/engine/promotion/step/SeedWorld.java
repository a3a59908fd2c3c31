package io.jenkins.plugins.kargo.engine.promotion.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.LoadedManifests;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.promotion.EngineSettings;
import io.jenkins.plugins.kargo.engine.promotion.Progress;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEngine;
import io.jenkins.plugins.kargo.engine.promotion.PromotionOrder;
import io.jenkins.plugins.kargo.engine.promotion.RunEnvironment;
import io.jenkins.plugins.kargo.engine.promotion.StepRegistry;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitSettings;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import io.jenkins.plugins.kargo.engine.testing.ArgoCDDouble;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.HostingDouble;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.MutableClock;
import io.jenkins.plugins.kargo.engine.testing.Tools;
import io.jenkins.plugins.kargo.engine.testing.forge.HostingDialect;
import io.jenkins.plugins.kargo.engine.verification.VerificationProgress;
import io.jenkins.plugins.kargo.engine.verification.metric.WebMetric;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A project from a published text on a whole engine, with a hosting service, an Argo CD and the service that is promoted. */
final class SeedWorld implements AutoCloseable {
    final HostingDouble hosting;
    final LoopbackServer service;
    final SqlKargoStore store;
    final ArgoCDDouble argo = ArgoCDDouble.start();
    final List<String> log = new ArrayList<>();

    private final Path temp;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final MutableClock clock = new MutableClock(Instant.now());
    private final CredentialResolver credentials = new CredentialResolver() {
        @Override
        public Optional<Credential> find(String url, Access access) {
            return Optional.of(BasicCredentials.RIGHT.credential());
        }

        @Override
        public Optional<ArgoCDAccess> argoCD(String shard) {
            return Optional.of(argo.access());
        }
    };
    private PromotionEngine engine;
    private ProjectKey project;
    private Configuration configuration;
    private RunEnvironment environment;

    /** @param temp a folder of its own */
    SeedWorld(Path temp) {
        this.temp = temp;
        hosting = HostingDouble.start(temp.resolve("hosting"), HostingDialect.GITLAB);
        service = LoopbackServer.http(exchange -> LoopbackServer.answer(
                exchange,
                200,
                "application/json",
                "{\"message\": \"Hello Audience!\"}".getBytes(StandardCharsets.UTF_8)));
        store = SqlKargoStore.openSqlite(temp.resolve("store"));
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
        timer.shutdownNow();
        store.close();
        service.close();
        argo.close();
        hosting.close();
    }

    /** A project with these manifests, whose one piece of Freight is of its Warehouse. */
    void load(String name, String warehouse, String image, String... manifests) {
        if (engine == null) {
            project = new ProjectKey("", name);
            store.projects().claim(project, "seed", false, Instant.EPOCH);
            GitCommit commit = new GitCommit(
                    hosting.url(), String.valueOf(hosting.repository().head("main")), "main", "", "first", "", "", "");
            Freight freight = new Freight(
                    "a".repeat(40),
                    "brisk-otter",
                    FreightOrigin.warehouse(warehouse),
                    List.of(commit),
                    List.of(new Image(image, "1.26.3", "sha256:d", Map.of(), "")),
                    List.of(),
                    List.of(),
                    Instant.EPOCH);
            store.freight().add(project, freight, "");
            start();
        }
        List<ManifestFile> files = List.of(new ManifestFile("seed.yaml", String.join("---\n", manifests)));
        LoadedManifests loaded = new ManifestLoader(new Capabilities(
                        Set.copyOf(StepRegistry.of(BuiltInSteps.all()).names()), Set.of()))
                .load(files);
        assertThat(loaded.errors()).isEmpty();
        configuration = loaded.configuration();
        store.projects().addRevision(project, new ConfigurationRevision("h", "", "bob", "", Instant.EPOCH, files));
    }

    private void start() {
        GitSettings settings = GitSettings.defaults();
        Gateways gateways = Gateways.of(NetworkPolicy.LOOPBACK, temp.resolve("transfer"));
        StepRegistry steps = StepRegistry.of(BuiltInSteps.all(() -> settings, gateways));
        HttpGateway http = new HttpGateway(HttpSettings.of(NetworkPolicy.LOOPBACK));
        engine = new PromotionEngine(EngineSettings.of(store, steps, (key, hash) -> Optional.of(configuration), timer)
                .withClock(clock)
                .withMetrics(List.of(new WebMetric(http, clock)))
                .withHealth(BuiltInSteps.healthCheckers(gateways), key -> credentials));
    }

    /** What {@code authorized-stage} and the branch of an Application are. */
    void application(String name, String stage, String branch) {
        argo.add("""
                {"metadata": {"name": "%s", "namespace": "argocd",
                  "annotations": {"kargo.akuity.io/authorized-stage": "%s:%s"}},
                 "spec": {"project": "default", "destination": {"namespace": "shop"},
                  "source": {"repoURL": "%s", "path": ".", "targetRevision": "%s"}},
                 "status": {"health": {"status": "Missing"}, "sync": {"status": "OutOfSync"}}}
                """.formatted(name, project.name(), stage, hosting.url(), branch));
        argo.syncAtOnce(() -> hosting.repository().head(branch));
    }

    Promotion create(String stage) throws Exception {
        Promotion promotion = engine.promotions()
                .create(new PromotionOrder(
                        project,
                        "h",
                        configuration,
                        stage,
                        null,
                        Map.of(),
                        "subject:alice",
                        BuildReference.NONE,
                        null,
                        false));
        LocalWorkspace workspace =
                new LocalWorkspace(temp.resolve(promotion.name()), log::add).withEnvironment("PATH", Tools.path());
        environment =
                RunEnvironment.of("build", log::add).withWorkspace(workspace).withCredentials(credentials);
        return promotion;
    }

    Progress advance(Promotion promotion) throws Exception {
        return engine.runner().advance(project, promotion.name(), environment);
    }

    /** A minute for every wait, three times at most. */
    Promotion finish(Promotion promotion) throws Exception {
        Progress progress = advance(promotion);
        for (int i = 0; i < 3 && progress instanceof Progress.Waiting; i++) {
            clock.advance(Duration.ofMinutes(1));
            progress = advance(promotion);
        }
        assertThat(progress).as(log.toString()).isInstanceOf(Progress.Finished.class);
        return ((Progress.Finished) progress).promotion();
    }

    Promotion succeed(Promotion promotion) throws Exception {
        Promotion finished = finish(promotion);
        assertThat(finished.phase()).as(finished.message() + '\n' + log).isEqualTo(PromotionPhase.Succeeded);
        return finished;
    }

    void assertSynced(String name, String stage, String commit) {
        JsonNode application = argo.get(name);
        assertThat(application.at("/status/operationState/syncResult/revision").asText())
                .isEqualTo(commit);
        assertThat(application.at("/status/sync/status").asText()).isEqualTo("Synced");
        assertThat(store.health().latest(project).get(stage).status()).isEqualTo(HealthStatus.Healthy);
    }

    /** Measures until the verification is settled. */
    VerificationRecord verification(String stage) throws Exception {
        VerificationRecord record = store.verifications().latest(project).get(stage);
        VerificationProgress progress = engine.verifications().advance(project, record.id());
        for (int i = 0; i < 5 && progress instanceof VerificationProgress.Waiting; i++) {
            clock.advance(Duration.ofSeconds(10));
            progress = engine.verifications().advance(project, record.id());
        }
        assertThat(progress).isInstanceOf(VerificationProgress.Settled.class);
        return ((VerificationProgress.Settled) progress).verification();
    }

    boolean isVerified(String stage) {
        return store.freight()
                .find(project, "brisk-otter")
                .orElseThrow()
                .status()
                .verifiedIn()
                .containsKey(stage);
    }

    /** Neither the credential of git and the hosting service nor that of Argo CD. */
    void assertNoToken(Promotion promotion, String... texts) {
        List<Object> seen = new ArrayList<>(List.of(texts));
        seen.add(log);
        seen.add(promotion);
        seen.add(store.promotions().find(project, promotion.name()));
        seen.add(store.verifications().latest(project));
        seen.add(store.health().latest(project));
        seen.add(store.events().list(project, 100));
        hosting.requests().forEach(request -> {
            seen.add(request.title);
            seen.add(request.description);
        });
        assertThat(seen.toString())
                .doesNotContain(
                        "7H2k", BasicCredentials.RIGHT.header().substring("Basic ".length()), ArgoCDDouble.TOKEN);
    }

    ProjectKey project() {
        return project;
    }

    PromotionEngine engine() {
        return engine;
    }
}
