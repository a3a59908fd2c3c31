package io.jenkins.plugins.kargo.engine.health;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.HealthCheck;
import io.jenkins.plugins.kargo.engine.model.HealthResult;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.model.StageHealth;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.HealthStore.Watched;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Finds out how healthy stages are, and remembers it in the store. Safe for many threads; controllers that share the
 * store take turns by a lease.
 */
public final class StageHealths {
    private static final Logger LOGGER = Logger.getLogger(StageHealths.class.getName());
    private static final Duration WHEN_HEALTHY = Duration.ofMinutes(5);
    private static final Duration WHEN_NOT = Duration.ofSeconds(10);
    private static final Duration FOR_LONG = Duration.ofMinutes(1);
    /** Longer than any check may take. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final int MAX_ISSUE = 2000;

    private final KargoStore store;
    private final Map<String, HealthChecker> checkers;
    private final Function<ProjectKey, CredentialResolver> credentials;
    private final Clock clock;
    private final BiConsumer<ProjectKey, String> changed;
    private final BiPredicate<ProjectKey, String> declared;
    private final String owner = UUID.randomUUID().toString();

    /**
     * @param credentials of a project, for reading, without a build
     * @param changed is told of a stage whose health has become another
     * @param declared whether a stage is in the project's newest configuration
     */
    public StageHealths(
            @NonNull KargoStore store,
            @NonNull Collection<? extends HealthChecker> checkers,
            @NonNull Function<ProjectKey, CredentialResolver> credentials,
            @NonNull Clock clock,
            @NonNull BiConsumer<ProjectKey, String> changed,
            @NonNull BiPredicate<ProjectKey, String> declared) {
        this.store = store;
        this.checkers = checkers.stream().collect(Collectors.toMap(HealthChecker::name, Function.identity()));
        this.credentials = credentials;
        this.clock = clock;
        this.changed = changed;
        this.declared = declared;
    }

    /**
     * The stages that are to be looked at now: often while something is wrong, seldom while all is well. One that is not
     * declared any more is left alone, unless its verification waits for its health still.
     */
    @NonNull
    public List<Watched> due() {
        Instant now = clock.instant();
        return store.health().watched().stream()
                .filter(watched -> watched.health() == null
                        || !now.isBefore(watched.health().checkedAt().plus(interval(watched.health(), now))))
                .filter(watched -> declared.test(watched.project(), watched.stage()) || isAwaited(watched))
                .toList();
    }

    private boolean isAwaited(Watched watched) {
        VerificationRecord verification =
                store.verifications().latest(watched.project()).get(watched.stage());
        return verification != null
                && verification.promotion().equals(watched.promotion())
                && verification.phase() == VerificationPhase.Pending;
    }

    private static Duration interval(StageHealth health, Instant now) {
        if (health.status().compareTo(HealthStatus.NotApplicable) <= 0) {
            return WHEN_HEALTHY;
        }
        return health.since().plus(WHEN_HEALTHY).isAfter(now) ? WHEN_NOT : FOR_LONG;
    }

    /**
     * Looks at the stage now, unless a promotion of it runs or another thread or controller is looking.
     *
     * @return what was found; empty when there is nothing to look at, or it was not looked at
     */
    @NonNull
    public Optional<StageHealth> assess(@NonNull ProjectKey project, @NonNull String stage)
            throws InterruptedException {
        Optional<StageHistoryEntry> held = held(project, stage);
        List<HealthCheck> checks = held.map(entry -> store.health().checks(project, entry.promotion()))
                .orElse(List.of());
        if (checks.isEmpty() || isPromoting(project, stage)) {
            return Optional.empty();
        }
        String lease = "health " + project.path() + ' ' + stage;
        String holder = owner + ' ' + Thread.currentThread().getId();
        if (!store.leases().acquire(lease, holder, LEASE, clock.instant())) {
            return Optional.empty();
        }
        try {
            Promotion promotion =
                    store.promotions().find(project, held.get().promotion()).orElseThrow();
            return remember(promotion, look(promotion, checks));
        } finally {
            store.leases().release(lease, holder);
        }
    }

    private boolean isPromoting(ProjectKey project, String stage) {
        return store.promotions().queue(project, stage).stream()
                .anyMatch(promotion -> promotion.phase() == PromotionPhase.Running);
    }

    private Optional<StageHistoryEntry> held(ProjectKey project, String stage) {
        return store.promotions().history(project, stage, 1).stream().findFirst();
    }

    private List<HealthResult> look(Promotion promotion, List<HealthCheck> checks) throws InterruptedException {
        CredentialResolver resolver = credentials.apply(promotion.project());
        List<HealthResult> results = new ArrayList<>();
        for (HealthCheck check : checks) {
            results.add(masked(check, look(promotion, check, resolver), resolver.mask()));
        }
        return results;
    }

    private HealthResult look(Promotion promotion, HealthCheck check, CredentialResolver resolver)
            throws InterruptedException {
        HealthChecker checker = checkers.get(check.uses());
        if (checker == null) {
            return unknown(check, "nothing is installed that checks the health of \"" + check.uses() + '"');
        }
        try {
            return checker.check(new HealthContext(promotion, check.config(), resolver, clock));
        } catch (IOException e) {
            return unknown(check, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, e, () -> "The health check " + check.uses() + " failed unexpectedly");
            return unknown(check, "the health check failed unexpectedly: " + e);
        }
    }

    private static HealthResult unknown(HealthCheck check, String issue) {
        return new HealthResult(check.uses(), HealthStatus.Unknown, List.of(issue), Map.of());
    }

    @SuppressWarnings("unchecked")
    private static HealthResult masked(HealthCheck check, HealthResult result, SecretMask mask) {
        return new HealthResult(
                check.uses(),
                result.status(),
                result.issues().stream()
                        .map(mask::mask)
                        .map(StageHealths::shortened)
                        .toList(),
                (Map<String, Object>) mask.maskData(result.output()));
    }

    private static String shortened(String issue) {
        return issue.length() <= MAX_ISSUE ? issue : issue.substring(0, MAX_ISSUE) + "…";
    }

    private Optional<StageHealth> remember(Promotion promotion, List<HealthResult> results) {
        boolean[] differs = {false};
        Optional<StageHealth> found = store.transaction(() -> {
            boolean holds = held(promotion.project(), promotion.stage())
                    .filter(entry -> entry.promotion().equals(promotion.name()))
                    .isPresent();
            if (!holds) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            HealthStatus status =
                    results.stream().map(HealthResult::status).reduce(HealthStatus.Healthy, HealthStatus::worse);
            StageHealth before = store.health().latest(promotion.project()).get(promotion.stage());
            boolean same = before != null && before.promotion().equals(promotion.name());
            differs[0] = !same || before.status() != status;
            StageHealth health =
                    new StageHealth(promotion.name(), status, results, differs[0] ? now : before.since(), now);
            store.health().put(promotion.project(), promotion.stage(), health);
            announce(promotion, same ? before.status() : HealthStatus.Healthy, health);
            return Optional.of(health);
        });
        if (differs[0]) {
            changed.accept(promotion.project(), promotion.stage());
        }
        return found;
    }

    /** The audit trail has when a stage falls ill and when it is well again, not every step between. */
    private void announce(Promotion promotion, HealthStatus before, StageHealth health) {
        boolean fellIll = health.status() == HealthStatus.Unhealthy && before != HealthStatus.Unhealthy;
        boolean recovered = health.status() == HealthStatus.Healthy && before != HealthStatus.Healthy;
        if (fellIll || recovered) {
            store.events()
                    .add(new Event(
                            promotion.project(),
                            fellIll ? "StageUnhealthy" : "StageHealthy",
                            promotion.stage(),
                            "controller",
                            String.join("; ", health.issues()),
                            health.checkedAt()));
        }
    }
}
