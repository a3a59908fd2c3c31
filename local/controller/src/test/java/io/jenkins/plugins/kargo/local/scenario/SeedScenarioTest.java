package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.testing.DockerRegistry;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.Seeds;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that people published run as they stand, but for their hosts. */
class SeedScenarioTest {
    private static final TestImage IMAGE = TestImage.image("linux/amd64", Instant.parse("2026-02-03T04:05:06Z"));

    @TempDir
    private Path directory;

    private DockerRegistry registry() throws Exception {
        return DockerRegistry.anonymous(Files.createDirectories(directory.resolve("registry")));
    }

    @Test
    void threeStagesWithPromotionMechanismsUpdateTheirValues() throws Exception {
        List<String> blocks = Seeds.blocks().get("001");
        Tools.required();
        try (World world = new World(directory);
                DockerRegistry registry = registry()) {
            registry.push("ealen/echo-server", "0.9.1", IMAGE);
            registry.push("ealen/echo-server", "0.9.2", IMAGE);
            GitFixture blog = world.git.create("blog");
            Map<String, String> values = new HashMap<>();
            for (String stage : List.of("development", "staging", "production")) {
                values.put(
                        "snippets/02-kargo/app/" + stage + ".yaml",
                        "# the values of " + stage + "\nimage:\n  tag: \"0.9.0\" # as released\nreplicas: 1\n");
            }
            blog.commit("master", "Values", values);
            Map<String, String> manifests = new HashMap<>();
            for (int i = 1; i <= 5; i++) {
                manifests.put(
                        ".kargo/" + i + ".yaml",
                        blocks.get(i)
                                .replace("https://github.com/krzwiatrzyk/blog.git", world.git.url("blog"))
                                .replace("ealen/echo-server", registry.repository("ealen/echo-server")));
            }
            world.repository.commit("main", "Kargo", manifests);
            world.job(
                    "shop/deploy",
                    world.delivery("development", "staging", "production").replace("'app'", "'echo-server'"));
            world.start();

            World.Ended ended = world.run("shop/deploy");

            assertThat(ended.result()).as(ended.log()).isEqualTo("SUCCESS");
            values.forEach((path, text) ->
                    assertThat(blog.files("master").get(path)).isEqualTo(text.replace("0.9.0", "0.9.2")));
            assertThat(blog.log("master")).hasSize(4);
            assertThat(ended.log()).contains("promotionMechanisms: was removed from Kargo; write this instead:");
        }
    }

    /** But for its last step: there is no Argo CD here. */
    @Test
    void aTemplateWithKustomizeAndTheFormsOfItsTimeRendersToItsBranch() throws Exception {
        List<String> blocks = Seeds.blocks().get("003");
        Tools.required();
        try (World world = new World(directory);
                DockerRegistry registry = registry()) {
            registry.push("nginx/nginx", "1.25.0", IMAGE);
            registry.push("nginx/nginx", "1.26.3", IMAGE);
            GitFixture repo = world.git.create("repo");
            repo.commit(
                    "main",
                    "Manifests",
                    Map.of(
                            "base/kustomization.yaml",
                            "resources: [deployment.yaml]\n",
                            "base/deployment.yaml",
                            """
                            apiVersion: apps/v1
                            kind: Deployment
                            metadata: {name: web}
                            spec:
                              template:
                                spec:
                                  containers:
                                    - {name: web, image: "@IMAGE@:1.0.0"}
                            """.replace("@IMAGE@", registry.repository("nginx/nginx")),
                            "stages/test/kustomization.yaml",
                            "namespace: test\nresources: [../../base]\n"));
            String template = blocks.get(5);
            String stage = blocks.get(2)
                    + template.substring(0, template.indexOf("    - uses: argocd-update"))
                            .indent(2);
            world.repository.commit(
                    "main",
                    "Kargo",
                    Map.of(
                            ".kargo/project.yaml",
                            here(world, registry, blocks.get(0)),
                            ".kargo/warehouse.yaml",
                            here(world, registry, blocks.get(9)),
                            ".kargo/stage.yaml",
                            here(world, registry, stage)));
            world.job("shop/deploy", world.delivery("test").replace("'app'", "'kargo-demo'"));
            world.start();

            World.Ended ended = world.run("shop/deploy");

            assertThat(ended.result()).as(ended.log()).isEqualTo("SUCCESS");
            assertThat(repo.files("stage/test").values())
                    .singleElement()
                    .asString()
                    .contains("namespace: test", registry.repository("nginx/nginx") + ":1.26.3");
        }
    }

    private static String here(World world, DockerRegistry registry, String block) {
        return block.replaceAll("https://github.com/example/[a-z-]+\\.git", world.git.url("repo"))
                .replace("public.ecr.aws", registry.authority());
    }
}
