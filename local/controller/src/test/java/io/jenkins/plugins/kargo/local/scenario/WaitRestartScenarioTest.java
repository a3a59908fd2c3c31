package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promotions that wait for people and for a window hold no executor, and go on after the controller was killed. */
class WaitRestartScenarioTest {
    private static final String JOB = "shop/deploy";
    private static final List<String> STAGES = List.of("approving", "asking", "frozen", "unapproved", "unanswered");
    private static final String APPROVAL = """
                - uses: wait-for-approval
                  as: approval
                  config: {approvers: [{user: olivia, required: true}], timeout: 24h, remindEvery: 1h}
            """;
    private static final String INPUT = """
                - uses: get-user-input
                  as: ask
                  config: {schema: {required: [ticket], properties: {ticket: {type: string}}}, timeout: 24h}
            """;
    private static final String NOTE = """
                - uses: compose-output
                  config: {text: never}
            """;
    private static final String FREEZE = """
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: ProjectConfig
            metadata: {name: app}
            spec:
              promotionWindows:
                - name: freeze
                  kind: Deny
                  stageSelector: {name: frozen}
                  dtstart: "20200101T000000Z"
                  dtend: "20990101T000000Z"
            """;

    @TempDir
    private static Path directory;

    private static World world;

    @BeforeAll
    static void start() throws Exception {
        world = new World(directory);
        world.manifests(
                World.stage("approving", null, APPROVAL),
                World.stage("asking", null, INPUT),
                World.stage("frozen", null, NOTE),
                World.stage("unapproved", null, APPROVAL),
                World.stage("unanswered", null, INPUT),
                FREEZE);
        StringBuilder script = new StringBuilder("node {\n" + world.checkout() + "kargoWarehouse(project: 'app')\n}\n");
        script.append("parallel(\n");
        for (String stage : STAGES) {
            script.append(stage)
                    .append(": { kargoPromote(project: 'app', stage: '")
                    .append(stage)
                    .append("') },\n");
        }
        world.job(JOB, script.append("failFast: false)\n").toString());
        world.start();
    }

    @AfterAll
    static void stop() throws Exception {
        world.close();
    }

    private static JsonNode promotion(String stage) throws Exception {
        return world.stageOf(stage).path("promotion");
    }

    private static boolean waits(String stage, String words) throws Exception {
        return promotion(stage).path("waitingFor").asText().startsWith(words);
    }

    private static boolean hasEnded(String stage) throws Exception {
        return promotion(stage).path("phase").asText().equals("Aborted");
    }

    private static void everyPromotionWaits() {
        await().atMost(World.LIMIT)
                .until(() -> waits("approving", "waits for approval by olivia")
                        && waits("asking", "waits for input by anybody")
                        && (waits("unapproved", "waits for approval") || hasEnded("unapproved"))
                        && (waits("unanswered", "waits for input") || hasEnded("unanswered"))
                        && waits("frozen", "waits for a promotion window: the window \"freeze\" denies promotions"));
    }

    private static void post(String stage, String action, String body) throws Exception {
        String name = promotion(stage).path("name").asText();
        JenkinsClient.Answer given =
                world.olivia().post(JenkinsClient.apiPath(World.PROJECT) + "promotions/" + name + '/' + action, body);
        assertThat(given.status()).as(given.text()).isEqualTo(200);
    }

    @Test
    void everyWaitOutlivesAKillAndHoldsNoExecutor() throws Exception {
        int number = world.dana().build(JOB);
        everyPromotionWaits();
        assertThat(world.dana().busyExecutors()).isZero();
        JsonNode window = world.stageOf("frozen").path("window");
        assertThat(window.path("closed").asBoolean()).isTrue();
        // So far ahead nobody is told.
        assertThat(window.path("nextOpen").isNull()).isTrue();

        for (String stage : List.of("unapproved", "unanswered")) {
            post(stage, "abort", "{}");
            await().atMost(World.LIMIT).until(() -> hasEnded(stage));
            assertThat(promotion(stage).path("message").asText())
                    .startsWith("aborted by ")
                    .endsWith("olivia");
        }
        world.controller.kill();
        world.controller.start();

        Map<String, String> ends =
                new HashMap<>(Map.of("approving", "Errored", "asking", "Errored", "frozen", "Errored"));
        if (world.controller.resumesBuilds()) {
            everyPromotionWaits();
            assertThat(world.dana().busyExecutors()).isZero();
            post("approving", "approve", "{}");
            post("asking", "input", "{\"values\": {\"ticket\": \"OPS-7\"}}");
            post("frozen", "abort", "{}");
            ends.putAll(Map.of("approving", "Succeeded", "asking", "Succeeded", "frozen", "Aborted"));
        }
        ends.putAll(Map.of("unapproved", "Aborted", "unanswered", "Aborted"));
        assertThat(world.dana().await(JOB, number, World.LIMIT).result()).isNotEqualTo("SUCCESS");
        for (String stage : STAGES) {
            String expected = ends.get(stage);
            await().atMost(World.LIMIT)
                    .untilAsserted(() ->
                            assertThat(promotion(stage).path("phase").asText()).isEqualTo(expected));
        }
    }
}
