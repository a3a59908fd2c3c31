package io.jenkins.plugins.kargo.engine.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses;
import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.DiscoveredVersion;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import io.jenkins.plugins.kargo.engine.promotion.EngineSettings;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEngine;
import io.jenkins.plugins.kargo.engine.promotion.PromotionOrder;
import io.jenkins.plugins.kargo.engine.promotion.RunEnvironment;
import io.jenkins.plugins.kargo.engine.promotion.StepRegistry;
import io.jenkins.plugins.kargo.engine.promotion.step.control.ControlSteps;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import io.jenkins.plugins.kargo.engine.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** A real store and engine with a project of three stages, and the API on top of them. */
final class ApiFixture implements AutoCloseable {
    static final ProjectKey PROJECT = new ProjectKey("shop", "guestbook");
    static final String BASE = "/projects/shop/guestbook/-/";
    static final BuildReference BUILD =
            new BuildReference("shop/deploy#7", "job/shop/job/deploy/7/", "shop/deploy #7", List.of("bob"));

    private static final String MANIFESTS = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: ProjectConfig
            metadata: {name: guestbook, namespace: guestbook}
            spec:
              promotionPolicies:
                - stageSelector: {name: test}
                  autoPromotionEnabled: true
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: guestbook}
            spec:
              subscriptions:
                - image: {repoURL: registry.example.com/guestbook}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Stage
            metadata:
              name: test
              annotations: {kargo.akuity.io/color: lime}
            spec:
              requestedFreight:
                - origin: {kind: Warehouse, name: guestbook}
                  sources: {direct: true}
              promotionTemplate:
                spec:
                  steps:
                    - uses: compose-output
                      as: note
                      config: {text: promoted}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Stage
            metadata: {name: prod}
            spec:
              requestedFreight:
                - origin: {kind: Warehouse, name: guestbook}
                  sources: {stages: [test]}
              promotionTemplate:
                spec:
                  steps:
                    - uses: wait-for-approval
                      as: approval
                      config:
                        approvers: [{user: olivia}]
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Stage
            metadata: {name: zone}
            spec:
              requestedFreight:
                - origin: {kind: Warehouse, name: guestbook}
                  sources: {direct: true}
              promotionTemplate:
                spec:
                  steps:
                    - uses: get-user-input
                      as: ask
                      config:
                        schema: {properties: {ticket: {type: string}}, required: [ticket]}
            """;

    final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
    final SqlKargoStore store;
    final PromotionEngine engine;
    final Configuration configuration;
    final List<String> started = new ArrayList<>();
    final List<String> refreshed = new ArrayList<>();
    final Warehouses warehouses;
    final KargoApi api;
    Optional<String> refusal = Optional.empty();
    Runners.Readiness readiness = new Runners.Readiness(true, "");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    ApiFixture(Path directory) {
        store = SqlKargoStore.openSqlite(directory);
        ManifestFile file = new ManifestFile(".kargo/project.yaml", MANIFESTS);
        configuration = new ManifestLoader(
                        new Capabilities(Set.of("compose-output", "wait-for-approval", "get-user-input"), Set.of()))
                .load(List.of(file))
                .configuration();
        store.projects().claim(PROJECT, "shop/deploy", false, clock.instant());
        store.projects()
                .addRevision(
                        PROJECT,
                        new ConfigurationRevision(
                                "hash", "0123456", "alice", BUILD.id(), clock.instant(), List.of(file)));
        engine = new PromotionEngine(EngineSettings.of(
                        store,
                        StepRegistry.of(ControlSteps.all(store)),
                        (project, hash) -> Optional.of(configuration),
                        timer)
                .withClock(clock));
        warehouses = new Warehouses(store, clock, new Random(1));
        api = new KargoApi(new ApiServices(
                store,
                (project, hash) -> Optional.of(configuration),
                engine.promotions(),
                engine.verifications(),
                warehouses,
                runners(),
                (project, warehouse, caller) -> {
                    refreshed.add(warehouse + " for " + caller.userId());
                    return refusal;
                },
                clock));
    }

    private Runners runners() {
        return new Runners() {
            @Override
            public Declared declared(ProjectKey project) {
                return new Declared("shop/deploy", "", ".kargo", Map.of("prod", List.of("shop/release")));
            }

            @Override
            public Readiness readiness(ProjectKey project, Caller caller) {
                return readiness;
            }

            @Override
            public void start(
                    ProjectKey project, io.jenkins.plugins.kargo.engine.model.PromotionRequest request, Caller caller) {
                started.add(request.stage() + " for " + request.actor());
            }
        };
    }

    Freight freight(String tag) {
        String digits = tag.replaceAll("\\D", "");
        Freight freight = new Freight(
                digits + "a".repeat(40 - digits.length()),
                "release-" + tag.replace('.', '-'),
                FreightOrigin.warehouse("guestbook"),
                List.of(),
                List.of(new Image("registry.example.com/guestbook", tag, "sha256:" + "b".repeat(64), Map.of(), "")),
                List.of(),
                List.of(),
                clock.instant());
        store.freight().add(PROJECT, freight, BUILD.id());
        clock.advance(Duration.ofMinutes(1));
        return freight;
    }

    /** What the warehouse last found, newest first. */
    void discovered(String... tags) {
        List<DiscoveredVersion> versions = Stream.of(tags)
                .map(tag -> new DiscoveredVersion(
                        null,
                        new Image(
                                "registry.example.com/guestbook",
                                tag,
                                "sha256:" + tag.replaceAll("\\D", "") + "c".repeat(60),
                                Map.of(),
                                ""),
                        null,
                        null,
                        clock.instant()))
                .toList();
        store.warehouses()
                .put(new WarehouseState(
                        PROJECT,
                        "guestbook",
                        new WarehouseState.Check(clock.instant(), false, "found"),
                        List.of(new WarehouseState.Found(
                                "image", "", "registry.example.com/guestbook", "", versions))));
    }

    /** Id of a request that waits for a build. */
    String request(String stage, Freight freight) {
        String id = UUID.randomUUID().toString();
        store.requests().add(new PromotionRequest(PROJECT, id, stage, freight.name(), "paul", clock.instant(), ""));
        return id;
    }

    /** Id of the stage's newest verification. */
    String verification(String stage) {
        return store.verifications().list(PROJECT, stage, null, 1).get(0).id();
    }

    /** Adds a verification that was measured. */
    void measured(String stage) {
        Promotion promotion = store.promotions().list(PROJECT, stage, null, 1).get(0);
        Map<String, Object> result = Map.of(
                "spec",
                Map.of("metrics", List.of(Map.of("name", "errors", "successCondition", "result < 0.05"))),
                "status",
                Map.of(
                        "metricResults",
                        List.of(Map.of(
                                "name",
                                "errors",
                                "phase",
                                "Successful",
                                "count",
                                2,
                                "measurements",
                                List.of(
                                        Map.of(
                                                "phase",
                                                "Successful",
                                                "value",
                                                "[0.01]",
                                                "startedAt",
                                                "2026-03-01T10:00:00Z"),
                                        Map.of("phase", "Successful", "value", "<b>none</b>"))))));
        store.verifications()
                .add(new VerificationRecord(
                        PROJECT,
                        UUID.randomUUID().toString(),
                        stage,
                        promotion.name(),
                        promotion.collection().id(),
                        VerificationPhase.Successful,
                        "",
                        "alice",
                        BUILD,
                        result,
                        clock.instant(),
                        clock.instant()));
    }

    /** Carries a promotion as far as it goes now. */
    Promotion promote(String stage, Freight freight) {
        return promote(PROJECT, stage, freight, "alice");
    }

    Promotion promote(ProjectKey project, String stage, Freight freight, String actor) {
        try {
            Promotion promotion = engine.promotions()
                    .create(new PromotionOrder(
                            project,
                            "hash",
                            configuration,
                            stage,
                            freight.name(),
                            Map.of(),
                            actor,
                            BUILD,
                            null,
                            false));
            advance(promotion);
            return promotion;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void advance(Promotion promotion) throws InterruptedException {
        engine.runner().advance(promotion.project(), promotion.name(), RunEnvironment.of("build", line -> {}));
    }

    ApiResponse get(String path, Caller caller) {
        return get(path, null, caller);
    }

    ApiResponse get(String path, String etag, Caller caller) {
        int question = path.indexOf('?');
        Map<String, String> query = new java.util.LinkedHashMap<>();
        if (question >= 0) {
            for (String pair : path.substring(question + 1).split("&")) {
                query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        String plain = question < 0 ? path : path.substring(0, question);
        return api.handle(new ApiRequest("GET", plain, query, etag, ""), caller);
    }

    ApiResponse post(String path, String body, Caller caller) {
        return api.handle(new ApiRequest("POST", path, Map.of(), null, body), caller);
    }

    static JsonNode json(ApiResponse response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    static Caller caller(String user, Caller.Right... rights) {
        Set<Caller.Right> granted = EnumSet.noneOf(Caller.Right.class);
        granted.addAll(List.of(rights));
        return new Caller() {
            @Override
            public String userId() {
                return user;
            }

            @Override
            public Set<String> groups() {
                return Set.of();
            }

            @Override
            public boolean may(Right right, ProjectKey project) {
                return granted.contains(right);
            }
        };
    }

    /** As when a step of the promotion had committed an image and a new file. */
    void rendered(Promotion promotion) {
        RenderedDiff diff = new RenderedDiff(
                "abc",
                new ArrayList<>(List.of(new RenderedDiff.FileChange(
                        "cart.yaml", RenderedDiff.Change.Changed, 1, 1, "@@ -1,1 +1,1 @@\n", ""))),
                2,
                1,
                1,
                new ArrayList<>(List.of(new RenderedDiff.ResourceChange(
                        RenderedDiff.Change.Changed,
                        "apps",
                        "Deployment",
                        "shop",
                        "cart",
                        new ArrayList<>(List.of(new RenderedDiff.FieldChange("spec.replicas", null, "3")))))),
                0,
                "");
        store.promotions().putDiff(promotion.project(), promotion.name(), "commit", diff);
    }

    @Override
    public void close() {
        engine.close();
        timer.shutdownNow();
        store.close();
    }
}
