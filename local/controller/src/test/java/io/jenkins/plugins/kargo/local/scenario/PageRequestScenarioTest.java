package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The button Promote: the runner job carries the request out, in the name of who asked, and leaves other stages alone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageRequestScenarioTest {
    private static final String JOB = "shop/deploy";
    private static final String TO_TEST =
            "def t = kargoPromote(project: 'app', stage: 'test') { node { kargoSteps() } }\n"
                    + "echo \"test is ${t.phase}: ${t.promotion} ${t.alias} ${t.commit} ${t.outputs.push?.branch}.\"\n";
    private static final String TO_UAT =
            "def u = kargoPromote(project: 'app', stage: 'uat') { node { kargoSteps() } }\n"
                    + "def v = kargoVerify(project: 'app', stage: 'uat') { echo 'looking at uat' }\n"
                    + "echo \"uat is ${u.phase}: ${u.promotion} ${u.message ?: ''}, verification is ${v.phase}.\"\n";

    @TempDir
    private static Path directory;

    private static World world;
    private static String freight;

    @BeforeAll
    static void start() throws Exception {
        world = new World(directory);
        String uat = World.stage("uat", "test", World.copying())
                .replace("{name: uat}", "{name: uat, annotations: {kargo.jenkins.io/verification: pipeline}}");
        world.manifests(World.stage("test", null, World.copying()), uat);
        world.job(JOB, discovery() + TO_TEST + TO_UAT);
        world.start();
        World.Ended first = world.run(JOB);
        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");
        freight = world.board()
                .path("freight")
                .path("freight")
                .path(0)
                .path("name")
                .asText();
    }

    @AfterAll
    static void stop() throws Exception {
        world.close();
    }

    private static String discovery() {
        return "node {\n" + world.checkout() + "kargoWarehouse(project: 'app')\n}\n";
    }

    @Test
    @Order(1)
    void aRequestIsCarriedOutInTheNameOfWhoAsked() throws Exception {
        JsonNode request = request("test");

        World.Ended build = nextBuild(2);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        JsonNode promotion = PushRecords.promotions(world, "test").get(0);
        assertThat(promotion.path("actor").asText()).isEqualTo("olivia");
        assertThat(promotion.path("freight").asText()).isEqualTo(freight);
        assertThat(promotion.path("build").path("id").asText()).isEqualTo(JOB + "#2");
        assertThat(request.path("actor").asText()).isEqualTo("olivia");
        assertThat(build.log())
                .contains("test is Succeeded: " + promotion.path("name").asText())
                .contains(" stage/test.");
        assertThat(world.board().path("requests")).isEmpty();
    }

    @Test
    @Order(2)
    void otherStagesAreLeftAloneAndSaySo() throws Exception {
        assertThat(world.dana().log(JOB, 2))
                .contains("This build carries out the request of olivia for stage test: stage uat is left alone")
                .contains("uat is Skipped: ")
                .contains("verification is Skipped.")
                .doesNotContain("looking at uat");
        assertThat(PushRecords.promotions(world, "uat")).hasSize(1);
    }

    @Test
    @Order(3)
    void aRequestForTheLastStageSkipsTheFirst() throws Exception {
        request("uat");

        World.Ended build = nextBuild(3);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.log())
                .contains(
                        "test is Skipped:   ",
                        "uat is Succeeded: uat.",
                        "verification is Successful.",
                        "looking at uat");
        assertThat(PushRecords.promotions(world, "test")).hasSize(2);
        assertThat(PushRecords.promotions(world, "uat")).hasSize(2);
        assertThat(world.stageOf("uat").path("verification").path("phase").asText())
                .isEqualTo("Successful");
    }

    @Test
    @Order(4)
    void aRequestThatTheJenkinsfileDoesNotServeIsDropped() throws Exception {
        world.job(JOB, discovery() + TO_TEST);
        world.apply();
        request("uat");

        World.Ended build = nextBuild(4);
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> world.board().path("requests").isEmpty());
        assertThat(PushRecords.promotions(world, "uat")).hasSize(2);
    }

    private static JsonNode request(String stage) throws Exception {
        JenkinsClient.Answer answer = world.olivia()
                .post(
                        JenkinsClient.apiPath(World.PROJECT) + "promotions",
                        "{\"stage\": \"" + stage + "\", \"freight\": \"" + freight + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json();
    }

    private static World.Ended nextBuild(int number) throws Exception {
        await().atMost(World.LIMIT)
                .until(() -> world.dana()
                                .get(JenkinsClient.jobPath(JOB) + number + "/api/json?tree=number")
                                .status()
                        == 200);
        String result = world.dana().await(JOB, number, World.LIMIT).result();
        return new World.Ended(result, world.dana().log(JOB, number));
    }
}
