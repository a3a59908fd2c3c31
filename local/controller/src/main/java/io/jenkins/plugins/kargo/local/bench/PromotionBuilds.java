package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.local.Setup;
import io.jenkins.plugins.kargo.local.control.Controller;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import io.jenkins.plugins.kargo.local.control.WarController;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whole builds on a real controller: one promotion, beside a Jenkinsfile with one {@code sh} for each command. With bare
 * repositories on the disk, so that hardly anything but the two ways is measured, and with a git server, whose time is the
 * same for both.
 */
final class PromotionBuilds {
    /** A controller runs for weeks: its own code is compiled by then. */
    private static final int WARM_UP = 15;

    private static final int COUNT = 10;
    private static final double MOST = 1.0 / 6;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String JOB = "deploy";
    private static final String BY_HAND = "deploy-by-hand";
    private static final String ADMIN = "dana";

    private static final String MANIFESTS = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: app}
            spec:
              subscriptions:
              - git: {repoURL: REPOSITORY, branch: main, includePaths: [base]}
            """;
    private static final String STAGE = """
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Stage
            metadata: {name: NAME}
            spec:
              requestedFreight:
              - origin: {kind: Warehouse, name: app}
                sources: {direct: true}
              promotionTemplate:
                spec:
                  steps:
            """;
    private static final String FIRST = """
            node {
                git url: 'REPOSITORY', branch: 'main'
                kargoWarehouse(project: 'app')
            }
            """;
    private static final String PROMOTE = "node { kargoPromote(project: 'app', stage: 'STAGE') }";
    private static final String SHELL_STEPS = """
            node {
                sh "rm -rf src && git clone --quiet --branch main REPOSITORY src"
                sh "sed -i 's/newTag: .*/newTag: v${env.BUILD_NUMBER}/' src/test/kustomization.yaml"
                sh "KUSTOMIZE src/test > src/out/app.yaml"
                sh "git -C src add ."
                sh "git -C src -c user.name=Kargo -c user.email=no-reply@kargo.io commit --quiet -m 'promote ${env.BUILD_NUMBER}'"
                sh "git -C src push --quiet origin main"
            }
            """;

    private final BenchContext context;
    private final GitHttpServer git;
    private final String path;

    PromotionBuilds(@NonNull BenchContext context, @NonNull GitHttpServer git, @NonNull String path) {
        this.context = context;
        this.git = git;
        this.path = path;
    }

    void measure() throws Exception {
        PromotionCase what = PromotionCase.small();
        Map<String, String> files = new HashMap<>(what.files());
        String steps = what.steps().indent(6);
        files.put(
                ".kargo/app.yaml",
                at(git.url("build"), MANIFESTS)
                        + STAGE.replace("NAME", "server")
                        + at(git.url("build"), steps)
                        + STAGE.replace("NAME", "disk")
                        + at(onDisk("build"), steps));
        git.create("build").commit("main", "first", files);
        git.create("build-by-hand").commit("main", "first", what.files());
        BenchContext.RealController real = context.controller();
        try (Controller controller = new WarController(
                real.war(),
                real.plugins(),
                real.hpi(),
                context.folder().resolve("jenkins"),
                0,
                List.of(),
                Map.of("PATH", path))) {
            controller.apply(setup(at(git.url("build"), FIRST), ""));
            controller.start();
            JenkinsClient jenkins = controller.as(ADMIN, ADMIN);
            run(jenkins, JOB);
            measure(controller, jenkins, "disk", onDisk("build-by-hand"), MOST);
            measure(controller, jenkins, "server", git.url("build-by-hand"), null);
        }
    }

    private void measure(
            Controller controller, JenkinsClient jenkins, String stage, String byHand, @CheckForNull Double limit)
            throws IOException, InterruptedException {
        controller.apply(
                setup(PROMOTE.replace("STAGE", stage), at(byHand, SHELL_STEPS).replace("KUSTOMIZE", kustomize())));
        long[] ours = new long[COUNT];
        long[] theirs = new long[COUNT];
        for (int i = -WARM_UP; i < COUNT; i++) {
            if (i == 0) {
                pack("build");
                pack("build-by-hand");
            }
            long kargo = run(jenkins, JOB);
            long shell = run(jenkins, BY_HAND);
            if (i >= 0) {
                ours[i] = kargo;
                theirs[i] = shell;
            }
        }
        report(stage, ours, theirs, limit);
    }

    /** As a server does from time to time; with each build some more files would have to be read. */
    private void pack(String name) throws IOException, InterruptedException {
        Process gc = new ProcessBuilder("git", "-C", directory(name).toString(), "gc", "--quiet")
                .inheritIO()
                .start();
        if (gc.waitFor() != 0) {
            throw new IOException("git gc failed in " + directory(name));
        }
    }

    /** The same program that the promotion finds. */
    private String kustomize() {
        boolean standalone = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kustomize")));
        return standalone ? "kustomize build" : "kubectl kustomize";
    }

    private String onDisk(String name) {
        return "file://" + directory(name);
    }

    private Path directory(String name) {
        return context.folder().resolve("git").resolve(name + ".git");
    }

    private static String at(String url, String text) {
        return text.replace("REPOSITORY", url);
    }

    private static Setup setup(String promote, String byHand) {
        return new Setup(
                2,
                List.of(new Setup.UserAccount(ADMIN, ADMIN, List.of())),
                List.of(new Setup.Grant(ADMIN, null, List.of("Overall/Administer"))),
                List.of(),
                List.of(
                        new Setup.ItemDefinition(JOB, "job", promote, null, null, false),
                        new Setup.ItemDefinition(BY_HAND, "job", byHand, null, null, false)),
                List.of(),
                "");
    }

    /** @return how long the build took, as Jenkins says, in nanoseconds */
    private static long run(JenkinsClient jenkins, String job) throws IOException, InterruptedException {
        int number = jenkins.build(job);
        String result = jenkins.await(job, number, LIMIT).result();
        if (!"SUCCESS".equals(result)) {
            throw new IOException(job + " ended " + result + ":\n" + jenkins.log(job, number));
        }
        long duration = jenkins.get(JenkinsClient.jobPath(job) + number + "/api/json?tree=duration")
                .json()
                .path("duration")
                .asLong();
        return Duration.ofMillis(duration).toNanos();
    }

    private void report(String where, long[] ours, long[] theirs, @CheckForNull Double limit) {
        double kargo = Samples.ofNanos(ours).median();
        double byHand = Samples.ofNanos(theirs).median();
        BenchReport report = context.report();
        report.fact("the small repository, on a " + where + ", in a build on a real controller", "");
        report.figure("  build with kargoPromote, median", kargo, "ms");
        report.figure("  build with one sh for each command, median", byHand, "ms");
        if (limit == null) {
            report.figure("  ratio", kargo / byHand, "×");
        } else {
            report.figure("  ratio", kargo / byHand, "×", limit);
        }
    }
}
