package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.selection.DiscoveredArtifact;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks into all repositories of a Warehouse at once. A subscription that fails does not discard what others found: its
 * result says what went wrong. Nothing is stored, nothing is changed anywhere. Stateless and thread-safe.
 */
public final class WarehouseDiscovery {
    private static final Logger LOGGER = Logger.getLogger(WarehouseDiscovery.class.getName());

    private final Clock clock;

    public WarehouseDiscovery(@NonNull Clock clock) {
        this.clock = clock;
    }

    /** Blocks until every subscription is done, or the time for a Warehouse is over. */
    @NonNull
    public DiscoveredArtifacts discover(@NonNull Warehouse warehouse, @NonNull DiscoveryEnvironment environment)
            throws InterruptedException {
        return discover(warehouse, List.of(), environment);
    }

    /**
     * The same, where each pin is the only result of its subscription.
     *
     * @throws InvalidPinException when a pin fits no subscription, before anything is looked up
     */
    @NonNull
    public DiscoveredArtifacts discover(
            @NonNull Warehouse warehouse, @NonNull List<Pin> pins, @NonNull DiscoveryEnvironment environment)
            throws InterruptedException {
        PinnedSubscriptions pinned = new PinnedSubscriptions(warehouse, pins);
        pinned.add(warehouse, BuiltFrom.pins(warehouse, pinned, environment));
        DiscoveryServices services = environment.services();
        long deadline = System.nanoTime() + services.timeout().toNanos();
        List<Future<SubscriptionResult>> running = new ArrayList<>();
        try {
            for (Subscription subscription : warehouse.subscriptions()) {
                Pin pin = pinned.of(subscription).orElse(null);
                running.add(services.subscriptionThreads().submit(() -> result(subscription, pin, environment)));
            }
            List<SubscriptionResult> results = new ArrayList<>();
            for (int i = 0; i < running.size(); i++) {
                results.add(await(running.get(i), warehouse.subscriptions().get(i), deadline, environment));
            }
            return new DiscoveredArtifacts(clock.instant(), results);
        } finally {
            running.forEach(future -> future.cancel(true));
        }
    }

    private static SubscriptionResult await(
            Future<SubscriptionResult> future,
            Subscription subscription,
            long deadline,
            DiscoveryEnvironment environment)
            throws InterruptedException {
        try {
            return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return failure(
                    subscription,
                    "not done within " + environment.services().timeout().toSeconds() + " s");
        } catch (ExecutionException e) {
            // What is expected has been caught there: this is a mistake of ours, which must not look like an empty
            // result.
            LOGGER.log(Level.WARNING, "Discovery of " + subscription.describe() + " failed", e.getCause());
            return failure(subscription, "internal error: " + e.getCause());
        }
    }

    private static SubscriptionResult result(
            Subscription subscription, @CheckForNull Pin pin, DiscoveryEnvironment environment)
            throws InterruptedException {
        try {
            List<? extends DiscoveredArtifact> artifacts =
                    pin == null ? discover(subscription, environment) : List.of(pinned(subscription, pin, environment));
            return new SubscriptionResult(subscription, List.copyOf(artifacts), "");
        } catch (IOException | CredentialRefused | IllegalArgumentException e) {
            LOGGER.log(Level.FINE, "Discovery of " + subscription.describe(), e);
            return failure(subscription, String.valueOf(e.getMessage()));
        }
    }

    private static SubscriptionResult failure(Subscription subscription, String error) {
        return new SubscriptionResult(subscription, List.of(), error);
    }

    private static List<? extends DiscoveredArtifact> discover(
            Subscription subscription, DiscoveryEnvironment environment)
            throws IOException, InterruptedException, CredentialRefused {
        DiscoveryServices services = environment.services();
        if (subscription instanceof Subscription.Git git) {
            return services.git().discover(git, environment.credentials());
        }
        if (subscription instanceof Subscription.Image image) {
            return services.images().discover(image, environment.credentials());
        }
        if (subscription instanceof Subscription.Chart chart) {
            return services.charts().discover(chart, environment.credentials());
        }
        Subscription.Generic generic = (Subscription.Generic) subscription;
        GenericSubscriber subscriber = services.generic().get(generic.type());
        if (subscriber == null) {
            throw new IllegalArgumentException("there is no subscription type '" + generic.type() + "'; known are git,"
                    + " image, chart and " + services.generic().keySet());
        }
        return subscriber.discover(generic, environment).stream()
                .map(DiscoveredArtifact.Reference::new)
                .toList();
    }

    private static DiscoveredArtifact pinned(Subscription subscription, Pin pin, DiscoveryEnvironment environment)
            throws IOException, InterruptedException, CredentialRefused {
        DiscoveryServices services = environment.services();
        if (subscription instanceof Subscription.Git git) {
            return services.git().pinned(git, pin.version(), environment.credentials());
        }
        if (subscription instanceof Subscription.Image image) {
            return services.images().pinned(image, pin.version(), environment.credentials());
        }
        return services.charts().pinned((Subscription.Chart) subscription, pin.version(), environment.credentials());
    }
}
