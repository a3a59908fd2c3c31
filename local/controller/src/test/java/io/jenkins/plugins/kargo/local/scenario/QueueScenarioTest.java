package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two promotions of one stage at once: the second waits, visibly, and then goes on. */
class QueueScenarioTest {
    private static final String APPROVAL = """
                - uses: wait-for-approval
                  as: approval
                  config: {approvers: [{user: olivia}]}
            """;

    @TempDir
    private Path directory;

    @Test
    void theSecondPromotionOfAStageWaitsForTheFirst() throws Exception {
        try (World world = new World(directory)) {
            world.manifests(World.stage("test", null, APPROVAL + World.copying()));
            world.job("shop/deploy", world.delivery("test"));
            world.start();
            JenkinsClient dana = world.dana();

            int first = dana.build("shop/deploy");
            await().atMost(World.LIMIT)
                    .until(() -> world.stageOf("test")
                            .path("promotion")
                            .path("approval")
                            .isObject());
            int second = dana.build("shop/deploy");
            await().atMost(World.LIMIT)
                    .until(() -> world.stageOf("test").path("queued").asInt() == 1);

            await().atMost(World.LIMIT)
                    .untilAsserted(
                            () -> assertThat(dana.log("shop/deploy", second)).contains("waits for promotion"));
            assertThat(dana.busyExecutors()).isZero();
            String running =
                    world.stageOf("test").path("promotion").path("name").asText();
            approve(world, running);
            assertThat(dana.await("shop/deploy", first, World.LIMIT).result())
                    .as(dana.log("shop/deploy", first))
                    .isEqualTo("SUCCESS");
            await().atMost(World.LIMIT).until(() -> {
                JsonNode promotion = world.stageOf("test").path("promotion");
                return promotion.path("approval").isObject()
                        && !promotion.path("name").asText().equals(running);
            });
            approve(world, world.stageOf("test").path("promotion").path("name").asText());
            assertThat(dana.await("shop/deploy", second, World.LIMIT).result())
                    .as(dana.log("shop/deploy", second))
                    .isEqualTo("SUCCESS");
        }
    }

    private static void approve(World world, String promotion) throws Exception {
        JenkinsClient.Answer answer = world.olivia()
                .post(JenkinsClient.apiPath(World.PROJECT) + "promotions/" + promotion + "/approve", "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
