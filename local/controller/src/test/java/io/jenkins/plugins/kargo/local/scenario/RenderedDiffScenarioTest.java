package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a promotion changes in the rendered output: shown before anything is pushed, recorded when it is. */
class RenderedDiffScenarioTest {
    @TempDir
    private Path directory;

    private static String deployment(String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: cart, namespace: shop}
                spec:
                  replicas: 1
                  image: %s
                """.formatted(image);
    }

    @Test
    void aPreviewShowsWhatThePromotionThenRecords() throws Exception {
        try (World world = new World(directory)) {
            world.manifests(World.stage("test", null, World.copying()));
            world.repository.commit("main", "Manifests", Map.of("app/cart.yaml", deployment("cart:1")));
            world.job("shop/deploy", world.delivery("test"));
            world.start();
            assertThat(world.run("shop/deploy").result()).isEqualTo("SUCCESS");
            String head = world.repository.head("stage/test");
            world.repository.commit("main", "Cart 2", Map.of("app/cart.yaml", deployment("cart:2")));

            world.job(
                    "shop/deploy",
                    "node {\n" + world.checkout() + "kargoWarehouse(project: 'app')\n}\n"
                            + "def r = kargoPromote(project: 'app', stage: 'test', preview: true) { node { kargoSteps() } }\n"
                            + "echo \"would change ${r.changes.resources}, preview: ${r.preview}\"\n");
            world.apply();
            World.Ended preview = world.run("shop/deploy");

            assertThat(preview.result()).as(preview.log()).isEqualTo("SUCCESS");
            assertThat(preview.log())
                    .contains(
                            "the Jenkinsfile asks for one", "changed Deployment shop/cart: spec.image cart:1 -> cart:2")
                    .contains(
                            "would change [[change:Changed, kind:Deployment, namespace:shop, name:cart]], preview: true");
            assertThat(world.repository.head("stage/test")).isEqualTo(head);

            world.job("shop/deploy", world.delivery("test"));
            world.apply();
            assertThat(world.run("shop/deploy").result()).isEqualTo("SUCCESS");
            String promotion =
                    world.stageOf("test").path("promotion").path("name").asText();
            JsonNode step = world.dana()
                    .get(JenkinsClient.apiPath(World.PROJECT) + "promotions/" + promotion + "/diff")
                    .json()
                    .path("steps")
                    .path(0);
            assertThat(step.path("step").asText()).isEqualTo("commit");
            assertThat(step.path("commit").asText()).isEqualTo(world.repository.head("stage/test"));
            assertThat(step.path("files").path(0).path("path").asText()).isEqualTo("cart.yaml");
            assertThat(step.path("files").path(0).path("patch").asText())
                    .contains("-  image: cart:1\n+  image: cart:2\n");
        }
    }
}
