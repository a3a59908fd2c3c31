package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.local.Setup;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests and warehouses that are wrong: one clear error, nothing stored. */
class BadManifestScenarioTest {
    @TempDir
    private static Path directory;

    private static BadInput bad;

    @BeforeAll
    static void start() throws Exception {
        bad = new BadInput(directory);
        World world = bad.world;
        String good = BadInput.WAREHOUSE + World.stage("test", null, World.copying());
        project("broken", good.replace("metadata: {name: test}", "metadata: {name: test"));
        project("field", good.replace("requestedFreight", "requestedFrieght"));
        project("type", good.replace("branch: main", "branch: [main]"));
        bad.stage("step", "    - uses: git-clon\n");
        bad.project(
                "cycle",
                BadInput.WAREHOUSE
                        + World.stage("a", "c", World.copying())
                        + World.stage("b", "a", World.copying())
                        + World.stage("c", "b", World.copying()),
                world.deliveryOf("cycle", "a"));
        bad.project("nofiles", good, world.deliveryOf("nofiles").replace(")\n}", ", config: 'deploy')\n}"));
        project("branch", good.replace("branch: main", "branch: mian"));
        project("gitgone", good.replace("@URL@", "http://127.0.0.1:1/none.git"));
        project("registry", image(good, "127.0.0.1:1/none"));
        project("hostname", image(good, "registry.invalid/none"));
        project("password", good);
        world.credential(new Setup.StoredCredential(
                "git-old", "usernamePassword", null, "kargo", "not-the-password", null, null));
        world.binding(new Setup.Binding(world.git.url("password"), "git-old", true, true));
        project("nocredential", good);
        world.binding(new Setup.Binding(world.git.url("nocredential"), "git-gone", true, true));
        world.start();
    }

    private static void project(String name, String manifests) {
        bad.project(name, manifests, bad.world.deliveryOf(name, "test"));
    }

    private static String image(String manifests, String repository) {
        return manifests.replace("subscriptions:\n", "subscriptions:\n    - image: {repoURL: " + repository + "}\n");
    }

    @AfterAll
    static void stop() throws Exception {
        if (bad != null) {
            bad.close();
        }
    }

    @Test
    void brokenYamlIsNamedByFileLineAndColumn() throws Exception {
        bad.refused("broken", ".kargo/app.yaml:11:5: this is no valid YAML", "begins in line 10");
        bad.nothingIsStored("broken");
    }

    @Test
    void aMisspeltFieldIsNamedWithItsPathAndTheRightSpelling() throws Exception {
        bad.refused("field", ".kargo/app.yaml:12:3: spec.requestedFrieght", "did you mean requestedFreight?");
        bad.nothingIsStored("field");
    }

    @Test
    void aValueOfTheWrongTypeIsNamedWithWhatWasFound() throws Exception {
        bad.refused("type", ".kargo/app.yaml:6:", "spec.subscriptions[0].git.branch: must be text; found a list");
        bad.nothingIsStored("type");
    }

    @Test
    void anUnknownStepIsNamedWithTheOneThatWasMeant() throws Exception {
        bad.refused("step", "steps[0].uses: there is no step \"git-clon\"; did you mean git-clone?");
        bad.nothingIsStored("step");
    }

    @Test
    void aCycleOfStagesIsDrawn() throws Exception {
        bad.refused("cycle", "go round in a circle: a -> b -> c -> a", "remove one of these stages");
        bad.nothingIsStored("cycle");
    }

    @Test
    void aFolderWithoutManifestsIsNamed() throws Exception {
        bad.refused("nofiles", "There are no YAML files at 'deploy' in the workspace");
        bad.nothingIsStored("nofiles");
    }

    @Test
    void aBranchThatIsNotThereIsNamed() throws Exception {
        bad.refused("branch", "/branch.git: there is no branch 'mian'");
        assertThat(bad.freight("branch")).isZero();
    }

    @Test
    void aGitServerThatDoesNotAnswerIsNamed() throws Exception {
        bad.refused("gitgone", "git http://127.0.0.1:1/none.git: connection failed", "may this controller reach it?");
        assertThat(bad.freight("gitgone")).isZero();
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNamedAndNoFreightIsMadeOfTheRest() throws Exception {
        String log =
                bad.refused("registry", "image 127.0.0.1:1/none: ", "no connection", "may this controller reach it?");

        assertThat(log).contains("no Freight is created from a partial set of artifacts");
        assertThat(bad.freight("registry")).isZero();
        assertThat(bad.promotions("registry")).isZero();
    }

    @Test
    void aRegistryWhoseNameNobodyKnowsIsNamed() throws Exception {
        bad.refused("hostname", "image registry.invalid/none: The host name registry.invalid cannot be resolved");
        assertThat(bad.freight("hostname")).isZero();
    }

    @Test
    void aWrongPasswordIsSaidWithTheIdOfItsCredential() throws Exception {
        String log = bad.refused("password", "the server refuses the credential git-old", "password");

        assertThat(log).doesNotContain("not-the-password");
        assertThat(bad.freight("password")).isZero();
    }

    @Test
    void aCredentialThatIsNotThereIsNamedWithItsBinding() throws Exception {
        bad.refused("nocredential", "The credential 'git-gone', bound to the prefix", "was not found");
        assertThat(bad.freight("nocredential")).isZero();
    }
}
