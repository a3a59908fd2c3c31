package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import io.jenkins.plugins.kargo.trigger.KargoFreightTrigger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that start by themselves: once for each Freight, over a restart, and never for nothing. */
class TriggerScenarioTest {
    private static final Duration TWO_MINUTES = Duration.ofSeconds(150);

    /** A minute of the stand-in's clock is a second; a real controller has real ones. */
    private static final List<String> FAST_CLOCK = List.of("-Dkargo.standIn.minute=PT1S");

    private static final String DEFINITION = "org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition";

    @TempDir
    private Path directory;

    private static String declarative(World world) {
        return """
                pipeline {
                    agent none
                    triggers { kargoFreight('* * * * *') }
                    stages {
                        stage('Freight') {
                            agent any
                            steps {
                                %s
                                kargoWarehouse project: 'app'
                            }
                        }
                    }
                }
                """.formatted(world.checkout());
    }

    private String pollingLog(World world, String job) throws Exception {
        Path log = world.controller.home().resolve("jobs/" + job.replace("/", "/jobs/") + "/kargo-freight-polling.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private int builds(World world, String job) throws Exception {
        Path builds = world.controller.home().resolve("jobs/" + job.replace("/", "/jobs/") + "/builds");
        int last = 0;
        while (Files.isDirectory(builds.resolve(String.valueOf(last + 1)))) {
            last++;
        }
        return last;
    }

    @Test
    void newFreightStartsOneBuildAndARestartStartsNoSecond() throws Exception {
        try (World world = new World(directory, FAST_CLOCK)) {
            world.manifests(World.stage("test", null, World.copying()));
            world.job("shop/deploy", declarative(world));
            world.start();
            World.Ended first = world.run("shop/deploy");
            assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");
            await().atMost(TWO_MINUTES)
                    .untilAsserted(
                            () -> assertThat(pollingLog(world, "shop/deploy")).contains("There is nothing new"));
            // The schedule may have come while the first build had not yet made the Freight.
            int before = builds(world, "shop/deploy");
            assertThat(before).isLessThanOrEqualTo(2);
            world.dana().await("shop/deploy", before, World.LIMIT);

            world.release("2");
            await().atMost(TWO_MINUTES)
                    .untilAsserted(
                            () -> assertThat(builds(world, "shop/deploy")).isEqualTo(before + 1));
            assertThat(world.dana()
                            .await("shop/deploy", before + 1, World.LIMIT)
                            .result())
                    .isEqualTo("SUCCESS");
            assertThat(world.dana().log("shop/deploy", before + 1))
                    .contains("Kargo project shop/app: Freight ", "of warehouse app", "created Freight");

            world.password("not-the-password");
            world.apply();
            await().atMost(TWO_MINUTES)
                    .untilAsserted(() -> assertThat(pollingLog(world, "shop/deploy"))
                            .contains("ERROR: git " + world.git.url("app"), World.CREDENTIAL)
                            .doesNotContain("not-the-password"));
            world.password(BasicCredentials.RIGHT.password());
            world.apply();

            world.controller.stop();
            Files.deleteIfExists(world.controller.home().resolve("jobs/shop/jobs/deploy/kargo-freight-polling.log"));
            world.controller.start();
            await().atMost(TWO_MINUTES)
                    .untilAsserted(
                            () -> assertThat(pollingLog(world, "shop/deploy")).contains("There is nothing new"));
            assertThat(builds(world, "shop/deploy")).isEqualTo(before + 1);
        }
    }

    @Test
    void theScheduleDoesNotLookMoreOftenThanTheWarehousesInterval() throws Exception {
        try (World world = new World(directory, FAST_CLOCK)) {
            world.manifests(World.stage("test", null, World.copying()), """
                    ---
                    apiVersion: kargo.akuity.io/v1alpha1
                    kind: Warehouse
                    metadata: {name: slow}
                    spec:
                      interval: 24h
                      subscriptions:
                        - git: {repoURL: @URL@, branch: main, includePaths: [app]}
                    """);
            world.job(
                    "shop/deploy",
                    "properties([pipelineTriggers([kargoFreight(spec: '* * * * *', project: 'app', warehouse: 'slow')])])\n"
                            + "node {\n" + world.checkout() + "kargoWarehouse(project: 'app', warehouse: 'slow')\n}");
            world.start();
            World.Ended first = world.run("shop/deploy");
            assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");

            world.release("2");

            await().atMost(TWO_MINUTES)
                    .untilAsserted(() -> assertThat(pollingLog(world, "shop/deploy"))
                            .contains("Warehouse slow was looked at at ", "its interval is not over"));
            assertThat(builds(world, "shop/deploy")).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aNewCandidateOfAStageStartsABuild() throws Exception {
        try (World world = new World(directory)) {
            world.manifests(World.stage("test", null, World.copying()), World.stage("prod", "test", World.copying()));
            world.job(
                    "shop/deploy",
                    "properties([pipelineTriggers([kargoFreight(spec: '', project: 'app', stages: ['prod'])])])\n"
                            + world.delivery("test")
                            + "if (currentBuild.number > 1) {\n"
                            + "kargoPromote(project: 'app', stage: 'prod') { node { kargoSteps() } }\n}\n");
            world.start();

            World.Ended first = world.run("shop/deploy");
            assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () -> assertThat(builds(world, "shop/deploy")).isEqualTo(2));
            assertThat(world.dana().await("shop/deploy", 2, World.LIMIT).result())
                    .isEqualTo("SUCCESS");
            assertThat(world.dana().log("shop/deploy", 2)).contains("for stage prod");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(pollingLog(world, "shop/deploy"))
                            .contains("the stage already holds it", "There is nothing new"));
            assertThat(builds(world, "shop/deploy")).isEqualTo(2);
        }
    }

    @Test
    void theFormOfTheTriggerIsFilledInAndReadBack() throws Exception {
        Assumptions.assumeTrue(Controllers.isReal(), "the stand-in has no forms");
        try (World world = new World(directory)) {
            world.manifests(World.stage("test", null, World.copying()));
            world.job("shop/deploy", "echo 'nothing'");
            world.start();
            String job = JenkinsClient.jobPath("shop/deploy");
            assertThat(world.dana().get(job + "configure").text()).contains("stagesText");

            String trigger = KargoFreightTrigger.class.getName();
            String json = """
                    {"enable": true, "properties": {"stapler-class-bag": "true",
                       "org-jenkinsci-plugins-workflow-job-properties-PipelineTriggersJobProperty": {"triggers": {
                         "stapler-class-bag": "true",
                         "%s": {"spec": "H/5 * * * *", "project": " app", "warehouse": "", "stagesText": "test, prod"}}}},
                     "definition": {"stapler-class": "%s", "$class": "%s", "script": "echo 'something'", "sandbox": true}}
                    """.formatted(trigger.replace('.', '-'), DEFINITION, DEFINITION);
            JenkinsClient.Answer submitted = world.dana()
                    .postForm(job + "configSubmit", "json=" + URLEncoder.encode(json, StandardCharsets.UTF_8));

            assertThat(submitted.status()).as(submitted.text()).isLessThan(400);
            assertThat(world.dana().get(job + "config.xml").text())
                    .contains("echo &apos;something&apos;")
                    .containsSubsequence(
                            '<' + trigger + " plugin=",
                            "<spec>H/5 * * * *</spec>",
                            "<project>app</project>",
                            "<string>test</string>",
                            "<string>prod</string>");
            assertThat(world.dana().get(job + "configure").text()).contains("value=\"test prod\"");
            assertThat(world.dana()
                            .postForm("descriptorByName/" + trigger + "/checkSpec", "value=never")
                            .text())
                    .contains("Invalid input");
        }
    }
}
