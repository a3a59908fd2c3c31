package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What it costs that many promotions wait for pull requests at once: calls of the hosting service, threads, executors and
 * heap; once in as many repositories as teams have, once all in one, and after a restart.
 */
final class WaitingBenchmark implements Benchmark {
    private static final int PROMOTIONS = 200;
    private static final int REPOSITORIES = 20;
    private static final int INTERVALS = 4;
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final double MOST_HEAP_MB = 10;
    private static final double MEGABYTE = 1 << 20;

    /** A look is made as soon as so much of the interval is over, because not all are polled at the same time. */
    private static final double PART_OF_INTERVAL = 0.9;

    /** A request is some time on its way. */
    private static final double JITTER = 0.1;

    /** The workers, and those that the HTTP client, the timer and the store need however many promotions there are. */
    private static final int MOST_THREADS = WaitingWorld.WORKERS + 10;

    @Override
    public String name() {
        return "waiting";
    }

    @Override
    public String purpose() {
        return "what promotions cost that wait for pull requests";
    }

    @Override
    public void run(@NonNull BenchContext context) throws Exception {
        int promotions = context.scaled(PROMOTIONS);
        measure(context, "spread", promotions, Math.min(promotions, REPOSITORIES));
        measure(context, "together", promotions, 1);
    }

    private static void measure(BenchContext context, String folder, int promotions, int repositories)
            throws Exception {
        BenchReport report = context.report();
        report.fact(
                "waiting promotions",
                promotions + " in " + repositories + (repositories == 1 ? " repository" : " repositories")
                        + ", one look every " + INTERVAL.toSeconds() + " s");
        Path home = context.folder().resolve(folder);
        try (WaitingWorld world = new WaitingWorld(home, promotions, repositories, INTERVAL)) {
            // What the first promotion loads stays for all later ones.
            world.begin(0, 1);
            world.await(INTERVAL.multipliedBy(2));
            long heapBefore = WaitingWorld.usedHeap();
            long threadsBefore = WaitingWorld.threads();
            world.begin(1, promotions);
            world.await(INTERVAL.multipliedBy(2));
            world.server().forget();
            world.await(INTERVAL.multipliedBy(INTERVALS));
            long calls = world.server().calls();
            long threads = WaitingWorld.threads() - threadsBefore;
            double heap = (WaitingWorld.usedHeap() - heapBefore) / MEGABYTE;

            report.atLeast(
                    "shortest time between two looks at a repository",
                    world.server().shortestPause().toMillis() / 1000.0,
                    "s",
                    INTERVAL.toSeconds() * (PART_OF_INTERVAL - JITTER));
            report.figure(
                    "calls of the service in " + INTERVALS + " intervals",
                    (double) calls,
                    "calls",
                    (INTERVALS / PART_OF_INTERVAL + 1) * repositories);
            report.figure("threads more than with one promotion that waits", (double) threads, "threads", MOST_THREADS);
            report.figure("of them at work at once, at most", world.mostBusy(), "threads");
            report.figure("executors asked for", world.executors(), "executors", 0);
            report.figure("heap more than with one promotion that waits", Math.max(0, heap), "MB", MOST_HEAP_MB);

            world.restart();
            world.await(INTERVAL);
            long begin = System.nanoTime();
            world.server().merge();
            world.finish();
            report.figure(
                    "after a restart: from the merge of all until all have ended",
                    (System.nanoTime() - begin) / 1e9,
                    "s");
            report.atLeast("succeeded", world.succeeded(), "promotions", promotions);
        }
    }
}
