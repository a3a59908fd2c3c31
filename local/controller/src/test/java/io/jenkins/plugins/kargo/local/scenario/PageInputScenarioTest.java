package io.jenkins.plugins.kargo.local.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a promotion asks is answered with the form on the page. */
class PageInputScenarioTest {
    private static final String JOB = "shop/deploy";
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout((double) World.LIMIT.toMillis());
    private static final String ASKING = """
                - uses: get-user-input
                  as: ask
                  config:
                    display: How shall this be rolled out?
                    schema:
                      required: [ticket]
                      properties:
                        ticket: {type: string, title: Change ticket, pattern: "^OPS-[0-9]+$"}
                        replicas: {type: integer, title: Replicas, default: 3}
                - uses: compose-output
                  as: plan
                  config: {ticket: "${{ outputs.ask.values.ticket }}"}
            """;

    @TempDir
    private static Path directory;

    private static World world;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        Chromium.required();
        world = new World(directory);
        world.manifests(World.stage("test", null, ASKING));
        world.job(
                JOB,
                "node {\n" + world.checkout() + "kargoWarehouse(project: 'app')\n}\n"
                        + "kargoPromote(project: 'app', stage: 'test')\n");
        world.start();
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (world != null) {
            world.close();
        }
    }

    private static JsonNode promotion() throws Exception {
        String name = world.stageOf("test").path("promotion").path("name").asText();
        return world.olivia()
                .get(JenkinsClient.apiPath(World.PROJECT) + "promotions/" + name)
                .json();
    }

    @Test
    void aFormIsFilledInAndThePromotionGoesOnWithTheAnswer() throws Exception {
        int build = world.dana().build(JOB);
        await().atMost(World.LIMIT)
                .until(() -> world.stageOf("test")
                        .path("promotion")
                        .path("waitingFor")
                        .asText()
                        .startsWith("waits for input"));
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT)) {
            olivia.open("kargo/project/" + World.PROJECT + "/?promotion="
                    + promotion().path("name").asText());
            Locator form =
                    olivia.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Waits for input"));
            assertThat(form).containsText("How shall this be rolled out?");
            Locator ticket = form.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Change ticket"));
            ticket.fill("7");
            olivia.seesNothingWrong();
            olivia.button("Send").click();
            assertThat(form.getByRole(AriaRole.ALERT)).containsText("ticket: Does not match pattern", SOON);
            ticket.fill("OPS-7");
            olivia.button("Send").click();
            assertThat(olivia.stage("test")).containsText("Ready", SOON);
        }
        assertThat(world.dana().await(JOB, build, World.LIMIT).result()).isEqualTo("SUCCESS");
        JsonNode output = promotion().path("steps").path(0).path("output");
        assertThat(output.path("respondedBy").asText()).isEqualTo("olivia");
        assertThat(output.path("values").path("replicas").asInt()).isEqualTo(3);
    }
}
