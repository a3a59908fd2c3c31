package io.jenkins.plugins.kargo.engine.promotion.step;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitSettings;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.Tools;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole project of Kargo's documentation, from the first stage to the last, against a real repository: its URL is put
 * in, and the step that tells Argo CD is left out.
 */
class CorpusPromotionsTest {
    private static final ProjectKey PROJECT = new ProjectKey("", "kargo-demo");
    private static final String IMAGE = "public.ecr.aws/nginx/nginx";
    private static final String ARGO_CD = "(?m)^  - uses: argocd-update\\n(?: {4}.*\\n)+";

    @TempDir
    private Path temp;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> log = new ArrayList<>();
    private GitHttpServer git;
    private GitFixture repository;
    private SqlKargoStore store;
    private Configuration configuration;
    private PromotionEngine engine;

    @BeforeEach
    void open() {
        git = GitHttpServer.withPassword(temp.resolve("git"));
        repository = git.create("demo");
        String deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\n"
                + "spec: {template: {spec: {containers: [{name: app, image: " + IMAGE + "}]}}}\n";
        repository.commit(
                "main",
                "first",
                Map.of(
                        "base/app.yaml",
                        deployment,
                        "base/kustomization.yaml",
                        "resources: [app.yaml]\n",
                        "stages/test/kustomization.yaml",
                        "resources: [../../base]\nnamePrefix: test-\n",
                        "stages/uat/kustomization.yaml",
                        "resources: [../../base]\nnamePrefix: uat-\n",
                        "stages/prod/kustomization.yaml",
                        "resources: [../../base]\nnamePrefix: prod-\n"));
        store = SqlKargoStore.openSqlite(temp.resolve("store"));
        store.projects().claim(PROJECT, "demo", false, Instant.EPOCH);
        Image image = new Image(IMAGE, "1.29.1", "sha256:d", Map.of(), "");
        store.freight()
                .add(
                        PROJECT,
                        new Freight(
                                "a".repeat(40),
                                "brisk-otter",
                                FreightOrigin.warehouse("kargo-demo"),
                                List.of(),
                                List.of(image),
                                List.of(),
                                List.of(),
                                Instant.EPOCH),
                        "");
    }

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
        timer.shutdownNow();
        store.close();
        git.close();
    }

    private void load(String file) {
        String text = Conformance.text("yaml-corpus/" + file)
                .replace("${GITOPS_REPO_URL}", git.url("demo"))
                .replaceAll(ARGO_CD, "");
        assertThat(text).doesNotContain("argocd-update");
        GitSettings settings = GitSettings.defaults();
        StepRegistry registry = StepRegistry.of(
                BuiltInSteps.all(() -> settings, Gateways.of(NetworkPolicy.LOOPBACK, temp.resolve("transfer"))));
        List<ManifestFile> files = List.of(new ManifestFile(file, text));
        LoadedManifests loaded =
                new ManifestLoader(new Capabilities(Set.copyOf(registry.names()), Set.of())).load(files);
        assertThat(loaded.errors()).isEmpty();
        configuration = loaded.configuration();
        store.projects().addRevision(PROJECT, new ConfigurationRevision("h", "", "bob", "", Instant.EPOCH, files));
        engine = new PromotionEngine(
                EngineSettings.of(store, registry, (project, hash) -> Optional.of(configuration), timer));
    }

    private Promotion promote(String stage) throws Exception {
        Promotion promotion = engine.promotions()
                .create(new PromotionOrder(
                        PROJECT,
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
                new LocalWorkspace(temp.resolve(stage), log::add).withEnvironment("PATH", Tools.path("kubectl"));
        RunEnvironment environment = RunEnvironment.of("build", log::add)
                .withWorkspace(workspace)
                .withCredentials((url, access) -> Optional.of(BasicCredentials.RIGHT.credential()));
        Progress progress = engine.runner().advance(PROJECT, promotion.name(), environment);
        assertThat(progress).as(log.toString()).isInstanceOf(Progress.Finished.class);
        return ((Progress.Finished) progress).promotion();
    }

    @Test
    void theQuickstartDeliversToItsLastStage() throws Exception {
        load("quickstart--index-02.yaml");
        for (String stage : List.of("test", "uat", "prod")) {
            Promotion promotion = promote(stage);

            assertThat(promotion.phase()).as(promotion.message() + '\n' + log).isEqualTo(PromotionPhase.Succeeded);
            String branch = "stage/" + stage;
            assertThat(repository.files(branch)).containsOnlyKeys("deployment-" + stage + "-app.yaml");
            assertThat(String.valueOf(repository.files(branch))).contains(IMAGE + ":1.29.1");
            assertThat(repository.log(branch).get(0))
                    .startsWith("Updated ./src/base to use new image\n\n- " + IMAGE + ":1.29.1");
        }
    }
}
