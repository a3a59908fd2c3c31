package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveredArtifacts;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryEnvironment;
import io.jenkins.plugins.kargo.engine.discovery.DiscoveryServices;
import io.jenkins.plugins.kargo.engine.discovery.DiscoverySettings;
import io.jenkins.plugins.kargo.engine.discovery.WarehouseDiscovery;
import io.jenkins.plugins.kargo.engine.http.HttpSettings;
import io.jenkins.plugins.kargo.engine.http.HttpUsage;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A controller's discovery over one cache, without the limit of requests per second, and what it costs. */
final class DiscoveryMeter implements AutoCloseable {
    private static final int WAREHOUSES_AT_ONCE = 16;
    private static final int UNLIMITED = 1_000_000;

    private final DiscoveryServices services;
    private final WarehouseDiscovery discovery = new WarehouseDiscovery(Clock.systemUTC());
    private final ExecutorService threads = Executors.newFixedThreadPool(WAREHOUSES_AT_ONCE);

    /** @param cache a folder that another meter may have filled, as after a restart */
    DiscoveryMeter(@NonNull Path cache) {
        HttpSettings http = HttpSettings.of(NetworkPolicy.LOOPBACK).withLimits(UNLIMITED, 8, 4, Duration.ofSeconds(10));
        services = new DiscoveryServices(DiscoverySettings.of(cache, http));
    }

    /**
     * What one discovery cost.
     *
     * @param requests HTTP requests to registries, chart repositories and git servers
     * @param bytes received
     * @param fetches of git objects
     * @param comparisons of commits with their parent
     */
    record Cost(long requests, long bytes, double seconds, long fetches, long comparisons) {}

    /** All at the same time. @throws IllegalStateException when one of them did not find everything */
    @NonNull
    Cost measure(@NonNull List<Warehouse> warehouses) throws InterruptedException, ExecutionException {
        HttpUsage http = services.http().usage();
        long requests = http.requests() + services.mirrors().usage().requests();
        long bytes = http.bytes() + services.mirrors().usage().bytes();
        long fetches = services.mirrors().usage().fetches();
        long comparisons = services.mirrors().usage().comparisons();
        long begin = System.nanoTime();
        discover(warehouses);
        double seconds = (System.nanoTime() - begin) / 1e9;
        HttpUsage after = services.http().usage();
        return new Cost(
                after.requests() + services.mirrors().usage().requests() - requests,
                after.bytes() + services.mirrors().usage().bytes() - bytes,
                seconds,
                services.mirrors().usage().fetches() - fetches,
                services.mirrors().usage().comparisons() - comparisons);
    }

    private void discover(List<Warehouse> warehouses) throws InterruptedException, ExecutionException {
        DiscoveryEnvironment environment = new DiscoveryEnvironment(
                services,
                (url, access) -> Optional.of(BasicCredentials.RIGHT.credential()),
                new ProjectKey("bench", "bench"));
        List<Future<DiscoveredArtifacts>> running = new ArrayList<>();
        for (Warehouse warehouse : warehouses) {
            running.add(threads.submit(() -> discovery.discover(warehouse, environment)));
        }
        for (Future<DiscoveredArtifacts> one : running) {
            List<String> problems = one.get().problems();
            if (!problems.isEmpty()) {
                throw new IllegalStateException(problems.toString());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        services.close();
    }
}
