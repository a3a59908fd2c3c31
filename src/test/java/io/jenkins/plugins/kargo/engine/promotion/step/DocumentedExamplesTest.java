package io.jenkins.plugins.kargo.engine.promotion.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.LoadedManifests;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.ArgoCDAccess;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.Approver;
import io.jenkins.plugins.kargo.engine.promotion.EngineSettings;
import io.jenkins.plugins.kargo.engine.promotion.Progress;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEngine;
import io.jenkins.plugins.kargo.engine.promotion.PromotionOrder;
import io.jenkins.plugins.kargo.engine.promotion.RunEnvironment;
import io.jenkins.plugins.kargo.engine.promotion.StepRegistry;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.control.ControlSteps;
import io.jenkins.plugins.kargo.engine.promotion.step.git.GitSettings;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import io.jenkins.plugins.kargo.engine.testing.ArgoCDDouble;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.ChartRepository;
import io.jenkins.plugins.kargo.engine.testing.DockerRegistry;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.HostingDouble;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import io.jenkins.plugins.kargo.engine.testing.Tools;
import io.jenkins.plugins.kargo.engine.testing.forge.HostingDialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the example of every page in docs/promotion-steps: manifests, engine, store and steps against real servers. */
class DocumentedExamplesTest {
    private static final ProjectKey PROJECT = new ProjectKey("", "guestbook");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final Map<String, Object> ANSWER = Map.of("ticket", "OPS-7", "replicas", 2L);
    private static final Set<String> NEED_HELM = Set.of("helm-template", "helm-update-chart");

    @TempDir
    private Path temp;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> log = new ArrayList<>();
    private GitHttpServer git;
    private ChartRepository charts;
    private LoopbackServer web;
    private DockerRegistry registry;
    private HostingDouble hosting;
    private ArgoCDDouble argo;
    private GitFixture guestbook;
    private SqlKargoStore store;
    private PromotionEngine engine;

    /** Of every page: one that is added is run, without a list to forget it in. */
    static List<String> names() throws IOException {
        try (var pages = Files.list(docs())) {
            return pages.map(page -> page.getFileName().toString().replace(".md", ""))
                    .filter(page -> !page.equals("README"))
                    .sorted()
                    .toList();
        }
    }

    private static List<StepRunner> steps(Path temporary) {
        GitSettings git = GitSettings.defaults();
        return BuiltInSteps.all(() -> git, Gateways.of(NetworkPolicy.LOOPBACK, temporary.resolve("transfer")));
    }

    private static Path docs() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            if (Files.isDirectory(up.resolve("docs/promotion-steps"))) {
                return up.resolve("docs/promotion-steps");
            }
        }
        throw new AssertionError("no docs/promotion-steps above " + Path.of("").toAbsolutePath());
    }

    @BeforeEach
    void open() {
        git = GitHttpServer.withPassword(temp.resolve("git"));
        charts = ChartRepository.withPassword();
        charts.publish("library", "1.0.0");
        charts.publish("library", "1.1.0");
        guestbook = git.create("guestbook");
        web = LoopbackServer.http(exchange -> LoopbackServer.answer(
                exchange,
                200,
                "application/json",
                "{\"id\": 7, \"state\": \"done\"}".getBytes(StandardCharsets.UTF_8)));
        Map<String, String> files = new HashMap<>();
        GuestbookFiles.all().forEach((path, text) -> files.put(path, onLoopback(text)));
        String commit = guestbook.commit("main", "first", files);
        store = SqlKargoStore.openSqlite(temp.resolve("store"));
        store.projects().claim(PROJECT, "guestbook", false, Instant.EPOCH);
        store.freight().add(PROJECT, freight(commit), "");
        List<StepRunner> steps = new ArrayList<>(steps(temp));
        steps.addAll(ControlSteps.all(store));
        engine = new PromotionEngine(EngineSettings.of(
                store,
                StepRegistry.of(steps),
                (project, hash) -> store.projects()
                        .revision(project, hash)
                        .map(revision -> loader(steps).load(revision.files()).configuration()),
                timer));
    }

    @AfterEach
    void close() {
        engine.close();
        timer.shutdownNow();
        store.close();
        charts.close();
        web.close();
        if (hosting != null) {
            hosting.close();
        }
        if (registry != null) {
            registry.close();
        }
        if (argo != null) {
            argo.close();
        }
        git.close();
    }

    private Freight freight(String commit) {
        return new Freight(
                "a".repeat(40),
                "brisk-otter",
                FreightOrigin.warehouse("guestbook"),
                List.of(new GitCommit(git.url("guestbook"), commit, "main", "", "first", "", "", "")),
                List.of(new Image("registry.example.com/guestbook", "1.4.7", "sha256:d", Map.of(), "")),
                List.of(new Chart(charts.url(), "library", "1.1.0", "")),
                List.of(),
                Instant.EPOCH);
    }

    private static Set<String> names(List<StepRunner> steps) {
        Set<String> names = new HashSet<>(StepRegistry.of(steps).names());
        names.add(StepRegistry.PIPELINE);
        return names;
    }

    private static ManifestLoader loader(List<StepRunner> steps) {
        return new ManifestLoader(new Capabilities(names(steps), Set.of()));
    }

    private String onLoopback(String text) {
        return text.replace(
                        "https://git.example.com/guestbook.git", hosting == null ? git.url("guestbook") : hosting.url())
                .replace("https://charts.example.com", charts.url())
                .replace("https://ci.example.com", web.url())
                .replace("oci.example.com", registry == null ? "oci.example.com" : registry.authority());
    }

    private static String example(String page) {
        Matcher matcher = EXAMPLE.matcher(page);
        assertThat(matcher.find()).as("an example").isTrue();
        String example = matcher.group(1);
        assertThat(matcher.find()).as("another example, which would not be run").isFalse();
        return example;
    }

    private Promotion promote(String steps) throws Exception {
        String manifests = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: guestbook, namespace: guestbook}
            spec:
              subscriptions:
              - image: {repoURL: registry.example.com/guestbook}
              - git: {repoURL: https://git.example.com/guestbook.git}
              - chart: {repoURL: https://charts.example.com, name: library}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Stage
            metadata: {name: test, namespace: guestbook}
            spec:
              requestedFreight:
              - origin: {kind: Warehouse, name: guestbook}
                sources: {direct: true}
              promotionTemplate:
                spec:
                  steps:
            """ + steps.indent(6);
        List<ManifestFile> files = List.of(new ManifestFile("kargo.yaml", onLoopback(manifests)));
        List<StepRunner> known = new ArrayList<>(steps(temp));
        known.addAll(ControlSteps.all(store));
        LoadedManifests loaded = loader(known).load(files);
        assertThat(loaded.errors()).isEmpty();
        store.projects().addRevision(PROJECT, new ConfigurationRevision("h", "", "bob", "", Instant.EPOCH, files));
        Promotion promotion = engine.promotions()
                .create(new PromotionOrder(
                        PROJECT,
                        "h",
                        loaded.configuration(),
                        "test",
                        null,
                        Map.of(),
                        "subject:alice",
                        BuildReference.NONE,
                        null,
                        false));
        LocalWorkspace workspace = new LocalWorkspace(temp, log::add).withEnvironment("PATH", Tools.path());
        RunEnvironment environment = RunEnvironment.of("build", log::add)
                .withWorkspace(workspace)
                .withCredentials(new CredentialResolver() {
                    @Override
                    public Optional<Credential> find(String url, Access access) {
                        return Optional.of(BasicCredentials.RIGHT.credential());
                    }

                    @Override
                    public Optional<ArgoCDAccess> argoCD(String shard) {
                        return Optional.ofNullable(argo).map(ArgoCDDouble::access);
                    }
                });
        Progress progress = engine.runner().advance(PROJECT, promotion.name(), environment);
        for (int i = 0; i < 4 && !(progress instanceof Progress.Finished); i++) {
            doWhatItWaitsFor(promotion.name(), progress);
            progress = engine.runner().advance(PROJECT, promotion.name(), environment);
        }
        assertThat(progress).as(log.toString()).isInstanceOf(Progress.Finished.class);
        return ((Progress.Finished) progress).promotion();
    }

    /** People answer, and a handler of a Jenkinsfile runs; Argo CD needs a few looks. */
    private void doWhatItWaitsFor(String promotion, Progress progress) throws Exception {
        if (progress instanceof Progress.NeedsHandler needed) {
            StepResult result = StepResult.succeeded(Map.of("file", "out.yaml"));
            engine.runner().completeHandler(PROJECT, promotion, needed.step().as(), result);
            return;
        }
        Set<String> running = engine.promotions().find(PROJECT, promotion).orElseThrow().records().values().stream()
                .filter(record -> record.status() == StepStatus.Running)
                .map(StepRecord::uses)
                .collect(Collectors.toSet());
        Approver carol = new Approver("carol", Set.of());
        if (running.contains("get-user-input")) {
            engine.promotions().inputs().answer(PROJECT, promotion, carol, ANSWER, null);
        } else if (running.contains("wait-for-approval")) {
            Approver manager = new Approver("bob", Set.of("release-managers"));
            for (Approver approver : List.of(carol, manager)) {
                engine.promotions().answer(PROJECT, promotion, approver, true, "", null);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theExampleWorksAndTheOutputsAreDescribed(String name) throws Exception {
        if (NEED_HELM.contains(name)) {
            Tools.path("helm");
        }
        if (name.endsWith("-pr") || name.equals("github-push")) {
            hosting = HostingDouble.start(
                    temp.resolve("hosting"), name.equals("github-push") ? HostingDialect.GITHUB : HostingDialect.GITEA);
            Map<String, String> files = new HashMap<>();
            GuestbookFiles.all().forEach((path, text) -> files.put(path, onLoopback(text)));
            hosting.repository().commit("main", "first", files);
            if (name.equals("git-wait-for-pr")) {
                hosting.mergeAtOnce();
            }
        }
        if (name.startsWith("oci-")) {
            registry = DockerRegistry.withPassword(Files.createDirectory(temp.resolve("registry")));
            registry.push("shop/guestbook", "1.4.7", TestImage.image("linux/amd64", Instant.EPOCH));
            registry.push("charts/library", "1.1.0", TestImage.chart("library", "1.1.0"));
        }
        if (name.startsWith("argocd-")) {
            argo = ArgoCDDouble.start()
                    .application("guestbook-test", git.url("guestbook"))
                    .syncAtOnce(() -> guestbook.head("stage/test"));
        }
        if (name.equals("kustomize-build")) {
            Tools.path("kubectl");
        }
        String page = Files.readString(docs().resolve(name + ".md"));
        String preparation = example(Files.readString(docs().resolve("README.md")));
        Promotion promotion = promote(preparation + example(page));

        if (name.equals("fail")) {
            assertThat(promotion.phase()).isEqualTo(PromotionPhase.Failed);
            assertThat(promotion.message()).isEqualTo("failed: a major version needs a change request");
            return;
        }
        assertThat(promotion.phase()).as(promotion.message() + '\n' + log).isEqualTo(PromotionPhase.Succeeded);
        List<StepRecord> own = promotion.records().values().stream()
                .filter(record -> record.uses().equals(name))
                .toList();
        assertThat(own).isNotEmpty().allSatisfy(record -> {
            assertThat(record.status()).as(log.toString()).isEqualTo(StepStatus.Succeeded);
            if (record.output() != null) {
                record.output().keySet().forEach(key -> assertThat(page).contains('`' + key + '`'));
            }
        });
    }

    @Test
    void theExampleOfAFormGoesOnWithTheAnswer() throws Exception {
        Promotion promotion = promote(example(Files.readString(docs().resolve("get-user-input.md"))));

        assertThat(promotion.recordOf("plan").orElseThrow().output())
                .isEqualTo(Map.of("ticket", "OPS-7", "by", "carol"));
    }

    @Test
    void theExamplesThatWriteInTheStoreDo() throws Exception {
        promote(example(Files.readString(docs().resolve("set-freight-alias.md"))));
        promote(example(Files.readString(docs().resolve("set-metadata.md"))));

        assertThat(store.freight()
                        .find(PROJECT, "release-1.4.7")
                        .orElseThrow()
                        .status()
                        .metadata())
                .isEqualTo(Map.of("ticket", "OPS-1"));
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        String index = Files.readString(docs().resolve("README.md"));
        assertThat(names()).allSatisfy(name -> assertThat(index).contains('(' + name + ".md)"));
    }

    @Test
    void everyStepHasItsPage() throws IOException {
        List<StepRunner> all = new ArrayList<>(steps(temp));
        all.addAll(ControlSteps.all(store));
        assertThat(names()).containsExactlyInAnyOrderElementsOf(names(all));
    }
}
