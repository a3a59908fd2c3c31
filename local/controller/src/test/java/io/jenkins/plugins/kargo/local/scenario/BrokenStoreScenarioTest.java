package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that cannot be opened, as on a full disk, until somebody puts that right. */
class BrokenStoreScenarioTest {
    private static final String JOB = "shop/deploy";
    private static final String WHY = "The folder of the Kargo store";
    private static final String MONITOR = "The Kargo store does not open";

    @TempDir
    private Path directory;

    @Test
    void everybodyIsToldWhyAndTheBuildGoesOnWhenItIsPutRight() throws Exception {
        try (World world = new World(directory)) {
            world.manifests(World.stage("test", null, World.copying()));
            world.job(JOB, world.delivery("test"));
            world.apply();
            Path obstacle = Files.createFile(world.controller.home().resolve("kargo"));
            world.start();
            JenkinsClient dana = world.dana();

            int number = dana.build(JOB);

            await().atMost(World.LIMIT).until(() -> dana.log(JOB, number).contains("WARNING: " + WHY));
            JenkinsClient.Answer answer = dana.get(JenkinsClient.apiPath(World.PROJECT) + "board");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().path("detail").asText()).startsWith(WHY);
            assertThat(dana.get("manage/").text()).contains(MONITOR);
            assertThat(world.olivia().get("manage/").text()).doesNotContain(MONITOR);
            if (Controllers.isReal()) {
                assertThat(dana.get("manage/").text())
                        .contains(WHY, "is in <code>" + obstacle + "</code>", "kargo/\">Kargo page</a>");
            }

            Files.delete(obstacle);

            assertThat(dana.await(JOB, number, World.LIMIT).result()).isEqualTo("SUCCESS");
            assertThat(dana.log(JOB, number)).containsOnlyOnce(WHY).doesNotContain("\tat ");
            assertThat(dana.get("manage/").text()).doesNotContain(MONITOR);
        }
    }
}
