package io.jenkins.plugins.kargo.local.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A project with something in every part of its page: each view and drawer, in English and German, and with markup in it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageEveryViewScenarioTest {
    private static final String JOB = "shop/deploy";
    private static final String BOARD = "kargo/project/" + World.PROJECT + '/';
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout((double) World.LIMIT.toMillis());
    private static final LocatorAssertions.HasCountOptions IN_TIME =
            new LocatorAssertions.HasCountOptions().setTimeout((double) World.LIMIT.toMillis());
    private static final String APPROVAL = """
                - uses: wait-for-approval
                  as: approval
                  config: {approvers: [{user: olivia}], minApprovals: 1, timeout: 30m}
            """;
    private static final String BROKEN = """
                - uses: copy
                  as: missing
                  config: {inPath: ./no-such-folder, outPath: ./out}
            """;
    private static final String POLICIES = """
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: ProjectConfig
            metadata: {name: app, namespace: app}
            spec:
              promotionPolicies:
                - stageSelector: {name: test}
                  autoPromotionEnabled: true
            """;
    private static final String ANALYSIS = """
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: AnalysisTemplate
            metadata: {name: health}
            spec:
              metrics:
                - name: success-rate
                  interval: 1s
                  count: 3
                  successCondition: result >= 0.9
                  provider: {web: {url: "@HEALTH@", jsonPath: "{$.rate}"}}
            """;

    @TempDir
    private static Path directory;

    private static World world;
    private static LoopbackServer health;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        Chromium.required();
        world = new World(directory);
        health = LoopbackServer.http(exchange -> LoopbackServer.answer(
                exchange, 200, "application/json", "{\"rate\": 0.97}".getBytes(StandardCharsets.UTF_8)));
        world.manifests(
                POLICIES,
                World.stage("test", null, World.copying()) + "  verification: {analysisTemplates: [{name: health}]}\n",
                World.stage("broken", null, BROKEN),
                World.stage("uat", "test", APPROVAL + World.copying()),
                ANALYSIS.replace("@HEALTH@", health.url()));
        world.repository.commit("main", "The cart", Map.of("app/cart.yaml", deployment("cart:1")));
        String verified = world.delivery("test") + "kargoVerify(project: 'app', stage: 'test')\n";
        world.job(JOB, verified);
        world.start();
        chromium = Chromium.start();
        World.Ended run = world.run(JOB);
        assertThat(run.result()).as(run.log()).isEqualTo("SUCCESS");
        world.repository.commit("main", "Cart 2", Map.of("app/cart.yaml", deployment("cart:2")));
        assertThat(world.run(JOB).result()).isEqualTo("SUCCESS");
        world.job(JOB, world.delivery("broken"));
        world.apply();
        assertThat(world.run(JOB).result()).isEqualTo("FAILURE");
        world.job(JOB, world.delivery("uat"));
        world.apply();
        world.dana().build(JOB);
        await().atMost(World.LIMIT)
                .until(() ->
                        world.stageOf("uat").path("promotion").path("approval").isObject());
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (world != null) {
            world.close();
        }
        if (health != null) {
            health.close();
        }
    }

    @Test
    @Order(1)
    void whatWasMeasuredIsDrawnAndIsMeasuredAgainOnRequest() {
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT)) {
            Page page = olivia.open(BOARD + "?stage=test");
            Locator verifications = part(olivia.dialog("Stage test"), "Verifications");
            assertThat(verifications.getByText("Successful")).hasCount(2, IN_TIME);

            verifications
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Measurements"))
                    .first()
                    .click();
            Locator drawer = olivia.dialog("Verification of test");
            assertThat(drawer).containsText("success-rate", SOON);
            assertThat(drawer).containsText("result >= 0.9");
            assertThat(drawer.getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName("Course of success-rate")))
                    .isVisible();
            drawer.getByText("Every value").click();
            assertThat(drawer.locator(".kgo-value").filter(new Locator.FilterOptions().setHasText("0.97")))
                    .hasCount(3);
            assertThat(drawer.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Log")))
                    .hasAttribute("href", Pattern.compile(".*/job/shop/job/deploy/\\d+/console"));
            olivia.seesNothingWrong();

            olivia.button("Verify again").click();
            assertThat(page.getByText("test is verified once more")).isVisible();
            page.goBack();
            assertThat(verifications.getByText("Successful")).hasCount(3, IN_TIME);
        }
    }

    @Test
    @Order(2)
    void autoPromotionIsHeldWithAReasonAndGoesOn() {
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.DARK)) {
            olivia.open(BOARD + "?stage=test");
            Locator drawer = olivia.dialog("Stage test");
            assertThat(part(drawer, "Auto-promotion")).isVisible();

            olivia.button("Hold auto-promotion").click();
            Locator question = olivia.dialog("Hold the auto-promotion of test?");
            question.getByLabel("Reason (optional)").fill("load test until noon");
            olivia.seesNothingWrong();
            question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Hold auto-promotion"))
                    .click();
            assertThat(drawer).containsText("load test until noon", SOON);
            olivia.seesNothingWrong();

            olivia.button("Resume auto-promotion").click();
            assertThat(olivia.button("Hold auto-promotion")).isVisible();
            assertThat(drawer).not().containsText("load test until noon");
        }
    }

    @Test
    @Order(3)
    void whatAPromotionChangedIsReadByResourceAndByFile() throws Exception {
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT)) {
            olivia.open(BOARD + "?promotion=" + promotion("test"));
            Locator changes =
                    olivia.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Rendered changes"));
            assertThat(changes).containsText("spec.image");
            assertThat(changes.locator("del")).hasText("cart:1");
            assertThat(changes.locator("ins")).hasText("cart:2");
            olivia.seesNothingWrong();

            changes.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("File"))
                    .check();
            assertThat(changes).containsText("cart.yaml");
            assertThat(changes.locator(".kgo-patch__line--removed")).containsText("-  image: cart:1");
            assertThat(changes.locator(".kgo-patch__line--added")).containsText("+  image: cart:2");
            olivia.seesNothingWrong();
        }
    }

    @Test
    @Order(4)
    void everyViewIsRightInBothThemesAndSpeaksGerman() throws Exception {
        for (Look look : List.of(Look.LIGHT.german(), Look.DARK, new Look(false, 320, 640), new Look(true, 320, 640))) {
            try (Visitor olivia = chromium.visitor(world.controller, "olivia", look)) {
                for (String view : views("")) {
                    olivia.open(view);
                    olivia.settle();
                    olivia.seesNothingWrong();
                }
            }
        }
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT.german())) {
            Page page = olivia.open(BOARD + "?stage=test");
            assertThat(page.getByRole(
                            AriaRole.HEADING, new Page.GetByRoleOptions().setName("Darf als Nächstes kommen")))
                    .isVisible();
            assertThat(page.locator("#kargo [lang]").first()).hasAttribute("lang", "de");
        }
    }

    @Test
    @Order(5)
    void whatMovesStandsStillForWhoeverAsksForIt() {
        String animation = "(drawer) => getComputedStyle(drawer).animationName";
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT);
                Visitor dana = chromium.visitor(world.controller, "dana", Look.LIGHT.withMotion())) {
            olivia.open(BOARD + "?stage=test");
            assertThat(olivia.dialog("Stage test").evaluate(animation)).isEqualTo("none");
            dana.open(BOARD + "?stage=test");
            assertThat(dana.dialog("Stage test").evaluate(animation)).isNotEqualTo("none");
        }
    }

    @Test
    @Order(6)
    void markupInAnyTextIsShownAsText() throws Exception {
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT)) {
            PlantedMarkup markup = new PlantedMarkup(olivia.page());
            markup.plant();
            for (String view : views(PlantedMarkup.IN_ADDRESS)) {
                olivia.open(view);
                olivia.settle();
                markup.isShownAsText(view);
            }
            olivia.open(BOARD + "?stage=test" + PlantedMarkup.IN_ADDRESS);
            for (String dialog : List.of("Promote to test", "Promote downstream", "Hold auto-promotion")) {
                olivia.page()
                        .locator(".kgo-drawer")
                        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(dialog))
                        .first()
                        .click();
                olivia.page().locator("dialog[open]").waitFor();
                olivia.settle();
                markup.isShownAsText(dialog);
                olivia.page().keyboard().press("Escape");
                assertThat(olivia.page().locator("dialog[open]")).hasCount(0);
            }
            olivia.open(BOARD);
            olivia.page()
                    .getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("List"))
                    .check();
            markup.isShownAsText("the list of stages");
            olivia.hearsNoComplaint();
        }
    }

    /** The stand-in has no pages of jobs and builds. */
    @Test
    @Order(7)
    void thePagesOfJobsAndBuildsShowTheProjectAndLeadToIt() throws Exception {
        assumeTrue(world.controller.resumesBuilds(), "a real Jenkins is given by --war");
        String job = JenkinsClient.jobPath(JOB);
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT)) {
            Page page = olivia.page();
            page.navigate(world.controller.url().resolve(job).toString());
            Locator box = page.locator("section").filter(new Locator.FilterOptions().setHasText("Kargo project"));
            assertThat(box.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("broken")))
                    .containsText("Failed");
            assertThat(box).containsText("Newest Freight");
            box.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("test"))
                    .first()
                    .click();
            assertThat(olivia.dialog("Stage test")).isVisible();

            page.navigate(world.controller.url().resolve(job + "1/").toString());
            assertThat(page.getByText("Freight created")).isVisible();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("test: "))
                    .click();
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Succeeded");
            assertThat(page.getByRole(AriaRole.DIALOG)
                            .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("deploy #1"))
                            .first())
                    .hasAttribute("href", Pattern.compile(".*/" + job + "1/"));
        }
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT.german())) {
            olivia.page().navigate(world.controller.url().resolve(job).toString());
            assertThat(olivia.page().getByText("Neuestes Freight")).isVisible();
            assertThat(olivia.page().getByText("Bereit").first()).isVisible();
        }
    }

    /** Every address that shows something of its own. @param behind every name in it */
    private static List<String> views(String behind) throws Exception {
        String freight = world.board()
                .path("freight")
                .path("freight")
                .path(0)
                .path("name")
                .asText();
        return List.of(
                "kargo/",
                BOARD,
                BOARD + "?stage=test" + behind,
                BOARD + "?stage=uat" + behind,
                BOARD + "?freight=" + freight + behind,
                BOARD + "?promotion=" + promotion("test") + behind,
                BOARD + "?promotion=" + promotion("broken") + behind,
                BOARD + "?promotion=" + promotion("uat") + behind,
                BOARD + "?verification="
                        + world.stageOf("test").path("verification").path("id").asText()
                        + behind,
                BOARD + "?warehouse=app" + behind,
                BOARD + "?show=activity",
                BOARD + "?show=about");
    }

    private static String promotion(String stage) throws Exception {
        JsonNode promotion = world.stageOf(stage).path("promotion");
        return promotion.path("name").asText();
    }

    private static Locator part(Locator drawer, String name) {
        return drawer.getByRole(
                AriaRole.REGION, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static String deployment(String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: cart, namespace: shop}
                spec:
                  replicas: 1
                  image: %s
                """.formatted(image);
    }
}
