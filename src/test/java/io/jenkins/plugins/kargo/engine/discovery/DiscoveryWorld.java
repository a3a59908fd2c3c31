package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A controller's discovery with its store: the whole way from repositories to Freight, for tests. */
final class DiscoveryWorld implements AutoCloseable {
    private static final ProjectKey PROJECT = new ProjectKey("team", "guestbook");

    private final KargoStore store;
    private final DiscoveryServices services;
    private final Warehouses warehouses;
    private CredentialResolver credentials = (url, access) -> Optional.of(BasicCredentials.RIGHT.credential());

    /** Two requests that fail in a passing way are tried again; an answer may take 2 seconds. */
    DiscoveryWorld(Path directory, NetworkPolicy policy) {
        this(directory, policy, null);
    }

    DiscoveryWorld(Path directory, NetworkPolicy policy, @CheckForNull ProxySelector proxy) {
        store = SqlKargoStore.openSqlite(directory.resolve("store"));
        store.projects().claim(PROJECT, "team/build", false, Instant.EPOCH);
        HttpSettings http = HttpSettings.of(policy)
                .withLimits(100_000, 8, 3, Duration.ofSeconds(5))
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2))
                .withProxy(proxy, null);
        services = new DiscoveryServices(DiscoverySettings.of(directory.resolve("cache"), http));
        warehouses = new Warehouses(store, Clock.systemUTC(), new Random(1));
    }

    DiscoveryWorld(Path directory) {
        this(directory, NetworkPolicy.LOOPBACK);
    }

    /** From now on everybody comes with these. */
    DiscoveryWorld as(BasicCredentials user) {
        credentials = (url, access) -> Optional.of(user.credential());
        return this;
    }

    DiscoveryServices services() {
        return services;
    }

    WarehouseOutcome reconcile(Subscription... subscriptions) throws InterruptedException {
        return warehouses.reconcile(
                PROJECT,
                Configuration.EMPTY,
                Subscriptions.warehouse("guestbook", subscriptions),
                List.of(),
                new DiscoveryEnvironment(services, credentials, PROJECT),
                BuildReference.NONE,
                Warehouses.Mode.TRUSTED);
    }

    /** @throws AssertionError when there is none, with what was said */
    Freight freight(Subscription... subscriptions) throws InterruptedException {
        WarehouseOutcome outcome = reconcile(subscriptions);
        if (outcome.freight() == null) {
            throw new AssertionError(outcome.messages().toString());
        }
        return outcome.freight();
    }

    /** Why there is no Freight. */
    String problem(Subscription... subscriptions) throws InterruptedException {
        WarehouseOutcome outcome = reconcile(subscriptions);
        if (outcome.freight() != null) {
            throw new AssertionError("there is Freight: " + outcome.freight());
        }
        return String.join("\n", outcome.discovered().problems());
    }

    @Override
    public void close() {
        services.close();
        store.close();
    }
}
