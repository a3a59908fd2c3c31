package io.jenkins.plugins.kargo.local.bench;

import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Promotions beside a shell script that does the same with git, kustomize and helm: in turns, on the same machine, with
 * repositories of one git server. The script keeps no record and cleans nothing up. With a real controller also whole
 * builds.
 */
final class PromotionBenchmark implements Benchmark {
    private static final int WARM_UP = 10;
    private static final int COUNT = 30;
    private static final int LARGE_WARM_UP = 5;
    private static final int LARGE_COUNT = 9;
    private static final int CHART_FILES = 200;
    private static final int REPOSITORY_FILES = 10_000;
    private static final double MOST = 1.5;

    /** Prepare, run one program or another, and finish at most, whatever the number of files. */
    private static final int CALLS_PER_STEP = 4;

    @Override
    public String name() {
        return "promotion";
    }

    @Override
    public String purpose() {
        return "promotions beside a shell script that does the same";
    }

    @Override
    public void run(BenchContext context) throws Exception {
        String path = System.getenv("PATH");
        if (context.tools() != null) {
            path = context.tools() + ":" + path;
        }
        try (GitHttpServer git = GitHttpServer.anonymous(context.folder().resolve("git"))) {
            measure(context, git, path, "small", PromotionCase.small());
            measure(context, git, path, "chart", PromotionCase.chart(context.scaled(CHART_FILES)));
            measure(context, git, path, "large", PromotionCase.large(context.scaled(REPOSITORY_FILES)));
            if (context.controller() == null) {
                context.report().fact("whole builds", "not measured: give --war FILE --plugins DIR");
            } else {
                new PromotionBuilds(context, git, path).measure();
            }
        }
    }

    private static void measure(BenchContext context, GitHttpServer git, String path, String name, PromotionCase what)
            throws Exception {
        git.create(name).commit("main", "first", what.files());
        git.create(name + "-by-hand").commit("main", "first", what.files());
        Path folder = context.folder().resolve(name);
        ShellScript script = new ShellScript(folder.resolve("script"), what.script(), path);
        String steps = what.steps().replace("REPOSITORY", git.url(name));
        boolean small = name.equals("small");
        int count = small ? COUNT : LARGE_COUNT;
        try (PromotionWorld world = new PromotionWorld(folder.resolve("world"), path, steps)) {
            for (int i = small ? WARM_UP : LARGE_WARM_UP; i > 0; i--) {
                world.promote();
                script.run(git.url(name + "-by-hand"));
            }
            long[] ours = new long[count];
            long[] theirs = new long[count];
            for (int i = 0; i < count; i++) {
                long begin = System.nanoTime();
                world.promote();
                ours[i] = System.nanoTime() - begin;
                begin = System.nanoTime();
                script.run(git.url(name + "-by-hand"));
                theirs[i] = System.nanoTime() - begin;
            }
            report(context.report(), what, ours, theirs, world.calls().size());
        }
    }

    private static void report(BenchReport report, PromotionCase what, long[] ours, long[] theirs, int calls) {
        // Of pairs, since others may use the machine: both of a pair ran while they did.
        double[] ratios = new double[ours.length];
        Arrays.setAll(ratios, i -> (double) ours[i] / theirs[i]);
        Arrays.sort(ratios);
        report.fact(what.title(), "");
        report.figure("  promotion, median", Samples.ofNanos(ours).median(), "ms");
        report.figure("  shell script, median", Samples.ofNanos(theirs).median(), "ms");
        report.figure("  ratio, median", ratios[(ratios.length - 1) / 2], "×", MOST);
        report.figure("  agent round trips", calls, "calls", what.stepCount() * CALLS_PER_STEP);
    }
}
