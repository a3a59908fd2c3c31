package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.local.Setup;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole project in one line: discovery, auto-promotion, verification and what people ask for on the page. */
class ReconcileScenarioTest {
    private static final String POLICIES = """
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: ProjectConfig
            metadata: {name: app, namespace: app}
            spec:
              promotionPolicies:
                - stageSelector: {name: "glob:*"}
                  autoPromotionEnabled: true
            """;
    private static final String LABEL = """
                - uses: pipeline
                  as: label
                  config: {name: label, with: {file: out/RELEASE}}
            """;
    private static final String APPROVAL = """
                - uses: wait-for-approval
                  as: approval
                  config: {approvers: [{user: olivia}]}
            """;
    private static final String HANDLERS = """
                kargoStep('label') {
                    echo "labelling ${env.KARGO_STAGE}"
                    writeFile file: env.KARGO_WITH_FILE, text: env.KARGO_STAGE
                    return [stage: env.KARGO_STAGE]
                }
            """;
    private static final String VERIFY = """
                kargoVerify(stage: 'uat') {
                    echo "verifying ${env.KARGO_STAGE}"
                }
            """;

    @TempDir
    private Path directory;

    private static String verifiedByPipeline(String stage) {
        return stage.replace("metadata: {name: uat}", """
                metadata: {name: uat, annotations: {kargo.jenkins.io/verification: pipeline}}""");
    }

    private static World graph(World world) {
        return world.manifests(
                POLICIES,
                World.stage("test-a", null, World.copying(LABEL)),
                World.stage("test-b", null, World.copying(LABEL)),
                verifiedByPipeline(World.stage("uat", "test-a, test-b", World.copying())),
                World.stage("prod", "uat", World.copying()));
    }

    private static String inNode(World world) {
        return "node {\n" + world.checkout() + "def all = kargoReconcile(project: 'app') {\n" + HANDLERS + VERIFY
                + "}\n"
                + "echo \"promoted: ${all.promotions.collect { it.stage + '=' + it.phase + '/' + it.verification }}\"\n"
                + "echo \"prod holds ${all.stages.prod.freight.size()}\"\n}\n";
    }

    @Test
    void freightGoesThroughAllStagesInOneBuild() throws Exception {
        try (World world = new World(directory)) {
            graph(world);
            world.job("shop/deploy", inNode(world));
            world.start();

            World.Ended run = world.run("shop/deploy");

            assertThat(run.result()).as(run.log()).isEqualTo("SUCCESS");
            for (String stage : new String[] {"test-a", "test-b", "uat", "prod"}) {
                assertThat(world.repository.files("stage/" + stage)).as(stage).containsEntry("version", "1\n");
            }
            assertThat(world.repository.files("stage/test-b")).containsEntry("RELEASE", "test-b");
            assertThat(run.log())
                    .contains("labelling test-a", "labelling test-b", "verifying uat", "prod holds 1")
                    .contains("[test-a] Step 1/6", "[test-b] Created branch stage/test-b of", "[uat] Copied files: 1")
                    .doesNotContain("\nStep ")
                    .contains("uat=Succeeded/Successful", "prod=Succeeded/Successful");
            assertThat(run.log().indexOf("verifying uat")).isLessThan(run.log().indexOf(" to stage prod"));

            World.Ended again = world.run("shop/deploy");
            assertThat(again.result()).as(again.log()).isEqualTo("SUCCESS");
            assertThat(again.log()).contains("nothing to promote");
        }
    }

    @Test
    void manyStagesTakeTheirTurnsInTheBlock() throws Exception {
        try (World world = new World(directory)) {
            String handlers =
                    IntStream.range(0, 6).mapToObj(step -> handler("a" + step)).collect(Collectors.joining());
            List<String> manifests = new ArrayList<>(List.of(POLICIES));
            for (int stage = 0; stage < 8; stage++) {
                manifests.add(World.stage("test-" + stage, null, handlers));
            }
            world.manifests(manifests.toArray(String[]::new));
            world.job(
                    "shop/deploy",
                    "node {\n" + world.checkout() + "kargoReconcile(project: 'app') {\n"
                            + "kargoStep('count') { [n: 1] }\n}\n}\n");
            world.start();

            World.Ended run = world.run("shop/deploy");

            assertThat(run.result()).as(run.log()).isEqualTo("SUCCESS");
        }
    }

    private static String handler(String alias) {
        return """
                    - uses: pipeline
                      as: %s
                      config: {name: count}
                """.formatted(alias);
    }

    @Test
    void aBlockThatSuppliesTheWorkspaceHoldsNoExecutorWhilePromotionsWait() throws Exception {
        try (World world = new World(directory)) {
            world.manifests(
                    POLICIES,
                    World.stage("test", null, World.copying(LABEL)),
                    verifiedByPipeline(World.stage("uat", "test", World.copying())),
                    World.stage("prod", "uat", APPROVAL + World.copying()));
            world.job(
                    "shop/deploy",
                    "node {\n" + world.checkout() + "kargoWarehouse(project: 'app')\n}\n"
                            + "kargoReconcile(project: 'app') {\n node {\n kargoSteps {\n" + HANDLERS + "}\n" + VERIFY
                            + "}\n}\n");
            world.start();
            JenkinsClient dana = world.dana();

            int number = dana.build("shop/deploy");
            approve(world, "prod", number);

            assertThat(dana.await("shop/deploy", number, World.LIMIT).result())
                    .as(dana.log("shop/deploy", number))
                    .isEqualTo("SUCCESS");
            assertThat(world.repository.files("stage/prod")).containsEntry("version", "1\n");
            assertThat(world.repository.files("stage/test")).containsEntry("RELEASE", "test");
            assertThat(dana.log("shop/deploy", number))
                    .containsPattern("(?s)Promotion test\\.\\S+ succeeded.* brings Freight .* to stage uat")
                    .containsOnlyOnce(" to stage uat")
                    .containsPattern("(?s)Promotion uat\\.\\S+ succeeded.* brings Freight .* to stage prod");
        }
    }

    @Test
    void whatAPersonChoseOnThePageIsCarriedOutAndHeld() throws Exception {
        try (World world = new World(directory)) {
            world.manifests(POLICIES, World.stage("test", null, World.copying()));
            world.job("shop/deploy", "node {\n" + world.checkout() + "kargoReconcile(project: 'app')\n}\n");
            world.start();
            assertThat(world.run("shop/deploy").result()).isEqualTo("SUCCESS");
            String old = freight(world.stageOf("test"));
            world.release("2");
            assertThat(world.run("shop/deploy").result()).isEqualTo("SUCCESS");
            assertThat(world.repository.files("stage/test")).containsEntry("version", "2\n");

            JenkinsClient.Answer answer = world.olivia()
                    .post(
                            JenkinsClient.apiPath(World.PROJECT) + "promotions",
                            "{\"stage\": \"test\", \"freight\": \"" + old + "\"}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            await().atMost(World.LIMIT)
                    .untilAsserted(() ->
                            assertThat(world.repository.files("stage/test")).containsEntry("version", "1\n"));
            await().atMost(World.LIMIT)
                    .until(() -> !world.dana().state("shop/deploy", 3).building());
            assertThat(world.dana().log("shop/deploy", 3)).contains("olivia");

            World.Ended later = world.run("shop/deploy");
            assertThat(later.result()).as(later.log()).isEqualTo("SUCCESS");
            assertThat(world.repository.files("stage/test")).containsEntry("version", "1\n");
        }
    }

    @Test
    void aFailedStageKeepsTheOthersGoingAndFailsTheBuildAtTheEnd() throws Exception {
        try (World world = new World(directory)) {
            world.manifests(
                    POLICIES,
                    World.stage("broken", null, World.copying(LABEL)),
                    World.stage("test", null, World.copying()),
                    World.stage("prod", "test", World.copying()));
            world.job("shop/deploy", "node {\n" + world.checkout() + "kargoReconcile(project: 'app')\n}\n");
            world.start();

            World.Ended run = world.run("shop/deploy");

            assertThat(run.result()).isEqualTo("FAILURE");
            assertThat(run.log())
                    .contains("Promotion broken.", "ended Failed: the Jenkinsfile does not say what \"label\" does")
                    .containsPattern("(?s)Promotion test\\.\\S+ succeeded.* brings Freight .* to stage prod");
            assertThat(world.repository.files("stage/prod")).containsEntry("version", "1\n");
        }
    }

    @Test
    void itGoesOnAfterARestart() throws Exception {
        try (World world = new World(directory)) {
            Assumptions.assumeTrue(world.controller.resumesBuilds(), "the stand-in ends builds when it stops");
            world.manifests(
                    POLICIES,
                    World.stage("test", null, APPROVAL + World.copying(LABEL)),
                    verifiedByPipeline(World.stage("uat", "test", World.copying())),
                    World.stage("prod", "uat", World.copying()));
            world.job("shop/deploy", inNode(world));
            world.start();
            int number = world.dana().build("shop/deploy");
            awaitApproval(world, "test", number);

            world.controller.stop();
            world.controller.start();
            approve(world, "test", number);

            JenkinsClient dana = world.dana();
            assertThat(dana.await("shop/deploy", number, World.LIMIT).result())
                    .as(dana.log("shop/deploy", number))
                    .isEqualTo("SUCCESS");
            assertThat(world.repository.files("stage/prod")).containsEntry("version", "1\n");
            assertThat(world.repository.log("stage/test"))
                    .filteredOn(message -> message.contains("Kargo-Promotion: test."))
                    .filteredOn(message -> !message.startsWith("Initial commit"))
                    .hasSize(1);
        }
    }

    private static String freight(JsonNode stage) {
        return stage.path("holds").elements().next().path("freight").asText();
    }

    @Test
    void aPullRequestSeesWhatWouldBePromotedAndChangesNothing() throws Exception {
        try (World world = new World(directory)) {
            graph(world);
            world.item(new Setup.ItemDefinition("shop/ci", "multibranch", null, scm(world, "main"), null, false));
            branch(world, "main", false, "node {\n" + world.checkout() + "kargoWarehouse(project: 'app')\n}\n");
            branch(world, "PR-7", true, inNode(world));
            world.start();
            World.Ended trusted = world.run("shop/ci/main");
            assertThat(trusted.result()).as(trusted.log()).isEqualTo("SUCCESS");

            World.Ended preview = world.run("shop/ci/PR-7");

            assertThat(preview.result()).as(preview.log()).isEqualTo("SUCCESS");
            assertThat(preview.log())
                    .contains(
                            "to stage test-a", "to stage test-b", "as a preview: nothing is stored, created or pushed")
                    .contains("labelling test-a", "labelling test-b")
                    .containsPattern("promoted: \\[test-[ab]=Succeeded/\\S*, test-[ab]=Succeeded/\\S*]")
                    .contains("prod holds 0");
            assertThat(world.repository.head("stage/test-a")).isNull();
            assertThat(world.dana()
                            .get(JenkinsClient.apiPath(World.PROJECT) + "promotions")
                            .json()
                            .path("promotions"))
                    .isEmpty();
            assertThat(world.stageOf("test-a").path("holds")).isEmpty();
        }
    }

    private static void branch(World world, String name, boolean changeRequest, String script) {
        world.repository.commit(name, "The way of " + name, Map.of("Jenkinsfile", script));
        world.item(new Setup.ItemDefinition(
                "shop/ci/" + name,
                "job",
                null,
                scm(world, name),
                new Setup.Head(name, !changeRequest, changeRequest),
                false));
    }

    private static Setup.Scm scm(World world, String branch) {
        return new Setup.Scm(world.git.url("app"), branch, World.CREDENTIAL, "Jenkinsfile");
    }

    private static void awaitApproval(World world, String stage, int number) throws Exception {
        JenkinsClient dana = world.dana();
        await().atMost(World.LIMIT)
                .until(() ->
                        world.stageOf(stage).path("promotion").path("approval").isObject()
                                || !dana.state("shop/deploy", number).building());
    }

    private static void approve(World world, String stage, int number) throws Exception {
        awaitApproval(world, stage, number);
        JsonNode promotion = world.stageOf(stage).path("promotion");
        assertThat(promotion.path("approval").isObject())
                .as(world.dana().log("shop/deploy", number))
                .isTrue();
        JenkinsClient.Answer answer = world.olivia()
                .post(
                        JenkinsClient.apiPath(World.PROJECT) + "promotions/"
                                + promotion.path("name").asText() + "/approve",
                        "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
