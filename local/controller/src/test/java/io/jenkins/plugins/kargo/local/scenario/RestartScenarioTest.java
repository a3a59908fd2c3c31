package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The controller goes away while four promotions of one build are at the four kinds of places where a promotion can be: in a
 * step of ours that changes the outside world, in a step of the Jenkinsfile, at an approval and at a verification. On a real
 * controller the build goes on; the stand-in ends it. On both, nothing is lost or done twice.
 */
class RestartScenarioTest {
    private static final String JOB = "shop/deploy";
    private static final List<String> STAGES = List.of("pushing", "rendering", "approving", "verifying");
    private static final String RENDER = """
                - uses: pipeline
                  as: render
                  config: {name: render, with: {file: out/RELEASE}}
            """;
    private static final String APPROVAL = """
                - uses: wait-for-approval
                  as: approval
                  config: {approvers: [{user: olivia}]}
            """;
    private static final String ANALYSIS = """
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: AnalysisTemplate
            metadata: {name: health}
            spec:
              metrics:
                - name: health
                  interval: 1s
                  failureLimit: -1
                  consecutiveSuccessLimit: 1
                  successCondition: result == "fine"
                  provider: {web: {url: "@HEALTH@", jsonPath: "{$.health}"}}
            """;

    @TempDir
    private static Path directory;

    private static World world;
    private static LoopbackServer health;
    private static volatile String answer = "starting";

    @BeforeAll
    static void start() throws Exception {
        world = new World(directory);
        health = LoopbackServer.http(exchange -> LoopbackServer.answer(
                exchange,
                200,
                "application/json",
                ("{\"health\": \"" + answer + "\"}").getBytes(StandardCharsets.UTF_8)));
        String verification = "  verification: {analysisTemplates: [{name: health}]}\n";
        world.manifests(
                World.stage("pushing", null, World.copying()),
                World.stage("rendering", null, World.copying(RENDER)),
                World.stage("approving", null, APPROVAL + World.copying()),
                World.stage("verifying", null, World.copying()) + verification,
                ANALYSIS.replace("@HEALTH@", health.url()));
        world.executors(STAGES.size());
        world.job(JOB, script());
        holdPushes();
        world.start();
    }

    @AfterAll
    static void stop() throws Exception {
        // Whatever still waits for it.
        Files.createDirectories(directory);
        release();
        world.close();
        health.close();
    }

    private static String script() {
        StringBuilder script = new StringBuilder("node {\n" + world.checkout() + "kargoWarehouse(project: 'app')\n}\n");
        script.append("parallel(\n");
        for (String stage : STAGES) {
            script.append(stage).append(": { stage('").append(stage).append("') {\n");
            script.append("kargoPromote(project: 'app', stage: '").append(stage).append("') { node { kargoSteps {\n");
            script.append("kargoStep('render') {\n sh '''\n")
                    .append(rendering())
                    .append("'''\n}\n");
            script.append("} } }\n");
            if (stage.equals("verifying")) {
                script.append("kargoVerify(project: 'app', stage: 'verifying')\n");
            }
            script.append("} },\n");
        }
        return script.append("failFast: false)\n").toString();
    }

    /** A shell script that says that it runs, waits, and counts how often it came to its end. */
    private static String rendering() {
        return """
                echo started >> '%1$s/started'
                while [ ! -e '%1$s/released' ]; do sleep 0.1; done
                echo ended >> '%1$s/ended'
                echo "$KARGO_FREIGHT_ALIAS" > "$KARGO_WITH_FILE"
                """.formatted(directory);
    }

    /** Lets the git server take pushes to the stage {@code pushing} only when they are released. */
    private static void holdPushes() throws IOException {
        Path hook = world.repository.path().resolve("hooks/pre-receive");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, """
                #!/bin/sh
                grep -q refs/heads/stage/pushing || exit 0
                touch '%1$s/push-arrived'
                while [ ! -e '%1$s/released' ]; do sleep 0.1; done
                """.formatted(directory));
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void release() throws IOException {
        Files.writeString(directory.resolve("released"), "");
    }

    @Test
    void aCleanStopInTheMiddleLosesAndRepeatsNothing() throws Exception {
        aRestartLosesAndRepeatsNothing(false);
    }

    @Test
    void aKillInTheMiddleLosesAndRepeatsNothing() throws Exception {
        aRestartLosesAndRepeatsNothing(true);
    }

    private static void aRestartLosesAndRepeatsNothing(boolean killed) throws Exception {
        for (String file : List.of("released", "started", "ended", "push-arrived")) {
            Files.deleteIfExists(directory.resolve(file));
        }
        answer = "starting";
        health.forgetRequests();
        world.release(killed ? "killed" : "stopped");
        int number = world.dana().build(JOB);
        everyPromotionIsAtItsPlace(number);
        assertThat(world.dana().busyExecutors()).isEqualTo(2);

        if (killed) {
            world.controller.kill();
        } else {
            world.controller.stop();
        }
        release();
        await().until(() -> world.repository.head("stage/pushing") != null);
        answer = "fine";
        world.controller.start();

        if (world.controller.resumesBuilds()) {
            approve();
            String result = world.dana().await(JOB, number, World.LIMIT).result();
            assertThat(result).as(world.dana().log(JOB, number)).isEqualTo("SUCCESS");
            assertThat(world.repository.files("stage/rendering").get("RELEASE")).isNotBlank();
            assertThat(Files.readAllLines(directory.resolve("ended"))).hasSize(1);
            for (String stage : STAGES) {
                assertThat(world.stageOf(stage).path("phase").asText()).isEqualTo("Ready");
                assertThat(world.repository.files("stage/" + stage))
                        .containsEntry("version", (killed ? "killed" : "stopped") + "\n");
            }
        } else {
            assertThat(world.dana().await(JOB, number, World.LIMIT).result()).isNotEqualTo("SUCCESS");
        }
        for (String stage : STAGES) {
            everythingHasEnded(stage);
            PushRecords.agreeWithGit(world, stage);
        }
        assertThat(Files.readAllLines(directory.resolve("started"))).hasSize(1);
        // Where the build does not go on, the script ends with the controller.
        assertThat(Files.exists(directory.resolve("ended"))).isEqualTo(world.controller.resumesBuilds());
    }

    private static void everyPromotionIsAtItsPlace(int number) {
        await().atMost(World.LIMIT).until(() -> {
            if (!world.dana().state(JOB, number).building()) {
                throw new AssertionError(world.dana().log(JOB, number));
            }
            // What sh started is saved with the build when its first output has arrived, not before.
            return Files.exists(directory.resolve("push-arrived"))
                    && world.dana().log(JOB, number).contains("+ sleep 0.1")
                    && world.stageOf("approving")
                            .path("promotion")
                            .path("approval")
                            .isObject()
                    && !health.requests().isEmpty();
        });
    }

    private static void approve() throws Exception {
        JsonNode promotion = world.stageOf("approving").path("promotion");
        JenkinsClient.Answer given = world.olivia()
                .post(
                        JenkinsClient.apiPath(World.PROJECT) + "promotions/"
                                + promotion.path("name").asText() + "/approve",
                        "{}");
        assertThat(given.status()).as(given.text()).isEqualTo(200);
    }

    private static void everythingHasEnded(String stage) {
        await().atMost(World.LIMIT)
                .untilAsserted(() -> assertThat(PushRecords.promotions(world, stage))
                        .extracting(promotion -> promotion.path("phase").asText())
                        .doesNotContain("Pending", "Running"));
    }
}
