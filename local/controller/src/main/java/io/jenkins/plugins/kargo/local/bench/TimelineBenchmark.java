package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.api.ApiRequest;
import io.jenkins.plugins.kargo.engine.api.ApiResponse;
import io.jenkins.plugins.kargo.engine.api.ApiServices;
import io.jenkins.plugins.kargo.engine.api.Caller;
import io.jenkins.plugins.kargo.engine.api.KargoApi;
import io.jenkins.plugins.kargo.engine.api.Runners;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.promotion.EngineSettings;
import io.jenkins.plugins.kargo.engine.promotion.PromotionEngine;
import io.jenkins.plugins.kargo.engine.promotion.StepRegistry;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** What the server needs for the project page of a very large project: the time in the API, from request to JSON. */
final class TimelineBenchmark implements Benchmark {
    private static final int WAREHOUSES = 100;
    private static final int WARM_UP = 20;
    private static final int COUNT = 200;
    private static final double PAGE_LIMIT_MS = 30;
    private static final double POLL_LIMIT_MS = 5;
    private static final double BOARD_LIMIT_MS = 300;
    private static final String BASE = "/projects/" + TimelineWorld.PROJECT.path() + "/-/";

    @Override
    public String name() {
        return "timeline";
    }

    @Override
    public String purpose() {
        return "what the page of a very large project asks of the server";
    }

    @Override
    public void run(BenchContext context) throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (SqlKargoStore store = SqlKargoStore.openSqlite(context.folder())) {
            Instant now = Instant.now();
            long begin = System.nanoTime();
            TimelineWorld world = new TimelineWorld(store, context.scaled(WAREHOUSES), now);
            world.fill();
            describe(context, world, (System.nanoTime() - begin) / 1e9);
            ConfigurationSource configurations = (project, hash) -> Optional.of(world.configuration());
            try (PromotionEngine engine =
                    new PromotionEngine(EngineSettings.of(store, StepRegistry.of(List.of()), configurations, timer))) {
                KargoApi api = new KargoApi(new ApiServices(
                        store,
                        configurations,
                        engine.promotions(),
                        engine.verifications(),
                        new Warehouses(store, Clock.systemUTC(), new Random()),
                        new ReadyRunner(),
                        (project, warehouse, caller) -> Optional.empty(),
                        Clock.systemUTC()));
                measure(api, world, context.report());
                try (TimelinePage page = new TimelinePage(api, new Administrator())) {
                    page.measure(TimelineWorld.PROJECT.path(), context.report());
                }
            }
        } finally {
            timer.shutdownNow();
        }
    }

    private static void describe(BenchContext context, TimelineWorld world, double seconds) throws Exception {
        BenchReport report = context.report();
        report.fact(
                "warehouses",
                Integer.toString(world.configuration().warehouses().size()));
        report.fact("stages", Integer.toString(world.configuration().stages().size()));
        report.fact("pieces of Freight", Integer.toString(world.freight()));
        report.fact("promotions", Integer.toString(world.promotions()));
        Path database = context.folder().resolve("kargo.db");
        report.figure("the database", Files.size(database) / 1e6, "MB");
        report.figure("time to build it", seconds, "s");
    }

    private void measure(KargoApi api, TimelineWorld world, BenchReport report) throws Exception {
        String board = get(api, "board", null).body();
        report.figure("the board in JSON", board.length() / 1e3, "kB");
        List<String> pages = pages(api);
        Samples page =
                Samples.of(WARM_UP, COUNT, i -> get(api, "freight?limit=50" + pages.get(i % pages.size()), null));
        report.figure("a page of 50 pieces of Freight, p95", page.percentile(95), "ms", PAGE_LIMIT_MS);
        poll(api, report);
        report.fact("", "processor's time, p50, p95");
        List<String> stages = List.copyOf(world.configuration().stages().keySet());
        int warehouses = world.configuration().warehouses().size();
        worked(report, "the board, with all stages", BOARD_LIMIT_MS, i -> get(api, "board", null));
        worked(
                report,
                "a page of 50 pieces of Freight",
                PAGE_LIMIT_MS,
                i -> get(api, "freight?limit=50" + pages.get(i % pages.size()), null));
        worked(
                report,
                "a page of 50 of one warehouse",
                PAGE_LIMIT_MS,
                i -> get(api, "freight?limit=50&warehouse=" + TimelineWorld.name(i % warehouses), null));
        worked(report, "a page of 50 that stages hold", PAGE_LIMIT_MS, i -> get(api, "freight?held=true", null));
        worked(
                report,
                "a search for a version",
                BOARD_LIMIT_MS,
                i -> get(api, "freight?artifact=1." + i % 200 + ".0", null));
        worked(
                report,
                "a stage with its history",
                PAGE_LIMIT_MS,
                i -> get(api, "stages/" + stages.get(i % stages.size()), null));
        worked(report, "a page of 50 promotions", PAGE_LIMIT_MS, i -> get(api, "promotions?limit=50", null));
        worked(report, "a page of the audit trail", PAGE_LIMIT_MS, i -> get(api, "events?limit=50", null));
        worked(report, "the list of projects", BOARD_LIMIT_MS, i -> root(api, "/projects", null));
    }

    private static void poll(KargoApi api, BenchReport report) throws Exception {
        // The tag changes every half minute, which is not what is measured here.
        String[] etag = {get(api, "board", null).etag()};
        int[] unchanged = {0};
        Samples samples = Samples.of(WARM_UP, COUNT, i -> {
            ApiResponse answer = get(api, "board", etag[0]);
            if (answer.status() == 304) {
                unchanged[0]++;
            } else {
                etag[0] = answer.etag();
            }
        });
        if (unchanged[0] < COUNT) {
            throw new IllegalStateException("Only " + unchanged[0] + " polls were answered with 304");
        }
        report.figure("a poll without change, 304, p95", samples.percentile(95), "ms", POLL_LIMIT_MS);
    }

    /** Others may use the machine too: what the thread worked is compared with the limit. */
    private static void worked(BenchReport report, String what, double limit, Samples.Action action) throws Exception {
        Samples samples = Samples.of(WARM_UP, COUNT, action);
        report.figure(what + ", p50", samples.cpuPercentile(50), "ms");
        report.figure(what + ", p95", samples.cpuPercentile(95), "ms", limit);
    }

    /** Where pages of the timeline begin, from the newest to far back. */
    private static List<String> pages(KargoApi api) {
        List<String> pages = new ArrayList<>(List.of(""));
        String last = "";
        for (int i = 0; i < 40; i++) {
            String body = get(api, "freight?limit=200" + last, null).body();
            int next = body.lastIndexOf("\"next\":\"");
            if (next < 0) {
                break;
            }
            last = "&before=" + body.substring(next + 8, body.indexOf('"', next + 8));
            pages.add(last);
        }
        return pages;
    }

    private static ApiResponse get(KargoApi api, String path, @CheckForNull String etag) {
        return root(api, BASE + path, etag);
    }

    private static ApiResponse root(KargoApi api, String path, @CheckForNull String etag) {
        Map<String, String> query = new HashMap<>();
        int question = path.indexOf('?');
        if (question >= 0) {
            for (String pair : path.substring(question + 1).split("&")) {
                query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        String plain = question < 0 ? path : path.substring(0, question);
        ApiResponse answer = api.handle(new ApiRequest("GET", plain, query, etag, ""), new Administrator());
        if (answer.status() >= 400) {
            throw new IllegalStateException(path + " answered " + answer.status() + ": " + answer.body());
        }
        return answer;
    }

    private static final class Administrator implements Caller {
        @Override
        public String userId() {
            return "alice";
        }

        @Override
        public Set<String> groups() {
            return Set.of();
        }

        @Override
        public boolean may(@NonNull Right right, @NonNull ProjectKey project) {
            return true;
        }
    }

    private static final class ReadyRunner implements Runners {
        @Override
        public Declared declared(@NonNull ProjectKey project) {
            return new Declared("platform/deploy", "", ".kargo", Map.of());
        }

        @Override
        public Readiness readiness(@NonNull ProjectKey project, @NonNull Caller caller) {
            return new Readiness(true, "");
        }

        @Override
        public void start(@NonNull ProjectKey project, @NonNull PromotionRequest request, @NonNull Caller caller) {
            throw new UnsupportedOperationException("Nothing is promoted here");
        }
    }
}
