package io.jenkins.plugins.kargo.local.scenario;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.local.Setup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of the documentation for which one release of one project is not enough: nothing at all, several projects in
 * different states, and a verification that measured more than once.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagePicturesScenarioTest {
    private static final List<Look> LOOKS = List.of(Look.LIGHT, Look.DARK);
    private static final List<String> RATES = List.of("0.997", "0.995", "0.998", "0.991", "0.984", "0.996", "0.999");
    private static final String APPROVAL = """
                - uses: wait-for-approval
                  as: approval
                  config: {approvers: [{user: olivia}], minApprovals: 1, timeout: 30m}
            """;
    private static final String BROKEN = """
                - uses: copy
                  as: chart
                  config: {inPath: ./charts/web, outPath: ./out}
            """;
    private static final String ANALYSIS = """
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: AnalysisTemplate
            metadata: {name: availability}
            spec:
              metrics:
                - name: success-rate
                  interval: 1s
                  count: 7
                  failureLimit: 1
                  successCondition: result >= 0.99
                  provider: {web: {url: "@HEALTH@", jsonPath: "{$.rate}"}}
            """;

    @TempDir
    private static Path directory;

    private static World world;
    private static LoopbackServer health;
    private static Chromium chromium;
    private static Pictures pictures;

    @BeforeAll
    static void start() throws Exception {
        pictures = Pictures.wanted();
        Chromium.required();
        AtomicInteger asked = new AtomicInteger();
        health = LoopbackServer.http(exchange -> {
            String rate = RATES.get(asked.getAndIncrement() % RATES.size());
            LoopbackServer.answer(
                    exchange, 200, "application/json", ("{\"rate\": " + rate + "}").getBytes(StandardCharsets.UTF_8));
        });
        world = new World(directory);
        world.manifests(
                World.stage("test", null, World.copying())
                        + "  verification: {analysisTemplates: [{name: availability}]}\n",
                World.stage("uat", "test", World.copying()),
                World.stage("prod", "uat", APPROVAL + World.copying()),
                ANALYSIS.replace("@HEALTH@", health.url()));
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
        if (health != null) {
            health.close();
        }
    }

    @Test
    @Order(1)
    void ofAControllerWithoutProjects() {
        take(
                "empty",
                "kargo/",
                page -> assertThat(page.getByText("No project yet")).isVisible());
    }

    @Test
    @Order(2)
    void ofSeveralProjects() throws Exception {
        String[] stages = {
            World.stage("test", null, World.copying()),
            World.stage("staging", "test", World.copying()),
            World.stage("prod", "staging", World.copying())
        };
        project("shop", "checkout", stages);
        project("shop", "search", stages);
        project("platform", "ingress", stages);
        project(
                "platform",
                "logging",
                World.stage("edge", null, World.copying()),
                World.stage("prod-eu", "edge", BROKEN),
                World.stage("prod-us", "edge", World.copying()));
        world.job(
                "shop/deploy",
                world.delivery("test") + "kargoVerify(project: 'app', stage: 'test')\n" + promotion("uat")
                        + promotion("prod"));
        world.job("shop/checkout", world.deliveryOf("checkout", "test", "staging", "prod"));
        world.job("shop/search", world.deliveryOf("search", "test", "staging"));
        world.job("platform/ingress", world.deliveryOf("ingress", "test", "staging", "prod"));
        world.job("platform/logging", world.deliveryOf("logging", "edge", "prod-eu"));
        world.apply();
        for (String job : List.of("shop/checkout", "shop/search", "platform/ingress")) {
            World.Ended run = world.run(job);
            assertThat(run.result()).as(run.log()).isEqualTo("SUCCESS");
        }
        assertThat(world.run("platform/logging").result()).isEqualTo("FAILURE");
        world.dana().build("shop/deploy");
        await().atMost(World.LIMIT)
                .until(() ->
                        world.stageOf("prod").path("promotion").path("approval").isObject());

        take(
                "projects",
                "kargo/",
                page -> assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(5));
    }

    @Test
    @Order(3)
    void ofWhatAVerificationMeasured() throws Exception {
        String id = world.stageOf("test").path("verification").path("id").asText();

        take("verification", "kargo/project/shop/app/?verification=" + id, page -> {
            Locator drawer =
                    page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Verification of test"));
            drawer.getByText("Every value").click();
            assertThat(drawer).containsText("0.984");
        });
    }

    @Test
    @Order(4)
    void ofTheProjectItself() {
        take(
                "project",
                "kargo/project/shop/app/?show=about",
                page -> assertThat(page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Project")))
                        .containsText("Configuration revisions"));
    }

    /** The stand-in has no pages of jobs and builds. */
    @Test
    @Order(5)
    void ofJenkinsOwnPages() {
        assumeTrue(world.controller.resumesBuilds(), "a real Jenkins is given by --war");
        try (Visitor olivia = chromium.visitor(world.controller, "olivia", Look.LIGHT)) {
            for (Map.Entry<String, String> each : Map.of(
                            "job", "job/shop/job/checkout/", "build", "job/shop/job/checkout/1/")
                    .entrySet()) {
                olivia.page()
                        .navigate(
                                world.controller.url().resolve(each.getValue()).toString());
                assertThat(olivia.page().getByText("Kargo project")).isVisible();
                pictures.take(olivia, each.getKey(), Look.LIGHT);
            }
        }
    }

    private interface Preparation {
        void of(Page page);
    }

    private static void take(String name, String address, Preparation preparation) {
        for (Look look : LOOKS) {
            try (Visitor olivia = chromium.visitor(world.controller, "olivia", look)) {
                preparation.of(olivia.open(address));
                pictures.take(olivia, name, look);
                olivia.seesNothingWrong();
            }
        }
    }

    private static String promotion(String stage) {
        return "kargoPromote(project: 'app', stage: '" + stage + "') { node { kargoSteps() } }\n";
    }

    /** A repository of its own, and a folder for the job that will deliver it. */
    private static void project(String folder, String name, String... stages) {
        world.item(new Setup.ItemDefinition(folder, "folder", null, null, null, false));
        world.repository(
                name,
                new TreeMap<>(
                        Map.of(".kargo/app.yaml", World.WAREHOUSE + String.join("", stages), "app/version", "1\n")));
    }
}
