package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.manifest.Capabilities;
import io.jenkins.plugins.kargo.engine.manifest.ManifestLoader;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.ManifestFile;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.promotion.EngineSettings;
import io.jenkins.plugins.kargo.engine.promotion.Progress;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEngine;
import io.jenkins.plugins.kargo.engine.promotion.PromotionOrder;
import io.jenkins.plugins.kargo.engine.promotion.PromotionRefused;
import io.jenkins.plugins.kargo.engine.promotion.RunEnvironment;
import io.jenkins.plugins.kargo.engine.promotion.StepRegistry;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.pr.GitWaitForPrStep;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store, the engine, and threads as a controller has them: a timer, and workers that are only used while a promotion goes
 * on. Every promotion is of a stage of its own, and its one step waits for a pull request.
 */
final class WaitingWorld implements AutoCloseable {
    /** As many as a controller has by default. */
    static final int WORKERS = 32;

    private static final ProjectKey PROJECT = new ProjectKey("bench", "waiting");
    private static final String HASH = "0123456789abcdef";
    private static final String FREIGHT = "f".repeat(40);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path folder;
    private final int promotions;
    private final int repositories;
    private final WaitingServer server;
    private final List<String> names = new ArrayList<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger mostBusy = new AtomicInteger();
    private final AtomicInteger executors = new AtomicInteger();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private Configuration configuration;
    private SqlKargoStore store;
    private ThreadPoolExecutor workers;
    private ScheduledThreadPoolExecutor timer;
    private PromotionEngine engine;

    WaitingWorld(@NonNull Path folder, int promotions, int repositories, @NonNull Duration interval) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.promotions = promotions;
        this.repositories = repositories;
        server = new WaitingServer((promotions + repositories - 1) / repositories);
        configuration = new ManifestLoader(new Capabilities(Set.of("git-wait-for-pr"), Set.of()))
                .load(List.of(new ManifestFile("project.yaml", manifests(interval))))
                .configuration();
        open();
        store.projects().claim(PROJECT, "bench/deploy", true, Instant.now());
        store.freight()
                .add(
                        PROJECT,
                        new Freight(
                                FREIGHT,
                                "brisk-otter",
                                FreightOrigin.warehouse("app"),
                                List.of(),
                                List.of(new Image("registry.example.com/app", "1.0.0", "sha256:d", Map.of(), "")),
                                List.of(),
                                List.of(),
                                Instant.now()),
                        "");
    }

    private String manifests(Duration interval) {
        StringBuilder text = new StringBuilder("""
                apiVersion: kargo.akuity.io/v1alpha1
                kind: Warehouse
                metadata: {name: app, namespace: waiting}
                spec: {subscriptions: [{image: {repoURL: registry.example.com/app}}]}
                """);
        for (int i = 0; i < promotions; i++) {
            text.append("""
                    ---
                    apiVersion: kargo.akuity.io/v1alpha1
                    kind: Stage
                    metadata: {name: stage-STAGE, namespace: waiting}
                    spec:
                      requestedFreight: [{origin: {kind: Warehouse, name: app}, sources: {direct: true}}]
                      promotionTemplate:
                        spec:
                          steps:
                          - uses: git-wait-for-pr
                            as: wait
                            config: {repoURL: "URL", provider: github, prNumber: NUMBER, pollInterval: SECONDSs}
                    """.replace("STAGE", String.valueOf(i))
                    .replace("\"URL\"", '"' + server.repoUrl(i % repositories) + '"')
                    .replace("NUMBER", String.valueOf(i / repositories + 1))
                    .replace("SECONDS", String.valueOf(interval.toSeconds())));
        }
        return text.toString();
    }

    private void open() {
        store = SqlKargoStore.openSqlite(folder);
        timer = new ScheduledThreadPoolExecutor(2, threads("kargo timer"));
        workers = new ThreadPoolExecutor(
                WORKERS, WORKERS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), threads("kargo"));
        Gateways gateways = Gateways.of(NetworkPolicy.LOOPBACK, folder.resolve("transfer"));
        engine = new PromotionEngine(EngineSettings.of(
                store,
                StepRegistry.of(List.of(new GitWaitForPrStep(gateways))),
                (project, hash) -> Optional.of(configuration),
                timer));
    }

    private static ThreadFactory threads(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Makes promotions and lets them wait. */
    void begin(int from, int to) throws PromotionRefused {
        for (int i = from; i < to; i++) {
            BuildReference build = new BuildReference("bench/deploy#" + i, "", "bench #" + i, List.of("bob"));
            String name = engine.promotions()
                    .create(new PromotionOrder(
                            PROJECT,
                            HASH,
                            configuration,
                            "stage-" + i,
                            FREIGHT,
                            Map.of(),
                            "subject:alice",
                            build,
                            null,
                            false))
                    .name();
            names.add(name);
            submit(name);
        }
    }

    private void submit(String name) {
        try {
            workers.execute(() -> advance(name));
        } catch (RejectedExecutionException e) {
            // Closed: after the restart it goes on.
            return;
        }
    }

    private void advance(String name) {
        mostBusy.accumulateAndGet(busy.incrementAndGet(), Math::max);
        try {
            Progress progress = engine.runner().advance(PROJECT, name, RunEnvironment.of(name, line -> {}));
            if (progress instanceof Progress.Waiting waiting) {
                timer.schedule(() -> submit(name), waiting.pollAfter().toMillis(), TimeUnit.MILLISECONDS);
            } else if (progress instanceof Progress.Finished end) {
                finished.incrementAndGet();
                if (end.promotion().phase() == PromotionPhase.Succeeded) {
                    succeeded.incrementAndGet();
                }
            } else {
                executors.incrementAndGet();
            }
        } catch (InterruptedException | RejectedExecutionException e) {
            Thread.currentThread().interrupt();
        } finally {
            busy.decrementAndGet();
        }
    }

    void await(@NonNull Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    /** Until all have ended. @throws IllegalStateException when that takes too long */
    void finish() throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (finished.get() < promotions) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(finished.get() + " of " + promotions + " promotions have ended");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** A controller that stops and starts: nothing but the database stays. */
    void restart() throws InterruptedException {
        shutDown();
        open();
        names.forEach(this::submit);
    }

    @NonNull
    WaitingServer server() {
        return server;
    }

    int mostBusy() {
        return mostBusy.get();
    }

    int executors() {
        return executors.get();
    }

    int succeeded() {
        return succeeded.get();
    }

    /** All but those of the server, which is no part of what is measured. */
    static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("pool-") && !name.startsWith("HTTP-Dispatcher"))
                .count();
    }

    /** In bytes, after a collection. */
    static long usedHeap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            ManagementFactory.getMemoryMXBean().gc();
            TimeUnit.MILLISECONDS.sleep(100);
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    private void shutDown() throws InterruptedException {
        timer.shutdownNow();
        workers.shutdownNow();
        if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("workers do not stop");
        }
        engine.close();
        store.close();
    }

    @Override
    public void close() throws InterruptedException {
        shutDown();
        server.close();
    }
}
