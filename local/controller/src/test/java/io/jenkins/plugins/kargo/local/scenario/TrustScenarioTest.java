package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.local.Setup;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What builds that are not trusted try, and what they find. */
class TrustScenarioTest {
    @TempDir
    private static Path directory;

    private static World world;
    private static String head;

    @BeforeAll
    static void start() throws Exception {
        world = new World(directory);
        world.manifests(World.stage("test", null, World.copying()));
        String script = world.delivery("test");
        world.item(new Setup.ItemDefinition("shop/app-ci", "multibranch", null, scm("main"), null, false));
        branch("main", true, false, script);
        branch("feature", false, false, script);
        branch("PR-7", false, true, script);
        world.item(new Setup.ItemDefinition("elsewhere", "folder", null, null, null, false));
        world.job("elsewhere/thief", script.replace("project: 'app'", "project: 'shop/app'"));
        world.job("shop/neighbour", script);
        world.start();
        World.Ended first = world.run("shop/app-ci/main");
        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");
        head = world.repository.head("stage/test");
        assertThat(head).isNotNull();
        // Something new that a trusted build would promote.
        world.release("2");
    }

    /** A branch with this Jenkinsfile, and its job. */
    private static void branch(String name, boolean primary, boolean changeRequest, String script) {
        world.repository.commit(name, "The way of " + name, Map.of("Jenkinsfile", script));
        world.item(new Setup.ItemDefinition(
                "shop/app-ci/" + name, "job", null, scm(name), new Setup.Head(name, primary, changeRequest), false));
    }

    private static Setup.Scm scm(String branch) {
        return new Setup.Scm(world.git.url("app"), branch, World.CREDENTIAL, "Jenkinsfile");
    }

    @AfterAll
    static void stop() throws Exception {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void aPullRequestIsAPreview() throws Exception {
        World.Ended ended = world.run("shop/app-ci/PR-7");

        assertThat(ended.log()).containsIgnoringCase("preview").contains("PR-7");
        nothingHasChanged();
    }

    @Test
    void anotherBranchIsAPreview() throws Exception {
        World.Ended ended = world.run("shop/app-ci/feature");

        assertThat(ended.log()).containsIgnoringCase("preview").contains("feature");
        nothingHasChanged();
    }

    @Test
    void aReplayIsAPreview() throws Exception {
        JenkinsClient dana = world.dana();
        int number = dana.replay("shop/app-ci/main", 1, world.delivery("test"));
        dana.await("shop/app-ci/main", number, World.LIMIT);

        assertThat(dana.log("shop/app-ci/main", number))
                .containsIgnoringCase("preview")
                .contains("Replay");
        nothingHasChanged();
    }

    @Test
    void aJobOfAnotherFolderIsToldHowToDeclare() throws Exception {
        World.Ended ended = world.run("elsewhere/thief");

        assertThat(ended.result()).isEqualTo("FAILURE");
        assertThat(ended.log()).contains("belongs to the job 'shop/app-ci'", "declare");
        nothingHasChanged();
    }

    @Test
    void anotherJobOfTheFolderIsRefusedToo() throws Exception {
        World.Ended ended = world.run("shop/neighbour");

        assertThat(ended.result()).isEqualTo("FAILURE");
        assertThat(ended.log()).contains("belongs to the job 'shop/app-ci'");
        nothingHasChanged();
    }

    private static void nothingHasChanged() throws Exception {
        assertThat(world.repository.head("stage/test")).isEqualTo(head);
        assertThat(world.board().path("freight").path("freight")).hasSize(1);
        assertThat(world.dana()
                        .get(JenkinsClient.apiPath(World.PROJECT) + "promotions")
                        .json()
                        .path("promotions"))
                .hasSize(1);
        assertThat(world.board().path("project").path("configJob").asText()).isEqualTo("shop/app-ci");
    }
}
