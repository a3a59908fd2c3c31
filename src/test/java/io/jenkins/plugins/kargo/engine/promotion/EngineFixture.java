package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.health.HealthChecker;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.AvailabilityStrategy;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.SelectionPolicy;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.Sources;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.PromotionWindow;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.Variable;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import io.jenkins.plugins.kargo.engine.testing.MutableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A real store with a project, and the engine with steps that a test writes. */
final class EngineFixture implements AutoCloseable {
    static final ProjectKey PROJECT = new ProjectKey("shop", "guestbook");
    static final FreightOrigin WAREHOUSE = FreightOrigin.warehouse("guestbook");
    static final BuildReference BUILD =
            new BuildReference("shop/deploy#7", "job/shop/job/deploy/7/", "shop/deploy #7", List.of("bob"));

    final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
    final List<String> log = new CopyOnWriteArrayList<>();
    final Map<String, Stage> stages = new LinkedHashMap<>();
    final List<PromotionPolicy> policies = new ArrayList<>();
    final List<PromotionWindow> windows = new ArrayList<>();
    final Map<String, FakeStep> fakes = new LinkedHashMap<>();
    final SqlKargoStore store;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<StepRunner> more = new ArrayList<>();
    final List<HealthChecker> checkers = new ArrayList<>();
    private LostEffectInspector inspector = LostEffectInspector.UNKNOWN;
    private PromotionEngine engine;

    EngineFixture(Path directory) {
        store = SqlKargoStore.openSqlite(directory);
        store.projects().claim(PROJECT, "shop/deploy", false, clock.instant());
    }

    /** The engine, made at first use; {@link #restart} makes another one on the same store. */
    PromotionEngine engine() {
        if (engine == null) {
            List<StepRunner> runners = new ArrayList<>(fakes.values());
            runners.addAll(more);
            EngineSettings settings = EngineSettings.of(
                            store, StepRegistry.of(runners), (project, hash) -> Optional.of(configuration()), timer)
                    .withInspector(inspector)
                    .withHealth(checkers, project -> CredentialResolver.NONE)
                    .withClock(clock);
            engine = new PromotionEngine(settings, new FakeEvaluator());
        }
        return engine;
    }

    void restart() {
        engine().close();
        engine = null;
    }

    EngineFixture inspector(LostEffectInspector newInspector) {
        inspector = newInspector;
        return this;
    }

    EngineFixture with(List<StepRunner> runners) {
        more.addAll(runners);
        return this;
    }

    FakeStep fake(String name) {
        return fakes.computeIfAbsent(name, FakeStep::new);
    }

    Configuration configuration() {
        return new Configuration(
                null, Map.of(), stages, Map.of(), Map.of(), Map.of(), Map.of(), policies, Map.of(), List.of(), windows);
    }

    /** The stage is promoted to automatically. */
    EngineFixture automatic(String stage) {
        policies.add(new PromotionPolicy(stage, Map.of(), List.of(), true));
        return this;
    }

    /** A stage that takes Freight directly from the warehouse. */
    EngineFixture stage(String name, PromotionStep... steps) {
        return stage(name, Map.of(), List.of(), steps);
    }

    /** @param upstream stages, empty for directly from the warehouse */
    EngineFixture stage(String name, Map<String, String> annotations, List<String> upstream, PromotionStep... steps) {
        Sources sources = new Sources(
                upstream.isEmpty(), upstream, null, AvailabilityStrategy.OneOf, SelectionPolicy.NewestFreight);
        stages.put(
                name,
                new Stage(
                        new Metadata(name, Map.of(), annotations),
                        List.of(),
                        List.of(new FreightRequest(WAREHOUSE, sources)),
                        List.of(),
                        Arrays.asList(steps),
                        null));
        return this;
    }

    static PromotionStep step(String uses, String alias) {
        return step(uses, alias, Map.of());
    }

    static PromotionStep step(String uses, String alias, Map<String, Object> config) {
        return new PromotionStep(uses, null, alias, "", false, PromotionStep.Retry.DEFAULT, List.of(), config);
    }

    static PromotionStep when(PromotionStep step, String condition) {
        return new PromotionStep(
                step.uses(),
                null,
                step.as(),
                condition,
                step.continueOnError(),
                step.retry(),
                step.vars(),
                step.config());
    }

    static PromotionStep mayFail(PromotionStep step) {
        return new PromotionStep(
                step.uses(), null, step.as(), step.condition(), true, step.retry(), step.vars(), step.config());
    }

    static PromotionStep retried(PromotionStep step, PromotionStep.Retry retry) {
        return new PromotionStep(
                step.uses(),
                null,
                step.as(),
                step.condition(),
                step.continueOnError(),
                retry,
                step.vars(),
                step.config());
    }

    Freight freight(String digits) {
        String name = digits + "0".repeat(40 - digits.length());
        Freight freight = new Freight(
                name, "alias-" + digits, WAREHOUSE, List.of(), List.of(), List.of(), List.of(), clock.instant());
        store.freight().add(PROJECT, freight, "");
        return freight;
    }

    PromotionOrder order(String stage, String freight) {
        return order(stage, freight, BUILD);
    }

    PromotionOrder order(String stage, String freight, BuildReference build) {
        return new PromotionOrder(
                PROJECT, "hash", configuration(), stage, freight, Map.of(), "subject:alice", build, null, false);
    }

    Promotion create(String stage, String freight) {
        try {
            return engine().promotions().create(order(stage, freight));
        } catch (PromotionRefused e) {
            throw new AssertionError(e);
        }
    }

    RunEnvironment environment() {
        return RunEnvironment.of("build-7", log::add);
    }

    Progress advance(Promotion promotion) {
        return advance(promotion, environment());
    }

    Progress advance(Promotion promotion, RunEnvironment environment) {
        try {
            return engine().runner().advance(PROJECT, promotion.name(), environment);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Advances a promotion that needs neither work dir nor wait. */
    Promotion finish(Promotion promotion) {
        Progress progress = advance(promotion);
        if (progress instanceof Progress.Finished finished) {
            return finished.promotion();
        }
        throw new AssertionError("not finished: " + progress);
    }

    Promotion stored(Promotion promotion) {
        return store.promotions().find(PROJECT, promotion.name()).orElseThrow();
    }

    StepStatus status(Promotion promotion, String alias) {
        return stored(promotion)
                .recordOf(alias)
                .map(StepRecord::status)
                .orElseThrow(() -> new AssertionError("step " + alias + " has no record"));
    }

    KargoStore store() {
        return store;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
        timer.shutdownNow();
        store.close();
    }

    /** Knows no expressions: conditions are {@code true}, {@code false}, {@code always}, {@code failure} or broken. */
    private static final class FakeEvaluator implements StepEvaluator {
        @Override
        public boolean skips(StepScope scope) throws EvaluationException {
            return switch (scope.step().condition()) {
                case "" -> scope.hasFailures();
                case "always", "true" -> false;
                case "false" -> true;
                case "failure" -> !scope.hasFailures();
                default -> throw new EvaluationException("unexpected token");
            };
        }

        @Override
        public Map<String, Object> config(StepScope scope) throws EvaluationException {
            if (scope.step().config().containsKey("broken")) {
                throw new EvaluationException("unknown name");
            }
            Map<String, Object> config = new LinkedHashMap<>(scope.step().config());
            for (Variable variable : scope.promotion().vars()) {
                config.put("var-" + variable.name(), variable.value());
            }
            return config;
        }
    }
}
