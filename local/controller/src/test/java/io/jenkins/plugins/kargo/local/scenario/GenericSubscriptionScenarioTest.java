package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.local.Setup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The builds of another job as artifacts, and the limits of what a project may see. */
class GenericSubscriptionScenarioTest {
    private static final String PROJECT = """
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Warehouse
            metadata: {name: builds}
            spec:
              subscriptions:
                - name: cli
                  jenkins-build:
                    config: {job: %s, artifacts: "dist/*"}
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Stage
            metadata: {name: test}
            spec:
              requestedFreight:
                - origin: {kind: Warehouse, name: builds}
                  sources: {direct: true}
              promotionTemplate:
                spec:
                  steps:
                    - uses: compose-output
                      as: tool
                      config:
                        version: ${{ quote(artifactFrom('cli').Version) }}
                        file: ${{ artifactFrom('cli').Metadata.artifacts[0].url }}
            """;

    @TempDir
    private Path directory;

    @Test
    void theNewestSuccessfulBuildWithTheFilesIsPromotedAndAForeignJobIsNot() throws Exception {
        try (World world = new World(directory)) {
            world.repository.commit("main", "Mine", Map.of(".kargo/app.yaml", PROJECT.formatted("build")));
            world.repository.commit(
                    "foreign", "Foreign", Map.of(".kargo/app.yaml", PROJECT.formatted("/secret/build")));
            world.job("shop/build", "if (env.BUILD_NUMBER == '3') { error 'broken' }\necho 'built'");
            world.item(new Setup.ItemDefinition("secret", "folder", null, null, null, false));
            world.job("secret/build", "echo 'secret'");
            String deliver = "node {\n" + world.checkout() + "def w = kargoWarehouse(project: 'app')\n"
                    + "echo \"version ${w.artifacts[0].version} ${w.status}\"\n}\n"
                    + "def p = kargoPromote(project: 'app', stage: 'test') { node { kargoSteps() } }\n"
                    + "echo \"promoted ${p.outputs.tool.version} ${p.outputs.tool.file}\"\n";
            world.job("shop/deploy", deliver);
            world.job("shop/snoop", deliver.replace("'main'", "'foreign'").replace("'app'", "'snoop'"));
            world.start();
            world.run("shop/build");
            world.run("shop/build");
            world.run("shop/build");
            world.run("secret/build");
            for (int build : new int[] {1, 2, 3}) {
                Path archive =
                        world.controller.home().resolve("jobs/shop/jobs/build/builds/" + build + "/archive/dist");
                Files.createDirectories(archive);
                Files.writeString(archive.resolve("cli " + build + ".tgz"), "cli");
            }

            World.Ended delivered = world.run("shop/deploy");
            assertThat(delivered.log())
                    .contains("version 2 CREATED")
                    .contains("promoted 2 job/shop/job/build/2/artifact/dist/cli%202.tgz");
            assertThat(delivered.result()).isEqualTo("SUCCESS");

            World.Ended refused = world.run("shop/snoop");
            assertThat(refused.result()).isEqualTo("FAILURE");
            assertThat(refused.log()).contains("there is no job 'secret/build' that the project shop/snoop may read");
        }
    }
}
