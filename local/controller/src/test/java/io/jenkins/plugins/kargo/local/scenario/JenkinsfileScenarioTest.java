package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.local.Setup;
import io.jenkins.plugins.kargo.local.control.Controller;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every other scenario stands on: folders, jobs, Scripted and Declarative Pipeline, permissions. */
class JenkinsfileScenarioTest {
    private static final String SCRIPTED = """
            def who = 'World'
            node {
                stage('greet') {
                    echo "Hello ${who}"
                    withEnv(['COLOR=red']) { sh 'echo color=$COLOR' }
                    def answer = sh(script: 'echo 42', returnStdout: true).trim()
                    writeFile file: 'answer.txt', text: answer
                    echo "answer: ${readFile('answer.txt')}"
                }
            }
            parallel(a: { echo 'branch a' }, b: { echo 'branch b' })
            """;
    private static final String DECLARATIVE = """
            pipeline {
                agent any
                environment { NAME = 'declared' }
                stages {
                    stage('one') { steps { sh 'echo name=$NAME' } }
                    stage('two') {
                        steps {
                            script { def sum = 1 + 1; echo "sum=${sum}" }
                            error 'it ends here'
                        }
                    }
                }
                post {
                    always { echo 'post always' }
                    failure { echo 'post failure' }
                }
            }
            """;

    @TempDir
    private static Path home;

    private static Controller controller;
    private static JenkinsClient dev;

    @BeforeAll
    static void start() throws Exception {
        controller = Controllers.create(home);
        controller.apply(new Setup(
                2,
                List.of(
                        new Setup.UserAccount("dev", "dev-password", List.of()),
                        new Setup.UserAccount("guest", "guest-password", List.of())),
                List.of(new Setup.Grant("dev", null, List.of("Overall/Administer"))),
                List.of(),
                List.of(
                        new Setup.ItemDefinition("shop", "folder", null, null, null, false),
                        new Setup.ItemDefinition("shop/scripted", "job", SCRIPTED, null, null, false),
                        new Setup.ItemDefinition("declarative", "job", DECLARATIVE, null, null, false)),
                List.of(),
                ""));
        controller.start();
        dev = controller.as("dev", "dev-password");
    }

    @AfterAll
    static void stop() throws Exception {
        controller.close();
    }

    @Test
    void aScriptedPipelineInAFolderRuns() throws Exception {
        int number = dev.build("shop/scripted");

        assertThat(dev.await("shop/scripted", number, Duration.ofMinutes(1)).result())
                .isEqualTo("SUCCESS");
        assertThat(dev.log("shop/scripted", number))
                .contains("Hello World", "color=red", "answer: 42", "branch a", "branch b");
    }

    @Test
    void aDeclarativePipelineEndsWithItsPostActions() throws Exception {
        int number = dev.build("declarative");

        assertThat(dev.await("declarative", number, Duration.ofMinutes(1)).result())
                .isEqualTo("FAILURE");
        assertThat(dev.log("declarative", number))
                .contains("name=declared", "sum=2", "post always", "post failure", "it ends here");
    }

    @Test
    void aUserWithoutPermissionSeesNoJob() throws Exception {
        JenkinsClient guest = controller.as("guest", "guest-password");

        assertThat(guest.get(JenkinsClient.jobPath("declarative") + "api/json").status())
                .isEqualTo(404);
    }
}
