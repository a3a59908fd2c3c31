package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.SecretSource;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.verification.MetricProvider;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What {@link PromotionEngine} works with.
 *
 * @param steps built-in and other steps, those of package {@code step.control} included
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
        @NonNull Clock clock) {
    public EngineSettings {
        metrics = List.copyOf(metrics);
    }

    /** Without secrets, metrics and inspection of lost effects. */
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
                Clock.systemUTC());
    }

    @NonNull
    public EngineSettings withSecrets(@NonNull SecretSource newSecrets) {
        return new EngineSettings(store, steps, configurations, timer, newSecrets, metrics, inspector, clock);
    }

    @NonNull
    public EngineSettings withMetrics(@NonNull List<MetricProvider> newMetrics) {
        return new EngineSettings(store, steps, configurations, timer, secrets, newMetrics, inspector, clock);
    }

    @NonNull
    public EngineSettings withInspector(@NonNull LostEffectInspector newInspector) {
        return new EngineSettings(store, steps, configurations, timer, secrets, metrics, newInspector, clock);
    }

    @NonNull
    public EngineSettings withClock(@NonNull Clock newClock) {
        return new EngineSettings(store, steps, configurations, timer, secrets, metrics, inspector, newClock);
    }
}
