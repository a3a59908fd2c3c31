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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What people do with the page alone: promote, find out, abort, approve, rename, with a mouse and without. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageUseScenarioTest {
    private static final String JOB = "shop/deploy";
    private static final String BOARD = "kargo/project/" + World.PROJECT + '/';
    private static final String MARKUP = "<img src=x onerror=\"window.planted='yes'\"><b>bold</b> & \"quoted\"";
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout((double) World.LIMIT.toMillis());
    private static final String APPROVAL = """
                - uses: wait-for-approval
                  as: approval
                  config: {approvers: [{user: dana}], minApprovals: 1, timeout: 10m}
            """;

    @TempDir
    private static Path directory;

    private static World world;
    private static Chromium chromium;
    private static String first;

    @BeforeAll
    static void start() throws Exception {
        Chromium.required();
        world = new World(directory);
        world.manifests(
                World.stage("test", null, World.copying()),
                World.stage("uat", "test", APPROVAL + World.copying()),
                World.stage("prod", "uat", World.copying()));
        world.job(JOB, world.delivery("test"));
        world.start();
        chromium = Chromium.start();
        assertThat(world.run(JOB).result()).isEqualTo("SUCCESS");
        first = newest().path("alias").asText();
        // From now on the page asks for uat and prod.
        world.job(JOB, world.delivery("test", "uat", "prod"));
        world.apply();
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

    @Test
    @Order(1)
    void aStageSaysWhyItCannotGetAPieceOfFreight() {
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT)) {
            Page page = olivia.open(BOARD);
            page.getByRole(AriaRole.BUTTON, exactly("prod")).click();

            Locator drawer = olivia.dialog("Stage prod");
            assertThat(drawer).containsText(first);
            assertThat(drawer).containsText("not verified in uat");
            assertThat(drawer).containsText("Not available");
            olivia.freight(first).hover();
            assertThat(olivia.stage("test")).containsText("Holds it");
            assertThat(olivia.stage("uat")).containsText("May get it");
        }
    }

    @Test
    @Order(2)
    void somebodyPromotesFromThePageAndAbortsIt() throws Exception {
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.DARK)) {
            olivia.open(BOARD);
            promote(olivia, "uat");
            assertThat(olivia.stage("uat")).containsText("Waits for approval, 0 of 1 given", SOON);

            olivia.open(BOARD + "?promotion=" + promotion("uat"));
            Locator drawer = olivia.dialog(first + " to uat");
            assertThat(drawer.locator(".kgo-approval")).containsText("olivia");
            assertThat(olivia.button("Approve")).hasCount(0);
            assertThat(drawer).containsText("deploy #2");
            olivia.button("Abort").click();
            Locator question = olivia.dialog("Abort " + first + " to uat?");
            olivia.seesNothingWrong();
            question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Abort"))
                    .click();

            assertThat(drawer).containsText("Aborted", SOON);
            assertThat(olivia.button("Try again")).isVisible();
        }
        assertThat(world.dana().await(JOB, 2, World.LIMIT).result()).isNotEqualTo("SUCCESS");
    }

    @Test
    @Order(3)
    void itIsTriedAgainAndAnotherPersonApproves() throws Exception {
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT);
                Visitor dana = chromium.visitor(world.controller, "dana", Look.LIGHT)) {
            olivia.open(BOARD + "?promotion=" + promotion("uat"));
            olivia.button("Try again").click();
            olivia.dialog("Try " + first + " to uat again?")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Try again"))
                    .click();
            dana.open(BOARD);
            assertThat(dana.stage("uat")).containsText("Waits for approval, 0 of 1 given", SOON);
            dana.button("Review: uat waits for your approval of " + first).click();
            Locator drawer = dana.dialog(first + " to uat");
            drawer.getByLabel("Comment (optional)").fill(MARKUP);
            dana.button("Approve").click();

            assertThat(drawer).containsText(MARKUP, SOON);
            assertThat(olivia.stage("uat")).containsText("Ready", SOON);
            assertThat(olivia.stage("uat")).containsText(first);
        }
        assertThat(world.repository.files("stage/uat")).containsEntry("version", "1\n");
    }

    @Test
    @Order(4)
    void whatWouldChangeIsReadBeforeItIsPromoted() throws Exception {
        world.job(JOB, world.delivery("test"));
        world.apply();
        world.repository.commit("main", MARKUP, Map.of("app/version", "2\n"));
        assertThat(world.run(JOB).result()).isEqualTo("SUCCESS");
        world.job(JOB, world.delivery("test", "uat", "prod"));
        world.apply();
        String before = commit(world.board().path("freight").path("freight").path(1));
        String after = commit(newest());
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.DARK)) {
            Page page = olivia.open(BOARD);
            olivia.button("Promote to uat").click();

            Locator dialog = olivia.dialog("Promote to uat");
            Locator changes =
                    dialog.getByRole(AriaRole.REGION, new Locator.GetByRoleOptions().setName("What changes in uat"));
            assertThat(changes.locator("del")).containsText(before);
            assertThat(changes.locator("ins")).containsText(after);
            olivia.seesNothingWrong();
            page.keyboard().press("Escape");
            assertThat(dialog).hasCount(0);
        }
    }

    @Test
    @Order(5)
    void markupFromGitIsShownAsText() throws Exception {
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT)) {
            Page page = olivia.open(BOARD + "?freight=" + newest().path("name").asText());

            assertThat(olivia.dialog("Freight " + newest().path("alias").asText()))
                    .containsText(MARKUP);
            assertThat(page.locator("#kargo img, #kargo b")).hasCount(0);
            assertThat(page.evaluate("window.planted")).isNull();
            olivia.seesNothingWrong();
        }
    }

    @Test
    @Order(6)
    void anAliasIsChangedAndABadOneRefusedInWords() throws Exception {
        String alias = newest().path("alias").asText();
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT)) {
            Page page = olivia.open(BOARD + "?freight=" + newest().path("name").asText());
            olivia.button("Rename").click();
            Locator dialog = olivia.dialog("Rename " + alias);
            Locator field = dialog.getByRole(AriaRole.TEXTBOX);
            field.fill("<b>Bold</b>");
            page.keyboard().press("Enter");
            assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("'<b>Bold</b>' does not");
            field.fill("second-release");
            page.keyboard().press("Enter");

            assertThat(olivia.freight("second-release")).isVisible();
            assertThat(newest().path("alias").asText()).isEqualTo("second-release");
        }
    }

    @Test
    @Order(7)
    void theKeyboardAloneIsEnough() throws Exception {
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.DARK)) {
            Page page = olivia.open(BOARD);
            olivia.tabTo("second-release");
            page.keyboard().press("ArrowRight");
            assertThat(olivia.focused()).isEqualTo(first);
            page.keyboard().press("Enter");
            assertThat(olivia.dialog("Freight " + first)).isVisible();
            page.keyboard().press("Escape");
            assertThat(olivia.dialog("Freight " + first)).hasCount(0);
            assertThat(olivia.focused()).isEqualTo(first);

            olivia.tabTo("app");
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowRight");
            assertThat(olivia.focused()).isEqualTo("uat");
            olivia.tabTo("Promote to uat");
            page.keyboard().press("Enter");
            assertThat(olivia.dialog("Promote to uat")).isVisible();
            olivia.tabTo("Promote second-release");
            page.keyboard().press("Enter");
            assertThat(olivia.stage("uat")).containsText("Waits for approval", SOON);
        }
        assertThat(world.stageOf("uat").path("promotion").path("actor").asText())
                .isEqualTo("olivia");
    }

    @Test
    @Order(8)
    void aStageIsRolledBackToWhatItHeldBefore() throws Exception {
        assertThat(world.dana()
                        .post(
                                JenkinsClient.apiPath(World.PROJECT) + "promotions/" + promotion("uat") + "/approve",
                                "{}")
                        .status())
                .isEqualTo(200);
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT)) {
            olivia.open(BOARD + "?stage=uat");
            Locator drawer = olivia.dialog("Stage uat");
            assertThat(olivia.stage("uat")).containsText("Ready", SOON);
            drawer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Roll back to " + first))
                    .click(new Locator.ClickOptions().setTimeout((double) World.LIMIT.toMillis()));
            Locator dialog = olivia.dialog("Roll uat back to " + first + '?');
            assertThat(dialog.getByRole(AriaRole.REGION, new Locator.GetByRoleOptions().setName("What changes in uat")))
                    .isVisible();
            olivia.seesNothingWrong();
            dialog.getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("Roll back").setExact(true))
                    .click();

            assertThat(olivia.stage("uat")).containsText("Waits for approval", SOON);
        }
        assertThat(world.stageOf("uat").path("promotion").path("freightAlias").asText())
                .isEqualTo(first);
    }

    @Test
    @Order(9)
    void aWarehouseLooksAgainAndFreightIsPutTogetherByHand() throws Exception {
        world.repository.commit("main", "Version 3", Map.of("app/version", "3\n"));
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.DARK)) {
            Page page = olivia.open(BOARD + "?warehouse=app");
            Locator drawer = olivia.dialog("Warehouse app");
            assertThat(drawer).containsText("Last looked");
            olivia.button("Refresh").click();
            assertThat(drawer).containsText("Version 3", SOON);
            drawer.getByRole(AriaRole.COMBOBOX)
                    .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(0));
            olivia.seesNothingWrong();
            olivia.button("Assemble Freight").click();

            page.waitForURL(url -> url.contains("?freight="));
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Version 3");
        }
    }

    private static void promote(Visitor visitor, String stage) {
        visitor.button("Promote to " + stage).click();
        visitor.dialog("Promote to " + stage)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Promote " + first))
                .click();
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static JsonNode newest() throws Exception {
        return world.board().path("freight").path("freight").path(0);
    }

    private static String commit(JsonNode freight) {
        return freight.path("commits").path(0).path("id").asText().substring(0, 7);
    }

    private static String promotion(String stage) throws Exception {
        await().atMost(World.LIMIT)
                .until(() -> world.stageOf(stage).path("promotion").isObject());
        return world.stageOf(stage).path("promotion").path("name").asText();
    }
}
