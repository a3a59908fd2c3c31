package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects that an administrator declares by Configuration as Code, where that plugin is installed. */
class ConfigurationAsCodeScenarioTest {
    private static final String JOB = "shop/deploy";
    private static final Path PAGE = Path.of("../../docs/projects.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(unclassified:.*?)```", Pattern.DOTALL);

    @TempDir
    private static Path directory;

    private static World world;
    private static JenkinsClient administrator;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(Controllers.isReal(), "the stand-in has no Configuration as Code");
        world = new World(directory);
        world.manifests(World.stage("test", null, World.copying()));
        world.job(JOB, world.delivery("test"));
        world.start();
        administrator = world.controller.as("operator", "operator");
        Assumptions.assumeTrue(
                administrator.get("configuration-as-code/").status() == 200,
                "the plugin configuration-as-code is not installed");
    }

    @AfterAll
    static void stop() throws Exception {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void aDeclarationDecidesWhoseAProjectIsAndIsExported() throws Exception {
        declare("shop/other");
        World.Ended refused = world.run(JOB);
        declare(JOB);
        World.Ended accepted = world.run(JOB);

        assertThat(refused.result()).as(refused.log()).isEqualTo("FAILURE");
        assertThat(refused.log()).contains("shop/other").doesNotContain("\tat ");
        assertThat(accepted.result()).as(accepted.log()).isEqualTo("SUCCESS");
        assertThat(administrator.post("configuration-as-code/export", "").text())
                .contains("configJob: \"" + JOB + '"', "owner: \"shop\"");
    }

    @Test
    void aPromoterToOneStageDiscoversAndVerifiesThatStageOnly() throws Exception {
        declare(JOB);
        World.Ended first = world.run(JOB);
        String promotion = world.stageOf("test").path("promotion").path("name").asText();
        declare(JOB + "\n        promoters: [{job: shop/release, stage: prod}]");
        world.job(
                "shop/release",
                "kargoWarehouse(project: 'app')\n"
                        + "def refused = { step -> try { step() } catch (e) { echo \"refused: ${e.message}\" } }\n"
                        + "refused { kargoPromote(project: 'app', stage: 'test') { node { kargoSteps() } } }\n"
                        + "refused { kargoVerify(project: 'app', promotion: '" + promotion + "') { } }\n"
                        + "refused { kargoVerify(project: 'app', stage: 'prod', promotion: '" + promotion + "') }\n");
        world.apply();

        World.Ended release = world.run("shop/release");

        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");
        assertThat(release.result()).as(release.log()).isEqualTo("SUCCESS");
        assertThat(release.log())
                .contains("Warehouse app: Freight of these artifacts exists already")
                .contains("refused: The promotion " + promotion + " is to stage test, not to prod");
        assertThat(release.log().split("refused: The job 'shop/release' may not promote to stage 'test'", -1))
                .hasSize(3);
    }

    @Test
    void theExampleOfTheDocumentationIsAccepted() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
        assertThat(example.find()).isTrue();

        assertThat(isAccepted(example.group(1))).isTrue();
        assertThat(isAccepted(example.group(1).replace("configJob:", "confgJob:")))
                .isFalse();
    }

    private static boolean isAccepted(String yaml) throws Exception {
        JenkinsClient.Answer check = administrator.post("configuration-as-code/check", yaml);
        return check.status() == 200
                && (check.text().isBlank() || check.text().strip().equals("[]"));
    }

    private static void declare(String job) throws Exception {
        JenkinsClient.Answer answer = administrator.post("configuration-as-code/apply", """
                unclassified:
                  kargo:
                    projects:
                      - owner: shop
                        name: app
                        configJob: %s
                """.formatted(job));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
