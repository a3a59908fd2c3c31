package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.HostingDouble;
import io.jenkins.plugins.kargo.engine.testing.forge.HostingDialect;
import io.jenkins.plugins.kargo.engine.testing.forge.PullRequestRecord;
import io.jenkins.plugins.kargo.local.Setup;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promotions wait for pull requests: one that a person merges, one that is merged when its reviews are there, and one whose
 * promotion is aborted. The controller is killed in the middle, and people go on meanwhile.
 */
class PullRequestScenarioTest {
    private static final String JOB = "shop/deploy";
    private static final List<String> STAGES = List.of("asking", "merging", "ending");
    private static final Secrets SECRETS =
            new Secrets(BasicCredentials.RIGHT.user(), BasicCredentials.RIGHT.password());

    private static final String APPROVAL = """
                - uses: wait-for-approval
                  config: {approvers: [{user: olivia}]}
            """;
    private static final String OPEN = """
                - uses: git-clone
                  config: {repoURL: @GITOPS@, checkout: [{branch: main, path: ./out}]}
                - uses: yaml-update
                  config:
                    path: ./out/${{ ctx.stage }}.yaml
                    updates: [{key: data.version, value: "${{ ctx.targetFreight.alias }}"}]
                - uses: git-commit
                  config: {path: ./out, message: "Promote to ${{ ctx.stage }}"}
                - uses: git-push
                  as: push
                  config: {path: ./out, generateTargetBranch: true}
                - uses: git-open-pr
                  as: open-pr
                  config:
                    repoURL: @GITOPS@
                    provider: gitea
                    sourceBranch: ${{ outputs.push.branch }}
                    targetBranch: main
            """;
    private static final String WAIT = """
                - uses: git-wait-for-pr
                  config:
                    repoURL: @GITOPS@
                    provider: gitea
                    prNumber: ${{ outputs['open-pr'].pr.id }}
                    pollInterval: 10s
            """;
    private static final String MERGE = """
                - uses: git-merge-pr
                  config:
                    repoURL: @GITOPS@
                    provider: gitea
                    prNumber: ${{ outputs['open-pr'].pr.id }}
                    wait: true
            """;

    @TempDir
    private static Path directory;

    private static World world;
    private static HostingDouble service;

    @BeforeAll
    static void start() throws Exception {
        service = HostingDouble.start(Files.createDirectories(directory.resolve("forge")), HostingDialect.GITEA);
        Map<String, String> files = new HashMap<>();
        for (String stage : STAGES) {
            files.put(stage + ".yaml", """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: %s}
                    data:
                      version: none
                    """.formatted(stage));
        }
        service.repository().commit("main", "first", files);
        service.block("2 reviews are missing");
        world = new World(directory);
        world.manifests(
                stage("asking", APPROVAL + OPEN + WAIT), stage("merging", OPEN + MERGE), stage("ending", OPEN + WAIT));
        world.binding(new Setup.Binding(service.server() + '/', World.CREDENTIAL, true, true));
        StringBuilder script = new StringBuilder("node {\n" + world.checkout() + "kargoWarehouse(project: 'app')\n}\n");
        script.append("parallel(\n");
        for (String stage : STAGES) {
            script.append(stage)
                    .append(": { kargoPromote(project: 'app', stage: '")
                    .append(stage)
                    .append("') { node { kargoSteps() } } },\n");
        }
        world.job(JOB, script.append("failFast: false)\n").toString());
        world.start();
    }

    private static String stage(String name, String steps) {
        return World.stage(name, null, steps).replace("@GITOPS@", service.url());
    }

    @AfterAll
    static void stop() throws Exception {
        world.close();
        service.close();
    }

    private static JsonNode promotion(String stage) throws Exception {
        return world.stageOf(stage).path("promotion");
    }

    private static String waitingFor(String stage) throws Exception {
        return promotion(stage).path("waitingFor").asText();
    }

    private static void post(JenkinsClient who, String stage, String action) throws Exception {
        String name = promotion(stage).path("name").asText();
        JenkinsClient.Answer given =
                who.post(JenkinsClient.apiPath(World.PROJECT) + "promotions/" + name + '/' + action, "{}");
        assertThat(given.status()).as(given.text()).isEqualTo(200);
    }

    private static PullRequestRecord request(String stage) {
        return service.requests().stream()
                .filter(one -> one.title.equals("Promote to " + stage))
                .findFirst()
                .orElseThrow();
    }

    private static void everyPromotionWaits(int number) {
        await().atMost(World.LIMIT).until(() -> {
            if (!world.dana().state(JOB, number).building()) {
                throw new AssertionError(world.dana().log(JOB, number));
            }
            return waitingFor("asking").startsWith("waits until pull request ")
                    && waitingFor("merging").contains("can be merged: 2 reviews are missing")
                    && waitingFor("ending").startsWith("waits until pull request ");
        });
    }

    private static void ends(String stage, String phase) {
        await().atMost(World.LIMIT)
                .untilAsserted(() ->
                        assertThat(promotion(stage).path("phase").asText()).isEqualTo(phase));
    }

    @Test
    void everyWaitOutlivesAKillShowsNoTokenAndClosesNothing() throws Exception {
        int number = world.dana().build(JOB);
        await().atMost(World.LIMIT)
                .until(() -> promotion("asking").path("approval").isObject());
        post(world.olivia(), "asking", "approve");
        everyPromotionWaits(number);
        assertThat(world.dana().busyExecutors()).isZero();
        thePullRequestSaysWhatIsPromoted();
        noTokenIsSeenEvenWhenTheServerRepeatsIt(number);

        world.controller.kill();
        assertThat(SECRETS.below(world.controller.home(), file -> file.endsWith("setup.json")))
                .isEmpty();
        service.merge(request("asking").number, "merge");
        service.block("");
        world.controller.start();

        if (world.controller.resumesBuilds()) {
            ends("asking", "Succeeded");
            ends("merging", "Succeeded");
            assertThat(request("merging").isMerged()).isTrue();
            await().atMost(World.LIMIT)
                    .untilAsserted(() -> assertThat(waitingFor("ending")).startsWith("waits until pull request "));
            assertThat(world.dana().busyExecutors()).isZero();
            post(world.dana(), "ending", "abort");
            ends("ending", "Aborted");
            assertThat(promotion("ending").path("message").asText())
                    .contains("aborted by ", "; this pull request stays open: " + service.page() + "/pulls/");
            assertThat(service.repository().files("main").get("asking.yaml")).doesNotContain("none");
        } else {
            STAGES.forEach(stage -> ends(stage, "Errored"));
            assertThat(request("merging").isOpen()).isTrue();
        }
        assertThat(world.dana().await(JOB, number, World.LIMIT).result()).isNotEqualTo("SUCCESS");
        assertThat(request("ending").isOpen()).isTrue();
        assertThat(service.requests()).as("none was opened twice").hasSize(STAGES.size());
        assertThat(SECRETS.areIn(world.dana().log(JOB, number))).isFalse();
    }

    private static void thePullRequestSaysWhatIsPromoted() throws Exception {
        String name = '`' + promotion("asking").path("name").asText() + '`';
        // A Jenkins that was not told its address gives no links to it.
        List<String> facts = Controllers.isReal()
                ? List.of("Promotion " + name + " of stage **asking**", "Freight **")
                : List.of("Promotion [" + name + "](http", " of stage [**asking**](http", "Freight [**");
        assertThat(request("asking").description)
                .startsWith("---\n")
                .contains(facts)
                .contains("- commit ", "Requested by `dana`", "Approved by `olivia`")
                .contains("#### Changes", "ConfigMap", "data.version", "```diff");
        assertThat(request("ending").description).doesNotContain("Approved by");
    }

    private static void noTokenIsSeenEvenWhenTheServerRepeatsIt(int number) throws Exception {
        String token = BasicCredentials.RIGHT.password();
        String encoded = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        // Three steps may ask at the same moment, and each asks again at once: enough for all of them to give up.
        for (int i = 0; i < 24; i++) {
            service.fault(503, "maintenance; you sent " + token + " or " + encoded);
        }
        await().atMost(World.LIMIT)
                .untilAsserted(() -> assertThat(waitingFor("asking") + waitingFor("merging") + waitingFor("ending"))
                        .contains("failed: ", "maintenance; you sent"));
        assertThat(SECRETS.areIn(world.dana().log(JOB, number))).isFalse();
        String path = JenkinsClient.apiPath(World.PROJECT);
        StringBuilder seen = new StringBuilder(world.dana().get(path + "board").text());
        for (String stage : STAGES) {
            String name = promotion(stage).path("name").asText();
            seen.append(world.dana().get(path + "promotions/" + name).text());
            seen.append(request(stage).title).append(request(stage).description);
        }
        seen.append(world.dana().get(path + "events").text());
        assertThat(seen).contains("maintenance; you sent ****");
        assertThat(SECRETS.areIn(seen.toString())).as(seen.toString()).isFalse();
    }
}
