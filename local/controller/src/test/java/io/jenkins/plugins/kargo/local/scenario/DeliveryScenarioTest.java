package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.local.control.Controller;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import io.jenkins.plugins.kargo.local.demo.DemoServers;
import io.jenkins.plugins.kargo.local.demo.DemoWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole way once: Jenkinsfile, Freight, rendered commits, verification by a body, approval, timeline. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveryScenarioTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private static Path directory;

    private static DemoServers servers;
    private static Controller controller;
    private static JenkinsClient developer;
    private static JenkinsClient approver;
    private static ProcessArguments processes;
    private static int number;

    @BeforeAll
    static void start() throws Exception {
        Tools.required();
        servers = new DemoServers(directory.resolve("servers"));
        controller = Controllers.create(directory.resolve("jenkins"));
        controller.apply(DemoWorld.setup(servers));
        controller.start();
        developer = controller.as(DemoWorld.DEVELOPER.id(), DemoWorld.DEVELOPER.password());
        approver = controller.as(DemoWorld.APPROVER.id(), DemoWorld.APPROVER.password());
        processes = new ProcessArguments();
        number = developer.build(DemoWorld.JOB);
    }

    @AfterAll
    static void stop() throws Exception {
        if (processes != null) {
            processes.close();
            controller.close();
            servers.close();
        }
    }

    @Test
    @Order(1)
    void theReleaseWaitsForApprovalWithoutAnExecutor() throws Exception {
        await().atMost(LIMIT)
                .until(() -> !approval().isMissingNode()
                        || !developer.state(DemoWorld.JOB, number).building());

        assertThat(developer.log(DemoWorld.JOB, number)).contains("Freight");
        assertThat(approval().path("given").asInt()).isZero();
        assertThat(approval().path("required").asInt()).isEqualTo(1);
        assertThat(developer.busyExecutors()).isZero();
    }

    @Test
    @Order(2)
    void whoStartedTheBuildCannotApproveIt() throws Exception {
        JenkinsClient.Answer answer = developer.post(promotionPath() + "approve", "{}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("detail").asText()).contains("dana");
        assertThat(approval().path("given").asInt()).isZero();
    }

    @Test
    @Order(3)
    void theApproverLetsItGoToProduction() throws Exception {
        JenkinsClient.Answer answer = approver.post(promotionPath() + "approve", "{\"comment\": \"fine in uat\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(developer.await(DemoWorld.JOB, number, LIMIT).result())
                .as(developer.log(DemoWorld.JOB, number))
                .isEqualTo("SUCCESS");
    }

    @Test
    @Order(4)
    void everyStageHasItsRenderedManifests() {
        for (String stage : List.of("test", "uat", "prod")) {
            assertThat(servers.repository().files("stage/" + stage))
                    .as(stage)
                    .hasEntrySatisfying(
                            "manifests.yaml", text -> assertThat(text).contains(servers.image() + ":1.0.0"));
            assertThat(servers.repository().log("stage/" + stage).get(0)).contains("Kargo-Promotion: " + stage + '.');
        }
        assertThat(servers.repository().files("stage/uat")).containsKey("RELEASE");
        assertThat(servers.repository().files("stage/prod").get("manifests.yaml"))
                .contains("Hello, world", "replicas: 3");
    }

    @Test
    @Order(5)
    void theTimelineAgreesWithGit() throws Exception {
        JsonNode board = developer.board(DemoWorld.PROJECT);
        JsonNode freight = board.path("freight").path("freight").path(0);

        assertThat(freight.path("currentlyIn").fieldNames()).toIterable().contains("test", "uat", "prod");
        assertThat(freight.path("verifiedIn").fieldNames()).toIterable().contains("test", "uat");
        for (JsonNode stage : board.path("stages")) {
            String pushed = promotion(stage.path("promotion").path("name").asText());
            assertThat(stage.path("phase").asText()).isEqualTo("Ready");
            assertThat(pushed)
                    .isEqualTo(servers.repository()
                            .head("stage/" + stage.path("name").asText()));
        }
    }

    @Test
    @Order(6)
    void aSecondRunFindsNothingNewAndChangesNothing() throws Exception {
        String before = servers.repository().head("stage/test");
        int second = developer.build(DemoWorld.JOB);
        await().atMost(LIMIT)
                .until(() -> !approval().isMissingNode()
                        || !developer.state(DemoWorld.JOB, second).building());
        approver.post(promotionPath() + "approve", "{}");

        assertThat(developer.await(DemoWorld.JOB, second, LIMIT).result())
                .as(developer.log(DemoWorld.JOB, second))
                .isEqualTo("SUCCESS");
        assertThat(servers.repository().head("stage/test")).isEqualTo(before);
        assertThat(developer.board(DemoWorld.PROJECT).path("freight").path("freight"))
                .hasSize(1);
    }

    @Test
    @Order(7)
    void thePasswordIsNowhere() throws Exception {
        Secrets secrets = new Secrets(BasicCredentials.RIGHT.user(), BasicCredentials.RIGHT.password());

        assertThat(secrets.areIn(developer.log(DemoWorld.JOB, number))).isFalse();
        assertThat(processes.seen()).noneMatch(secrets::areIn);
        // The setup file is what an administrator typed in.
        assertThat(secrets.below(controller.home(), file -> file.endsWith("setup.json")))
                .isEmpty();
    }

    private static JsonNode approval() throws Exception {
        for (JsonNode stage : developer.board(DemoWorld.PROJECT).path("stages")) {
            if (stage.path("promotion").path("approval").isObject()) {
                return stage.path("promotion").path("approval");
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static String promotionPath() throws Exception {
        List<String> waiting = new ArrayList<>();
        for (JsonNode stage : developer.board(DemoWorld.PROJECT).path("stages")) {
            if (stage.path("promotion").path("approval").isObject()) {
                waiting.add(stage.path("promotion").path("name").asText());
            }
        }
        assertThat(waiting).hasSize(1);
        return JenkinsClient.apiPath(DemoWorld.PROJECT) + "promotions/" + waiting.get(0) + '/';
    }

    /** The commit that the promotion says it pushed. */
    private static String promotion(String name) throws Exception {
        JsonNode steps = developer
                .get(JenkinsClient.apiPath(DemoWorld.PROJECT) + "promotions/" + name)
                .json()
                .path("steps");
        for (JsonNode step : steps) {
            if (step.path("uses").asText().equals("git-push")) {
                return step.path("output").path("commit").asText();
            }
        }
        return "";
    }
}
