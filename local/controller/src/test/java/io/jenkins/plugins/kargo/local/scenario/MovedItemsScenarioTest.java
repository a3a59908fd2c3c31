package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.local.Setup;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder is moved while a build in it waits for days. */
class MovedItemsScenarioTest {
    private static final String GATE = """
                - uses: wait-for-approval
                  config: {approvers: [{user: olivia}]}
            """;

    @TempDir
    private Path directory;

    private World world;

    @BeforeEach
    void start() throws Exception {
        Assumptions.assumeTrue(Controllers.isReal(), "the stand-in moves nothing");
        world = new World(directory);
        world.manifests(
                World.stage("test", null, World.copying()),
                World.stage("gate", "test", GATE + World.copying()),
                World.stage("prod", "gate", World.copying()));
        world.item(new Setup.ItemDefinition("ops", "folder", null, null, null, false));
        world.job("shop/deploy", world.delivery("test", "gate", "prod"));
        world.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void aBuildThatWaitsGoesOnWhereItsFolderIsNowAfterARestart() throws Exception {
        int number = world.dana().build("shop/deploy");
        awaitGate("shop/app", number);

        move();
        world.controller.stop();
        world.controller.start();
        approve(awaitGate("ops/shop/app", number));

        assertThat(world.dana().await("ops/shop/deploy", number, World.LIMIT).result())
                .as(world.dana().log("ops/shop/deploy", number))
                .isEqualTo("SUCCESS");
        assertThat(world.repository.files("stage/prod")).containsEntry("version", "1\n");
        assertThat(world.dana()
                        .get("job/ops/job/shop/job/deploy/" + number + "/")
                        .text())
                .contains("/kargo/project/ops/shop/app/");
    }

    private void move() throws Exception {
        String script = "import jenkins.model.Jenkins; def j = Jenkins.get(); "
                + "hudson.model.Items.move(j.getItem('shop'), j.getItem('ops')); println 'moved'";
        JenkinsClient.Answer answer = world.controller
                .as("operator", "operator")
                .postForm("scriptText", "script=" + URLEncoder.encode(script, StandardCharsets.UTF_8));
        assertThat(answer.text()).contains("moved");
    }

    /** Where its promotion is in the API, when it asks. */
    private String awaitGate(String project, int number) {
        String promotions = JenkinsClient.apiPath(project) + "promotions";
        String[] found = new String[1];
        await().atMost(World.LIMIT).until(() -> {
            JsonNode newest = world.olivia()
                    .get(promotions + "?stage=gate&limit=1")
                    .json()
                    .path("promotions")
                    .path(0);
            found[0] = promotions + '/' + newest.path("name").asText();
            return newest.path("build").path("id").asText().endsWith("#" + number)
                    && newest.path("approval").path("mayAnswer").asBoolean();
        });
        return found[0];
    }

    private void approve(String promotion) throws Exception {
        JenkinsClient.Answer answer = world.olivia().post(promotion + "/approve", "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
