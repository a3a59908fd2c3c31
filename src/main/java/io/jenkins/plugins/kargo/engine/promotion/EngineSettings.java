package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.health.HealthChecker;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.SecretSource;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.verification.MetricProvider;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/**
 * What {@link PromotionEngine} works with.
 *
 * @param steps built-in and other steps, those of package {@code step.control} included
 * @param healthCheckers look at what steps registered; {@code projectCredentials} are what they may read with
 * @param timer renews leases; the engine never shuts it down
 */
public record EngineSettings(
        @NonNull KargoStore store,
        @NonNull StepRegistry steps,
        @NonNull ConfigurationSource configurations,
        @NonNull ScheduledExecutorService timer,
        @NonNull SecretSource secrets,
        @NonNull List<MetricProvider> metrics,
        @NonNull LostEffectInspector inspector,
        @NonNull List<HealthChecker> healthCheckers,
        @NonNull Function<ProjectKey, CredentialResolver> projectCredentials,
        @NonNull Clock clock) {
    public EngineSettings {
        healthCheckers = List.copyOf(healthCheckers);
        metrics = List.copyOf(metrics);
    }

    /** Without secrets, metrics, health checks and inspection of lost effects. */
    @NonNull
    public static EngineSettings of(
            @NonNull KargoStore store,
            @NonNull StepRegistry steps,
            @NonNull ConfigurationSource configurations,
            @NonNull ScheduledExecutorService timer) {
        return new EngineSettings(
                store,
                steps,
                configurations,
                timer,
                SecretSource.NONE,
                List.of(),
                LostEffectInspector.UNKNOWN,
                List.of(),
                project -> CredentialResolver.NONE,
                Clock.systemUTC());
    }

    @NonNull
    public EngineSettings withSecrets(@NonNull SecretSource newSecrets) {
        return new EngineSettings(
                store,
                steps,
                configurations,
                timer,
                newSecrets,
                metrics,
                inspector,
                healthCheckers,
                projectCredentials,
                clock);
    }

    @NonNull
    public EngineSettings withMetrics(@NonNull List<MetricProvider> newMetrics) {
        return new EngineSettings(
                store,
                steps,
                configurations,
                timer,
                secrets,
                newMetrics,
                inspector,
                healthCheckers,
                projectCredentials,
                clock);
    }

    @NonNull
    public EngineSettings withInspector(@NonNull LostEffectInspector newInspector) {
        return new EngineSettings(
                store,
                steps,
                configurations,
                timer,
                secrets,
                metrics,
                newInspector,
                healthCheckers,
                projectCredentials,
                clock);
    }

    /** @param newCredentials of a project, for reading, without a build */
    @NonNull
    public EngineSettings withHealth(
            @NonNull List<HealthChecker> newCheckers,
            @NonNull Function<ProjectKey, CredentialResolver> newCredentials) {
        return new EngineSettings(
                store, steps, configurations, timer, secrets, metrics, inspector, newCheckers, newCredentials, clock);
    }

    @NonNull
    public EngineSettings withClock(@NonNull Clock newClock) {
        return new EngineSettings(
                store,
                steps,
                configurations,
                timer,
                secrets,
                metrics,
                inspector,
                healthCheckers,
                projectCredentials,
                newClock);
    }
}
