package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A promotion on an agent that is another process: its files are there, its programs are run as everything else in the
 * workspace is, and it goes on when the controller comes back.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgentScenarioTest {
    private static final String JOB = "shop/deploy";
    private static final String HELM = """
                - uses: helm-template
                  as: render
                  config: {path: ./src/app/chart, outPath: ./out/rendered.yaml, releaseName: app}
            """;
    private static final String LOOK = """
                - uses: pipeline
                  as: look
                  config: {name: look}
            """;
    /** What docker, sudo or any other wrapper of processes does in Jenkins. */
    private static final String DECORATE = """
            import hudson.ExtensionList
            import hudson.Launcher
            import hudson.LauncherDecorator
            import hudson.model.Node
            class WithHelm extends LauncherDecorator {
                Launcher decorate(Launcher launcher, Node node) {
                    node.nodeName == 'gitops' ? launcher.decorateByPrefix('env', 'PATH=@PATH@') : launcher
                }
            }
            ExtensionList.lookup(LauncherDecorator).add(new WithHelm())
            """;

    @TempDir
    private static Path directory;

    private static World world;
    private static InboundAgent agent;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(Controllers.isReal(), "the stand-in has no agents");
        Tools.required();
        world = new World(directory);
        world.manifests(World.stage("test", null, World.copying(HELM, LOOK)));
        world.repository.commit(
                "main",
                "A chart",
                Map.of(
                        "app/chart/Chart.yaml",
                        "apiVersion: v2\nname: app\nversion: 1.0.0\n",
                        "app/chart/templates/config.yaml",
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}}\n"));
        world.job(JOB, script());
        world.start();
        agent = new InboundAgent(world, "gitops", Files.createDirectories(directory.resolve("agent")));
    }

    @AfterAll
    static void stop() throws Exception {
        if (agent != null) {
            release();
            agent.close();
        }
        if (world != null) {
            world.close();
        }
    }

    private static String script() {
        return """
                node('gitops') {
                    %1$s
                    kargoWarehouse(project: 'app')
                }
                kargoPromote(project: 'app', stage: 'test') {
                    node('gitops') {
                        kargoSteps {
                            kargoStep('look') {
                                sh '''
                                    echo "$PWD" >> '%2$s/seen'
                                    while [ ! -e '%2$s/released' ]; do sleep 0.1; done
                                    echo ended >> '%2$s/ended'
                                '''
                                [folder: pwd()]
                            }
                        }
                    }
                }
                """.formatted(world.checkout(), directory);
    }

    private static void release() throws Exception {
        Files.writeString(directory.resolve("released"), "");
    }

    @Test
    @Order(1)
    void aMissingProgramIsNamed() throws Exception {
        World.Ended ended = world.run(JOB);

        assertThat(ended.result()).isEqualTo("FAILURE");
        assertThat(ended.log())
                .contains("Step 4/7 \"render\" (helm-template)")
                .containsPattern("helm.*gitops|gitops.*helm");
        assertThat(PushRecords.commits(world, "test")).isEmpty();
    }

    @Test
    @Order(2)
    void programsAreRunThroughTheDecoratedLauncherAndTheFilesAreOnTheAgent() throws Exception {
        InboundAgent.script(
                world, DECORATE.replace("@PATH@", Tools.environment().get("PATH")));
        release();

        World.Ended ended = world.run(JOB);

        assertThat(ended.result()).as(ended.log()).isEqualTo("SUCCESS");
        assertThat(world.repository.files("stage/test").get("rendered.yaml")).contains("name: app");
        List<String> seen = Files.readAllLines(directory.resolve("seen"));
        assertThat(seen).singleElement().asString().startsWith(agent.root().toString());
        // The work dir is gone with the promotion.
        assertThat(Path.of(seen.get(0))).doesNotExist();
        assertThat(world.controller.home().resolve("workspace")).doesNotExist();
    }

    @Test
    @Order(3)
    void thePromotionGoesOnWhenTheControllerComesBackToItsAgent() throws Exception {
        for (String file : List.of("released", "seen", "ended")) {
            Files.deleteIfExists(directory.resolve(file));
        }
        world.release("3");
        int number = world.dana().build(JOB);
        // What sh started is saved with the build when its first output has arrived, not before.
        await().atMost(World.LIMIT).until(() -> world.dana().log(JOB, number).contains("+ sleep 0.1"));

        world.controller.kill();
        release();
        world.controller.start();
        InboundAgent.script(
                world, DECORATE.replace("@PATH@", Tools.environment().get("PATH")));

        assertThat(world.dana().await(JOB, number, World.LIMIT).result())
                .as(world.dana().log(JOB, number))
                .isEqualTo("SUCCESS");
        assertThat(Files.readAllLines(directory.resolve("seen"))).hasSize(1);
        assertThat(Files.readAllLines(directory.resolve("ended"))).hasSize(1);
        PushRecords.agreeWithGit(world, "test");
        assertThat(world.repository.files("stage/test")).containsEntry("version", "3\n");
    }
}
