package io.jenkins.plugins.kargo.engine.verification;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.SecretSource;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Verification;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What follows a promotion that succeeded: nothing to verify, a body in a Jenkinsfile that settles it, or an analysis
 * that {@link #advance} carries out. Safe for many threads; the store says how each stands, so that a restart goes on.
 */
public final class Verifications {
    private static final Duration SETTLE_POLL = Duration.ofSeconds(30);
    private static final Duration HEALTH_POLL = Duration.ofSeconds(10);
    private static final Duration MIN_POLL = Duration.ofMillis(100);
    /** Longer than any measurement may take. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final int RECENT = 50;

    private final KargoStore store;
    private final ConfigurationSource configurations;
    private final AnalysisExpressions expressions;
    private final Analysis analysis;
    private final HealthGate health;
    private final VerificationOutcomes outcomes;
    private final Clock clock;
    private final BiConsumer<ProjectKey, String> changed;
    private final String owner = UUID.randomUUID().toString();
    private final Set<String> advancing = ConcurrentHashMap.newKeySet();

    /**
     * @param providers of metrics; none for a controller that runs no analyses
     * @param changed is told of the stage when a verification of it begins or ends
     */
    public Verifications(
            @NonNull KargoStore store,
            @NonNull ConfigurationSource configurations,
            @NonNull SecretSource secrets,
            @NonNull Collection<? extends MetricProvider> providers,
            @NonNull Clock clock,
            @NonNull BiConsumer<ProjectKey, String> changed) {
        this(
                store,
                configurations,
                new StageExpressions(store, secrets, clock),
                providers.stream().collect(Collectors.toMap(MetricProvider::name, Function.identity())),
                clock,
                changed);
    }

    Verifications(
            KargoStore store,
            ConfigurationSource configurations,
            AnalysisExpressions expressions,
            Map<String, MetricProvider> providers,
            Clock clock,
            BiConsumer<ProjectKey, String> changed) {
        this.store = store;
        this.health = new HealthGate(store);
        this.outcomes = new VerificationOutcomes(store, configurations, clock);
        this.configurations = configurations;
        this.expressions = expressions;
        this.analysis = new Analysis(expressions, providers, clock);
        this.clock = clock;
        this.changed = changed;
    }

    /**
     * Begins the verification of what a promotion has just brought to its stage. Call it in the transaction that ends
     * the promotion. A stage that declares none is verified by that, or as soon as it is healthy when steps registered
     * health checks.
     */
    @NonNull
    public VerificationRecord open(@NonNull Promotion promotion, @NonNull Stage stage) {
        return store.transaction(() -> {
            Instant now = clock.instant();
            boolean nothing = !stage.isVerifiedByPipeline()
                    && !hasAnalysis(stage)
                    && store.health()
                            .checks(promotion.project(), promotion.name())
                            .isEmpty();
            VerificationRecord record = new VerificationRecord(
                    promotion.project(),
                    UUID.randomUUID().toString(),
                    promotion.stage(),
                    promotion.name(),
                    promotion.collection().id(),
                    nothing ? VerificationPhase.Successful : VerificationPhase.Pending,
                    nothing ? "the stage declares no verification" : "",
                    promotion.actor(),
                    promotion.build(),
                    null,
                    now,
                    nothing ? now : null);
            store.verifications().add(record);
            if (nothing) {
                outcomes.passed(record, promotion);
            }
            return record;
        });
    }

    /**
     * Verifies once more what the stage holds.
     *
     * @return the new verification, or the one that is not yet settled
     * @throws IllegalArgumentException when the stage holds nothing yet, or is not in the configuration
     */
    @NonNull
    public VerificationRecord start(
            @NonNull ProjectKey project, @NonNull String stage, @NonNull String actor, @NonNull BuildReference build) {
        VerificationRecord begun =
                store.transaction(() -> pendingFor(project, stage, null).orElseGet(() -> {
                    Promotion promotion = store.promotions().history(project, stage, 1).stream()
                            .findFirst()
                            .flatMap(entry -> store.promotions().find(project, entry.promotion()))
                            .orElseThrow(() -> new IllegalArgumentException("Stage \"" + stage
                                    + "\" holds nothing that could be verified: promote to it first"));
                    VerificationRecord record = new VerificationRecord(
                            project,
                            UUID.randomUUID().toString(),
                            stage,
                            promotion.name(),
                            promotion.collection().id(),
                            VerificationPhase.Pending,
                            "",
                            actor,
                            build,
                            null,
                            clock.instant(),
                            null);
                    store.verifications().add(record);
                    return record;
                }));
        changed.accept(project, stage);
        return begun;
    }

    /**
     * Takes the measurements that are due. Any build may do so, at any time; one at a time does the work.
     *
     * @throws IllegalArgumentException when there is no such verification
     */
    @NonNull
    public VerificationProgress advance(@NonNull ProjectKey project, @NonNull String id) throws InterruptedException {
        VerificationRecord record = get(project, id);
        if (record.phase().isTerminal()) {
            return new VerificationProgress.Settled(record);
        }
        String lease = "verification " + project.path() + ' ' + id;
        if (!advancing.add(lease)) {
            return new VerificationProgress.Waiting("is being measured", SETTLE_POLL);
        }
        try {
            if (!store.leases().acquire(lease, owner, LEASE, clock.instant())) {
                return new VerificationProgress.Waiting("is being measured by another controller", SETTLE_POLL);
            }
            return carryOn(get(project, id));
        } finally {
            advancing.remove(lease);
            store.leases().release(lease, owner);
        }
    }

    /**
     * Ends a verification, for a body in a Jenkinsfile and for people who abort one. One that is settled stays so.
     *
     * @param phase terminal
     * @param actor who settles it
     * @return what is stored now
     */
    @NonNull
    public VerificationRecord settle(
            @NonNull ProjectKey project,
            @NonNull String id,
            @NonNull VerificationPhase phase,
            @NonNull String message,
            @NonNull String actor) {
        return end(get(project, id), phase, message, actor, null);
    }

    /**
     * The newest verification that is not yet settled.
     *
     * @param stage null for any
     * @param promotion its name, null for any
     */
    @NonNull
    public Optional<VerificationRecord> pendingFor(
            @NonNull ProjectKey project, @CheckForNull String stage, @CheckForNull String promotion) {
        return store.verifications().list(project, stage, promotion, RECENT).stream()
                .filter(record -> !record.phase().isTerminal())
                .findFirst();
    }

    /** Settles what needs no more than a healthy stage, when it is; does nothing else. */
    public void startIfHealthy(@NonNull Promotion promotion) throws InterruptedException {
        boolean nothingElse = configurations
                .find(promotion.project(), promotion.configuration())
                .flatMap(configuration -> configuration.stage(promotion.stage()))
                .filter(stage -> !stage.isVerifiedByPipeline() && !hasAnalysis(stage))
                .isPresent();
        Optional<VerificationRecord> record =
                nothingElse ? pendingFor(promotion.project(), promotion.stage(), promotion.name()) : Optional.empty();
        if (record.isPresent()) {
            advance(promotion.project(), record.get().id());
        }
    }

    /** What keeps a verification from starting: its stage is not healthy. Empty when nothing does. */
    @NonNull
    public Optional<String> obstacle(@NonNull ProjectKey project, @NonNull String id) {
        return health.obstacle(get(project, id));
    }

    private VerificationRecord get(ProjectKey project, String id) {
        return store.verifications()
                .find(project, id)
                .orElseThrow(
                        () -> new IllegalArgumentException("The project " + project + " has no verification " + id));
    }

    private VerificationProgress carryOn(VerificationRecord record) throws InterruptedException {
        Promotion promotion =
                store.promotions().find(record.project(), record.promotion()).orElseThrow();
        Optional<Configuration> configuration = configurations.find(record.project(), promotion.configuration());
        Optional<Stage> stage = configuration.flatMap(one -> one.stage(record.stage()));
        if (record.phase().isTerminal()) {
            return new VerificationProgress.Settled(record);
        }
        if (stage.isEmpty()) {
            String problem = "the configuration " + promotion.configuration() + " with stage " + record.stage()
                    + " is not in the store";
            return settled(record, VerificationPhase.Error, problem, null);
        }
        Optional<String> unhealthy = health.obstacle(record);
        if (unhealthy.isPresent()) {
            Optional<String> next = health.supersededBy(record);
            return next.isPresent()
                    ? settled(
                            record,
                            VerificationPhase.Inconclusive,
                            "the stage was not healthy before promotion " + next.get() + " took it over",
                            null)
                    : new VerificationProgress.Waiting(unhealthy.get(), HEALTH_POLL);
        }
        if (stage.get().isVerifiedByPipeline()) {
            return new VerificationProgress.Waiting(
                    "waits for kargoVerify with a body for promotion " + record.promotion(), SETTLE_POLL);
        }
        if (!hasAnalysis(stage.get())) {
            return settled(record, VerificationPhase.Successful, "the stage declares no verification", null);
        }
        try {
            AnalysisRun run = record.result() == null
                    ? plan(record, stage.get(), configuration.get())
                    : AnalysisRunValues.read(record.result());
            return proceed(record, analysis.advance(record, run, step -> keep(record, step)));
        } catch (AnalysisException e) {
            return settled(record, VerificationPhase.Error, e.getMessage(), record.result());
        }
    }

    private AnalysisRun plan(VerificationRecord record, Stage stage, Configuration configuration)
            throws AnalysisException {
        Verification verification = stage.verification();
        return AnalysisPlan.make(configuration, verification, expressions.stageArguments(record, stage, configuration));
    }

    private VerificationProgress proceed(VerificationRecord record, Analysis.Step step) {
        if (step.next().isEmpty()) {
            return settled(record, step.run().phase(), step.run().message(), step.values());
        }
        VerificationRecord kept = keep(record, step);
        if (kept.phase().isTerminal()) {
            return new VerificationProgress.Settled(kept);
        }
        Duration wait = Duration.between(clock.instant(), step.next().get());
        return new VerificationProgress.Waiting(
                "verifies promotion " + record.promotion(), wait.compareTo(MIN_POLL) < 0 ? MIN_POLL : wait);
    }

    private VerificationRecord keep(VerificationRecord record, Analysis.Step step) {
        return store.verifications()
                .update(
                        record.project(),
                        record.id(),
                        stored -> new VerificationRecord(
                                stored.project(),
                                stored.id(),
                                stored.stage(),
                                stored.promotion(),
                                stored.collection(),
                                VerificationPhase.Running,
                                step.run().message(),
                                stored.actor(),
                                stored.build(),
                                step.values(),
                                stored.startedAt(),
                                null));
    }

    private VerificationProgress settled(
            VerificationRecord record,
            VerificationPhase phase,
            String message,
            @CheckForNull Map<String, Object> result) {
        return new VerificationProgress.Settled(end(record, phase, message, record.actor(), result));
    }

    private VerificationRecord end(
            VerificationRecord record,
            VerificationPhase phase,
            String message,
            String actor,
            @CheckForNull Map<String, Object> result) {
        if (!phase.isTerminal()) {
            throw new IllegalArgumentException("A verification cannot be settled as " + phase);
        }
        VerificationRecord ended = store.transaction(() -> {
            boolean[] ends = {false};
            VerificationRecord now = store.verifications().update(record.project(), record.id(), stored -> {
                ends[0] = true;
                return new VerificationRecord(
                        stored.project(),
                        stored.id(),
                        stored.stage(),
                        stored.promotion(),
                        stored.collection(),
                        phase,
                        message,
                        actor,
                        stored.build(),
                        result == null ? stored.result() : result,
                        stored.startedAt(),
                        clock.instant());
            });
            if (ends[0]) {
                outcomes.announce(now);
            }
            return now;
        });
        changed.accept(record.project(), record.stage());
        return ended;
    }

    private static boolean hasAnalysis(Stage stage) {
        return stage.verification() != null
                && !stage.verification().analysisTemplates().isEmpty();
    }
}
