package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.chart.ChartRepositories;
import io.jenkins.plugins.kargo.engine.discovery.chart.ChartDiscovery;
import io.jenkins.plugins.kargo.engine.discovery.git.GitDiscovery;
import io.jenkins.plugins.kargo.engine.discovery.image.ImageDiscovery;
import io.jenkins.plugins.kargo.engine.git.mirror.GitMirrors;
import io.jenkins.plugins.kargo.engine.git.mirror.MirrorSettings;
import io.jenkins.plugins.kargo.engine.http.HttpGateway;
import io.jenkins.plugins.kargo.engine.oci.OciGateway;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gateways and threads of one controller, shared by all its Warehouses: limits per host, mirrors and caches work only
 * when everybody uses the same. Thread-safe; {@link #close()} ends what runs.
 */
public final class DiscoveryServices implements AutoCloseable {
    private static final int SUBSCRIPTION_THREADS = 16;
    private static final int REQUEST_THREADS = 32;

    private final Duration timeout;
    private final HttpGateway http;
    private final OciGateway registries;
    private final GitMirrors mirrors;
    private final GitDiscovery git;
    private final ImageDiscovery images;
    private final ChartDiscovery charts;
    private final Map<String, GenericSubscriber> generic;
    private final ExecutorService subscriptionThreads = pool("kargo discovery", SUBSCRIPTION_THREADS);
    private final ExecutorService requestThreads = pool("kargo registry", REQUEST_THREADS);

    /** @param generic subscribers by the type that manifests name */
    public DiscoveryServices(@NonNull DiscoverySettings settings, @NonNull Map<String, GenericSubscriber> generic) {
        this.generic = Map.copyOf(generic);
        timeout = settings.timeout();
        http = new HttpGateway(settings.http());
        registries = new OciGateway(http, settings.cacheDirectory().resolve("images"));
        mirrors = new GitMirrors(
                settings.cacheDirectory().resolve("git"),
                MirrorSettings.of(settings.http().policy())
                        .withProxy(settings.http().proxy())
                        .withHostKeys(settings.hostKeys()));
        git = new GitDiscovery(mirrors);
        images = new ImageDiscovery(registries, requestThreads);
        charts = new ChartDiscovery(
                new ChartRepositories(http, settings.cacheDirectory().resolve("charts")), registries);
    }

    public DiscoveryServices(@NonNull DiscoverySettings settings) {
        this(settings, Map.of());
    }

    /** Threads end when idle, so that a quiet controller keeps none. */
    private static ExecutorService pool(String name, int size) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, name + ' ' + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** For other users of HTTP on this controller: the limits per host are then common. */
    @NonNull
    public HttpGateway http() {
        return http;
    }

    @NonNull
    public OciGateway registries() {
        return registries;
    }

    @NonNull
    public GitMirrors mirrors() {
        return mirrors;
    }

    GitDiscovery git() {
        return git;
    }

    ImageDiscovery images() {
        return images;
    }

    ChartDiscovery charts() {
        return charts;
    }

    Map<String, GenericSubscriber> generic() {
        return generic;
    }

    ExecutorService subscriptionThreads() {
        return subscriptionThreads;
    }

    Duration timeout() {
        return timeout;
    }

    @Override
    public void close() {
        subscriptionThreads.shutdownNow();
        requestThreads.shutdownNow();
    }
}
