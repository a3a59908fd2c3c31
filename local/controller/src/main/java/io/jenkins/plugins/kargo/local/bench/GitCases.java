package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Subscription;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Git: real git over HTTP with a password, one repository with a long history, and one with many services. */
final class GitCases {
    /** As {@link GitFixture#importHistory} makes them. */
    private static final int SERVICES = 100;

    private static final String MAIN = "main";
    /** The list of refs takes two requests, a fetch one more. */
    private static final int ASK = 2;

    private static final int FETCH = 1;
    private static final double TOLERANCE = 1.5;

    private final BenchContext context;
    private final BenchReport report;

    GitCases(@NonNull BenchContext context) {
        this.context = context;
        report = context.report();
    }

    void run() throws Exception {
        try (GitHttpServer server = GitHttpServer.withPassword(
                Files.createDirectory(context.folder().resolve("git")))) {
            int most = context.scaled(20_000);
            double quarter = rare(server, most / 4);
            double all = rare(server, most);
            report.figure("growth of cold seconds with 4 × the commits", all / quarter, "×", 4 * TOLERANCE);
            tags(server, context.scaled(2000));
            monorepo(server, context.scaled(5000));
        }
    }

    private static Subscription git(String url, Subscription.CommitSelection strategy, String... includePaths) {
        return new Subscription.Git(
                "",
                url,
                strategy,
                strategy == Subscription.CommitSelection.NewestFromBranch ? MAIN : "",
                "",
                true,
                List.of(),
                List.of(),
                "",
                List.of(includePaths),
                List.of(),
                20,
                null,
                false,
                false);
    }

    private static Warehouse branch(String name, String url, String path) {
        return DiscoveryBenchmark.warehouse(
                name, List.of(git(url, Subscription.CommitSelection.NewestFromBranch, path)));
    }

    private double rare(GitHttpServer server, int commits) throws Exception {
        String name = "history-" + commits;
        GitFixture repository = server.create(name);
        repository.importHistory(MAIN, commits, 0);
        repository.commit(MAIN, "rare", Map.of("rare", "at least one"));
        List<Warehouse> warehouse = List.of(branch("rare", server.url(name), "rare"));
        report.title(String.format("  A path that 1 in 5,000 commits changes, among %,d commits", commits));
        kargo(repository, commits);
        double seconds;
        try (DiscoveryMeter meter = meter(name)) {
            DiscoveryMeter.Cost cold = meter.measure(warehouse);
            seconds = cold.seconds();
            DiscoveryBenchmark.tell(report, "cold", cold, ASK + FETCH);
            report.figure(
                    "cold, commits compared with their parent", (double) cold.comparisons(), "commits", commits + 1);
            DiscoveryBenchmark.tell(report, "warm, nothing new", meter.measure(warehouse), ASK);
            repository.commit(MAIN, "other", Map.of("service-1/f", "new"));
            DiscoveryMeter.Cost one = meter.measure(warehouse);
            DiscoveryBenchmark.tell(report, "warm, one new commit", one, ASK + FETCH);
            report.figure("warm, commits compared with their parent", (double) one.comparisons(), "commits", 1);
        }
        try (DiscoveryMeter meter = meter(name)) {
            DiscoveryMeter.Cost restarted = meter.measure(warehouse);
            DiscoveryBenchmark.tell(report, "after a restart", restarted, ASK);
            report.figure("after a restart, commits compared", (double) restarted.comparisons(), "commits", 0);
        }
        return seconds;
    }

    /** Kargo runs a process for each commit of the branch until it has enough; some of them are measured here. */
    private void kargo(GitFixture repository, int commits) throws IOException, InterruptedException {
        List<String> ids = git(repository.path(), "log", "--first-parent", "--format=%H", "-n", "50", MAIN)
                .lines()
                .toList();
        long begin = System.nanoTime();
        for (String id : ids) {
            git(repository.path(), "show", "--name-status", "--no-renames", "--first-parent", "--format=", id);
        }
        double each = (System.nanoTime() - begin) / 1e9 / ids.size();
        report.fact(
                "Kargo, whenever the branch has moved",
                String.format(
                        "a clone, and %,d times git show: %.0f s by %d of them", commits, each * commits, ids.size()));
    }

    private static String git(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("git " + arguments[0] + " failed");
        }
        return said;
    }

    private void tags(GitHttpServer server, int tags) throws Exception {
        GitFixture repository = server.create("tags");
        repository.importHistory(MAIN, 10 * tags, tags);
        List<Warehouse> warehouse = List.of(DiscoveryBenchmark.warehouse(
                "tags", List.of(git(server.url("tags"), Subscription.CommitSelection.SemVer))));
        report.title(String.format("  SemVer over %,d tags of %,d commits", tags, 10 * tags));
        try (DiscoveryMeter meter = meter("tags")) {
            DiscoveryBenchmark.tell(report, "cold", meter.measure(warehouse), ASK + FETCH);
            DiscoveryBenchmark.tell(report, "warm, nothing new", meter.measure(warehouse), ASK);
        }
    }

    private void monorepo(GitHttpServer server, int commits) throws Exception {
        GitFixture repository = server.create("monorepo");
        repository.importHistory(MAIN, commits, 0);
        List<Warehouse> warehouses = new ArrayList<>();
        for (int service = 0; service < SERVICES; service++) {
            warehouses.add(branch("service-" + service, server.url("monorepo"), "service-" + service));
        }
        report.title(
                String.format("  %d Warehouses, each for one path of a monorepo of %,d commits", SERVICES, commits));
        try (DiscoveryMeter meter = meter("monorepo")) {
            DiscoveryMeter.Cost cold = meter.measure(warehouses);
            DiscoveryBenchmark.tell(report, "cold", cold, FETCH + (long) ASK * SERVICES);
            report.figure("cold, fetches", (double) cold.fetches(), "fetches", 1);
            repository.commit(MAIN, "new", Map.of("service-42/f", "new"));
            DiscoveryMeter.Cost one = meter.measure(warehouses);
            DiscoveryBenchmark.tell(report, "one new commit", one, FETCH + (long) ASK * SERVICES);
            report.figure("one new commit, fetches", (double) one.fetches(), "fetches", 1);
            report.figure("one new commit, commits compared", (double) one.comparisons(), "commits", 1);
        }
    }

    private DiscoveryMeter meter(String name) {
        return new DiscoveryMeter(context.folder().resolve("cache-" + name));
    }
}
