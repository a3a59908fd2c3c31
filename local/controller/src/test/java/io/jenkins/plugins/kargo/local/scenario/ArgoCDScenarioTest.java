package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.kargo.engine.testing.ArgoCDDouble;
import io.jenkins.plugins.kargo.local.Setup;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** From a Jenkinsfile to an Application that is synced and healthy, and what happens when somebody interferes meanwhile. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ArgoCDScenarioTest {
    private static final String JOB = "shop/deploy";
    private static final String APPLICATION = "app-test";
    private static final String ARGO_CD = """
                - uses: argocd-update
                  config:
                    apps:
                    - name: app-test
                      sources:
                      - repoURL: @URL@
                        desiredRevision: ${{ outputs.push.commit }}
                - uses: argocd-wait
                  config:
                    apps:
                    - name: app-test
            """;

    @TempDir
    private static Path directory;

    private static World world;
    private static ArgoCDDouble argo;

    @BeforeAll
    static void start() throws Exception {
        world = new World(directory);
        argo = ArgoCDDouble.start().application(APPLICATION, world.git.url("app"));
        argo.change(
                APPLICATION,
                application -> ((ObjectNode) application.at("/metadata/annotations"))
                        .put("kargo.akuity.io/authorized-stage", "app:test"));
        world.manifests(World.stage("test", null, World.copying() + ARGO_CD));
        world.credential(
                new Setup.StoredCredential("cluster", "secretText", null, null, argo.kubeconfig(), null, null));
        world.binding(new Setup.Binding("argocd://", "cluster", true, true));
        world.job(JOB, world.delivery("test"));
        world.start();
    }

    @AfterAll
    static void stop() throws Exception {
        world.close();
        argo.close();
    }

    private static int building() throws Exception {
        int number = world.dana().build(JOB);
        await().atMost(World.LIMIT).until(() -> {
            if (!world.dana().state(JOB, number).building()) {
                throw new AssertionError(world.dana().log(JOB, number));
            }
            return argo.get(APPLICATION).has("operation");
        });
        return number;
    }

    private static void syncs() {
        argo.begin(APPLICATION);
        argo.finish(APPLICATION, "Succeeded", "", world.repository.head("stage/test"));
        argo.longAgo(APPLICATION);
    }

    private static long patches() {
        return argo.server().requests().stream()
                .filter(line -> line.startsWith("PATCH"))
                .count();
    }

    @Test
    @Order(1)
    void thePromotionEndsWhenArgoCDHasSynced() throws Exception {
        int number = building();
        await().atMost(World.LIMIT)
                .untilAsserted(() -> assertThat(world.dana().busyExecutors()).isZero());
        syncs();
        assertThat(world.dana().await(JOB, number, World.LIMIT).result())
                .as(world.dana().log(JOB, number))
                .isEqualTo("SUCCESS");
        assertThat(world.dana().log(JOB, number)).contains("Started a sync of Argo CD Application \"app-test\"");
        await().atMost(World.LIMIT)
                .untilAsserted(() ->
                        assertThat(world.stageOf("test").path("phase").asText()).isEqualTo("Ready"));
    }

    @Test
    @Order(2)
    void aRestartInTheMiddleOfTheWaitStartsNoSecondSync() throws Exception {
        argo.server().forgetRequests();
        world.release("2");
        int number = building();
        world.controller.stop();
        syncs();
        world.controller.start();
        String result = world.dana().await(JOB, number, World.LIMIT).result();
        if (world.controller.resumesBuilds()) {
            assertThat(result).as(world.dana().log(JOB, number)).isEqualTo("SUCCESS");
        } else {
            assertThat(result).isNotEqualTo("SUCCESS");
        }
        assertThat(patches()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void anAbortEndsTheWaitAndLeavesTheSyncToArgoCD() throws Exception {
        argo.server().forgetRequests();
        world.release("3");
        int number = building();
        JsonNode promotion = world.stageOf("test").path("promotion");
        JenkinsClient.Answer answer = world.dana()
                .post(
                        JenkinsClient.apiPath(World.PROJECT) + "promotions/"
                                + promotion.path("name").asText() + "/abort",
                        "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(world.dana().await(JOB, number, World.LIMIT).result()).isNotEqualTo("SUCCESS");
        assertThat(argo.get(APPLICATION).has("operation")).isTrue();
        assertThat(patches()).isEqualTo(1);
    }

    @Test
    @Order(4)
    void theTokenIsNowhere() throws Exception {
        Secrets secrets = new Secrets("kargo", ArgoCDDouble.TOKEN);
        assertThat(secrets.areIn(world.dana().log(JOB, 1))).isFalse();
        assertThat(secrets.below(world.controller.home(), file -> file.endsWith("setup.json")))
                .isEmpty();
    }
}
