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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The gateways and threads of one controller, shared by all its Warehouses: limits per host, mirrors and caches work only
 * when everybody uses the same. Thread-safe; {@link #close()} ends what runs.
 */
public final class DiscoveryServices implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(DiscoveryServices.class.getName());
    private static final String IMAGES = "images";
    private static final String CHARTS = "charts";
    private static final int SUBSCRIPTION_THREADS = 16;
    private static final int REQUEST_THREADS = 32;

    private final Path cacheDirectory;
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
        cacheDirectory = settings.cacheDirectory();
        http = new HttpGateway(settings.http());
        registries = new OciGateway(http, cacheDirectory.resolve(IMAGES));
        mirrors = new GitMirrors(
                cacheDirectory.resolve("git"),
                MirrorSettings.of(settings.http().policy())
                        .withProxy(settings.http().proxy())
                        .withHostKeys(settings.hostKeys()));
        git = new GitDiscovery(mirrors);
        images = new ImageDiscovery(registries, requestThreads);
        charts = new ChartDiscovery(new ChartRepositories(http, cacheDirectory.resolve(CHARTS)), registries);
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

    /** Deletes mirrors and caches that nobody has asked for since; to be called once a day or so. */
    public void prune(@NonNull Instant unusedSince) {
        mirrors.prune(unusedSince);
        for (Path directory : List.of(cacheDirectory.resolve(IMAGES), cacheDirectory.resolve(CHARTS))) {
            if (!Files.isDirectory(directory)) {
                continue;
            }
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.filter(Files::isRegularFile).toList()) {
                    if (Files.getLastModifiedTime(path).toInstant().isBefore(unusedSince)) {
                        Files.deleteIfExists(path);
                    }
                }
            } catch (IOException | UncheckedIOException e) {
                LOGGER.log(Level.WARNING, "Unused caches in " + directory + " cannot be deleted", e);
            }
        }
    }

    @Override
    public void close() {
        subscriptionThreads.shutdownNow();
        requestThreads.shutdownNow();
    }
}
