package io.jenkins.plugins.kargo.local.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.jenkins.plugins.kargo.local.Setup;
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

/** The page in a browser while a release goes its way: what each person sees and may do, in light and in dark. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageScenarioTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String DANA = DemoWorld.DEVELOPER.id();
    private static final String OLIVIA = DemoWorld.APPROVER.id();
    private static final String RITA = "rita";
    private static final String BOARD = "kargo/project/" + DemoWorld.PROJECT + '/';
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout((double) LIMIT.toMillis());

    @TempDir
    private static Path directory;

    private static DemoServers servers;
    private static Controller controller;
    private static Chromium chromium;
    private static JenkinsClient developer;
    private static int number;

    @BeforeAll
    static void start() throws Exception {
        Tools.required();
        Chromium.required();
        servers = new DemoServers(directory.resolve("servers"));
        controller = Controllers.create(directory.resolve("jenkins"));
        controller.apply(withMore(DemoWorld.setup(servers)));
        controller.start();
        developer = controller.as(DANA, DANA);
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
            controller.close();
            servers.close();
        }
    }

    @Test
    @Order(1)
    void anEmptyControllerSaysHowToBegin() {
        for (Look look : List.of(Look.LIGHT, Look.DARK)) {
            try (Visitor dana = chromium.visitor(controller, DANA, look)) {
                Page page = dana.open("kargo/");

                assertThat(page.getByText("No project yet")).isVisible();
                assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Jenkinsfile")))
                        .containsText("kargoPromote");
                dana.seesNothingWrong();
            }
        }
    }

    @Test
    @Order(2)
    void aReleaseIsFollowedLiveUntilItWaitsForAnApproval() throws Exception {
        try (Visitor rita = chromium.visitor(controller, RITA, Look.LIGHT)) {
            Page page = rita.open("kargo/");
            page.evaluate("window.opened = 'once'");

            number = developer.build(DemoWorld.JOB);

            Locator link = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(DemoWorld.PROJECT));
            link.click(new Locator.ClickOptions().setTimeout((double) LIMIT.toMillis()));
            assertThat(rita.stage("test")).containsText("Ready", SOON);
            assertThat(rita.stage("uat")).containsText("Ready", SOON);
            assertThat(rita.stage("prod")).containsText("Waits for approval, 0 of 1 given", SOON);
            assertThat(rita.freight(alias())).containsText("Verified in test, uat");
            assertThat(rita.freight(alias())).containsText("1.0.0");
            assertThat(page.evaluate("window.opened")).isEqualTo("once");
            rita.seesNothingWrong();
        }
    }

    @Test
    @Order(3)
    void aReaderSeesEverythingAndNoButton() throws Exception {
        try (Visitor rita = chromium.visitor(controller, RITA, Look.DARK)) {
            Page page = rita.open(BOARD + "?promotion=" + waiting());

            Locator drawer = rita.dialog(alias() + " to prod");
            assertThat(drawer).containsText("rita is missing the Kargo/Approve permission");
            for (String name : List.of("Approve", "Reject", "Abort", "Promote to test", "Promote to prod")) {
                assertThat(rita.button(name)).hasCount(0);
            }
            rita.seesNothingWrong();
            assertThat(rita.post(promotion("approve"), "{}")).isEqualTo(403);
            assertThat(rita.post(promotion("abort"), "{}")).isEqualTo(403);
            assertThat(rita.post(api() + "promotions", "{\"stage\": \"test\", \"freight\": \"" + alias() + "\"}"))
                    .isEqualTo(403);
            assertThat(rita.post(api() + "freight/" + alias() + "/alias", "{\"alias\": \"mine\"}"))
                    .isEqualTo(403);
            assertThat(page.url()).contains(BOARD);
        }
    }

    @Test
    @Order(4)
    void whoAskedForItIsToldWhyTheyCannotApproveIt() throws Exception {
        try (Visitor dana = chromium.visitor(controller, DANA, Look.LIGHT)) {
            dana.open(BOARD + "?promotion=" + waiting());

            Locator drawer = dana.dialog(alias() + " to prod");
            assertThat(drawer).containsText("Waits for an approval");
            assertThat(drawer.locator(".kgo-approval")).containsText(DANA);
            assertThat(dana.button("Approve")).hasCount(0);
            assertThat(dana.post(promotion("approve"), "{}")).isEqualTo(403);
        }
    }

    @Test
    @Order(5)
    void theApproverSeesItThroughWithoutReloading() throws Exception {
        String alias = alias();
        try (Visitor olivia = chromium.visitor(controller, OLIVIA, Look.LIGHT)) {
            Page page = olivia.open(BOARD);
            page.evaluate("window.opened = 'once'");
            olivia.picture(directory.resolve("waiting.png"));

            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Review: prod waits for your approval of " + alias))
                    .click();
            Locator drawer = olivia.dialog(alias + " to prod");
            assertThat(step(drawer, "approval")).containsText("Waiting");
            assertThat(step(drawer, "push")).containsText("Not started");
            drawer.getByLabel("Comment (optional)").fill("fine in uat");
            olivia.button("Approve").click();

            assertThat(step(drawer, "approval")).containsText("Succeeded", SOON);
            assertThat(step(drawer, "push")).containsText("Succeeded", SOON);
            assertThat(drawer).containsText("fine in uat");
            Locator changes =
                    drawer.getByRole(AriaRole.REGION, new Locator.GetByRoleOptions().setName("Rendered changes"));
            assertThat(changes).containsText("Deployment");
            changes.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("File"))
                    .check();
            assertThat(changes.locator(".kgo-patch__line--added").first()).containsText("+");
            assertThat(olivia.stage("prod")).containsText("Ready", SOON);
            assertThat(olivia.stage("prod")).containsText(alias);
            assertThat(page.evaluate("window.opened")).isEqualTo("once");
            olivia.seesNothingWrong();
        }
        assertThat(developer.await(DemoWorld.JOB, number, LIMIT).result()).isEqualTo("SUCCESS");
    }

    @Test
    @Order(6)
    void thePageIsRightInBothThemesAndOnEveryScreen() throws Exception {
        for (boolean dark : List.of(false, true)) {
            for (Look look : List.of(new Look(dark, 320, 640), new Look(dark, 1280, 800), new Look(dark, 3840, 2160))) {
                try (Visitor dana = chromium.visitor(controller, DANA, look)) {
                    dana.open(BOARD);
                    assertThat(dana.stage("prod")).containsText(alias());
                    dana.seesNothingWrong();
                    assertThat(dana.lightness() < 0.5).as(look + " is dark").isEqualTo(dark);
                    dana.open(BOARD + "?stage=prod");
                    assertThat(dana.dialog("Stage prod")).containsText("May come next");
                    dana.seesNothingWrong();
                }
            }
        }
    }

    /** Pictures of the documentation: a second release in uat, and a third on its way. */
    @Test
    @Order(7)
    void thePicturesShowWhatReallyHappened() throws Exception {
        Pictures pictures = Pictures.wanted();
        servers.publishImage("1.1.0");
        int second = developer.build(DemoWorld.JOB);
        await().atMost(LIMIT).until(() -> !waiting().isEmpty());
        servers.publishImage("1.2.0");
        int third = developer.build(DemoWorld.JOB);
        await().atMost(LIMIT).until(() -> stage("prod").path("queued").asInt() == 1);
        for (Look look : List.of(Look.LIGHT, Look.DARK)) {
            try (Visitor olivia = chromium.visitor(controller, OLIVIA, look)) {
                olivia.open(BOARD);
                assertThat(olivia.stage("prod")).containsText("1 queued");
                pictures.take(olivia, "timeline", look);
                olivia.open(BOARD + "?promotion=" + waiting());
                assertThat(olivia.button("Approve")).isVisible();
                pictures.take(olivia, "approval", look);
            }
        }
        views(pictures);
        developer.stop(DemoWorld.JOB, second);
        developer.stop(DemoWorld.JOB, third);
        developer.await(DemoWorld.JOB, third, LIMIT);
    }

    private static void views(Pictures pictures) throws Exception {
        JsonNode last = stage("uat").path("promotion");
        try (Visitor olivia = chromium.visitor(controller, OLIVIA, Look.LIGHT)) {
            Page page = olivia.open(BOARD);
            page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("List"))
                    .check();
            pictures.take(olivia, "list", Look.LIGHT);
            olivia.open(BOARD + "?stage=uat");
            assertThat(olivia.dialog("Stage uat")).containsText("May come next");
            pictures.take(olivia, "stage", Look.LIGHT);
            olivia.open(BOARD + "?freight=" + last.path("freight").asText());
            assertThat(olivia.dialog("Freight " + last.path("freightAlias").asText()))
                    .isVisible();
            pictures.take(olivia, "freight", Look.LIGHT);
            olivia.open(BOARD + "?warehouse="
                    + developer
                            .board(DemoWorld.PROJECT)
                            .path("warehouses")
                            .path(0)
                            .path("name")
                            .asText());
            assertThat(page.locator(".kgo-drawer")).containsText("Last looked");
            pictures.take(olivia, "warehouse", Look.LIGHT);
            olivia.open(BOARD + "?promotion=" + last.path("name").asText());
            Locator changes = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Rendered changes"));
            changes.scrollIntoViewIfNeeded();
            changes.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("File"))
                    .check();
            changes.evaluate("(element) => element.scrollIntoView()");
            pictures.take(olivia, "promotion", Look.LIGHT);
        }
    }

    private static Locator step(Locator drawer, String alias) {
        return drawer.getByRole(
                AriaRole.LISTITEM, new Locator.GetByRoleOptions().setName(alias).setExact(true));
    }

    private static Setup withMore(Setup setup) {
        List<Setup.UserAccount> users = new ArrayList<>(setup.users());
        users.add(new Setup.UserAccount(RITA, RITA, List.of()));
        List<Setup.Grant> grants = new ArrayList<>(setup.grants());
        grants.add(new Setup.Grant(OLIVIA, null, List.of("Job/Build")));
        grants.add(new Setup.Grant(RITA, null, List.of("Overall/Read", "Job/Read")));
        return new Setup(
                setup.executors(),
                users,
                grants,
                setup.credentials(),
                setup.items(),
                setup.bindings(),
                setup.plainHttpRegistries());
    }

    private static String api() {
        return JenkinsClient.apiPath(DemoWorld.PROJECT);
    }

    private static String promotion(String verb) throws Exception {
        return api() + "promotions/" + waiting() + '/' + verb;
    }

    private static JsonNode stage(String name) throws Exception {
        for (JsonNode stage : developer.board(DemoWorld.PROJECT).path("stages")) {
            if (stage.path("name").asText().equals(name)) {
                return stage;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** The alias of the newest Freight. */
    private static String alias() throws Exception {
        return developer
                .board(DemoWorld.PROJECT)
                .path("freight")
                .path("freight")
                .path(0)
                .path("alias")
                .asText();
    }

    /** The promotion to prod that waits for an approval; empty when none does. */
    private static String waiting() throws Exception {
        JsonNode promotion = stage("prod").path("promotion");
        return promotion.path("approval").isObject() ? promotion.path("name").asText() : "";
    }
}
