package io.jenkins.plugins.kargo.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.local.control.Controller;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import io.jenkins.plugins.kargo.local.control.StandInController;
import io.jenkins.plugins.kargo.local.control.WarController;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The demo: see {@link DemoOptions} for its command line. Ends with 0 when everything is as it should be. */
public final class Demo {
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);

    private final DemoOptions options;
    private final DemoServers servers;
    private final Controller controller;
    private final DemoPrinter out = new DemoPrinter();

    private Demo(DemoOptions options, DemoServers servers, Controller controller) {
        this.options = options;
        this.servers = servers;
        this.controller = controller;
    }

    public static void main(String[] arguments) {
        int exit;
        try {
            exit = run(DemoOptions.parse(arguments));
        } catch (Exception e) {
            // The servers' threads would keep the process alive.
            System.err.println("The demo cannot go on: " + e.getMessage());
            exit = 1;
        }
        System.exit(exit);
    }

    private static int run(DemoOptions options) throws Exception {
        Files.createDirectories(options.home());
        try (DemoServers servers = new DemoServers(options.home().resolve("servers"));
                Controller controller = controller(options)) {
            Thread closing = new Thread(() -> closeQuietly(controller));
            Runtime.getRuntime().addShutdownHook(closing);
            return new Demo(options, servers, controller).run();
        }
    }

    private static Controller controller(DemoOptions options) {
        Path home = options.home().resolve("jenkins");
        Map<String, String> environment = options.tools() == null
                ? Map.of()
                : Map.of("PATH", options.tools() + System.getProperty("path.separator") + System.getenv("PATH"));
        return options.war() == null
                ? new StandInController(home, options.port(), List.of(), environment)
                : new WarController(
                        options.war(), options.plugins(), options.hpi(), home, options.port(), List.of(), environment);
    }

    private static void closeQuietly(Controller controller) {
        try {
            controller.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int run() throws Exception {
        Instant begin = Instant.now();
        out.title("Kargo for Jenkins: one release of a guestbook, from image to production");
        out.line("git server      " + servers.repositoryUrl() + "  (password-protected)");
        out.line("registry        " + servers.image() + ":1.0.0");
        controller.apply(DemoWorld.setup(servers));
        controller.start();
        out.line("controller      " + controller.url()
                + (options.war() == null ? "  (the stand-in)" : "  (a real Jenkins)"));
        boolean right = deliver("1.0.0");
        out.line("");
        out.line(String.format(
                "That took %.1f s.", Duration.between(begin, Instant.now()).toMillis() / 1000.0));
        if (!options.once()) {
            stayOpen();
        }
        return right ? 0 : 1;
    }

    /** Runs the job once and checks that the version arrives in every stage. */
    private boolean deliver(String version) throws Exception {
        JenkinsClient developer = controller.as(DemoWorld.DEVELOPER.id(), DemoWorld.DEVELOPER.password());
        int number = developer.build(DemoWorld.JOB);
        out.title("Build #" + number + " of " + DemoWorld.JOB);
        boolean succeeded = follow(developer, number);
        if (!succeeded) {
            out.wrong("The build failed; its log:");
            out.line(developer.log(DemoWorld.JOB, number));
            return false;
        }
        return new DemoChecks(servers, developer, out).everythingArrived(version);
    }

    /** Prints what the stages do; gives the approval when it is asked for. */
    private boolean follow(JenkinsClient developer, int number) throws IOException, InterruptedException {
        JenkinsClient approver = controller.as(DemoWorld.APPROVER.id(), DemoWorld.APPROVER.password());
        StageProgress progress = new StageProgress(out);
        Instant deadline = Instant.now().plus(BUILD_LIMIT);
        while (true) {
            JenkinsClient.Build build = developer.state(DemoWorld.JOB, number);
            JsonNode board = approver.board(DemoWorld.PROJECT);
            progress.show(board);
            for (JsonNode stage : board.path("stages")) {
                approveIfAsked(approver, stage.path("promotion"));
            }
            if (!build.building()) {
                return "SUCCESS".equals(build.result());
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("The build did not end within " + BUILD_LIMIT.toMinutes() + " minutes");
            }
            Thread.sleep(250);
        }
    }

    private void approveIfAsked(JenkinsClient approver, JsonNode promotion) throws IOException, InterruptedException {
        JsonNode approval = promotion.path("approval");
        if (!approval.path("mayAnswer").asBoolean(false)
                || approval.path("given").asInt() > 0) {
            return;
        }
        int busy = approver.busyExecutors();
        String path = JenkinsClient.apiPath(DemoWorld.PROJECT) + "promotions/"
                + promotion.path("name").asText() + "/approve";
        JenkinsClient.Answer answer = approver.post(path, "{\"comment\": \"Looks good in uat\"}");
        if (answer.status() == 200) {
            out.line("                olivia approves by REST; busy executors while it waited: " + busy);
        } else {
            out.wrong("olivia's approval was refused: " + answer.text());
        }
    }

    private void stayOpen() throws Exception {
        out.title("Look around");
        out.line("page            " + controller.url() + "kargo/project/" + DemoWorld.PROJECT + "/");
        out.line("sign in as      dana / dana (developer) or olivia / olivia (approver)");
        out.line(
                "next release    type a version such as 1.1.0 and press Enter: its image is published and the job runs");
        out.line("end             press Ctrl-C");
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                String version = line.strip();
                if (version.matches("1\\.\\d+\\.\\d+")) {
                    servers.publishImage(version);
                    out.line("published       " + servers.image() + ':' + version);
                    deliver(version);
                } else if (!version.isEmpty()) {
                    out.line("The warehouse takes versions of ^1.0.0, such as 1.1.0");
                }
            }
        }
        // Without a terminal the demo stays open until it is stopped.
        Thread.currentThread().join();
    }
}
