package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.testing.DockerRegistry;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.TestImage;
import io.jenkins.plugins.kargo.local.Setup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the first page of the documentation says, to the letter but for the servers' names. */
class GettingStartedScenarioTest {
    private static final Path PAGE = Path.of("../../docs/getting-started.md");
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: guestbook}
            spec:
              template:
                spec:
                  containers:
                    - name: guestbook
                      image: guestbook:latest
            """;

    @TempDir
    private static Path directory;

    @Test
    void thePageLeadsToARenderedBranchOfEveryStage() throws Exception {
        String page = Files.readString(PAGE);
        try (World world = new World(directory);
                DockerRegistry registry =
                        DockerRegistry.anonymous(Files.createDirectory(directory.resolve("images")))) {
            registry.push("guestbook", "1.0.0", TestImage.image("linux/amd64", Instant.now()));
            String manifests = block(page, "yaml", "kind: Project")
                    .replace("https://git.example.com/guestbook.git", world.git.url("guestbook"))
                    .replace("registry.example.com", registry.authority());
            Map<String, String> files = new HashMap<>();
            files.put(".kargo/guestbook.yaml", manifests);
            files.put("Jenkinsfile", block(page, "groovy", "kargoWarehouse"));
            files.put("deploy/deployment.yaml", DEPLOYMENT);
            GitFixture repository = world.repository("guestbook", files);
            Setup.Scm scm = new Setup.Scm(world.git.url("guestbook"), "main", World.CREDENTIAL, "Jenkinsfile");
            world.item(new Setup.ItemDefinition("guestbook", "job", null, scm, null, false));
            world.plainHttp(registry.authority()).start();

            World.Ended ended = world.run("guestbook");

            assertThat(ended.result()).as(ended.log()).isEqualTo("SUCCESS");
            for (String stage : List.of("stage/test", "stage/prod")) {
                assertThat(repository.files(stage).get("deployment.yaml"))
                        .contains("image: " + registry.authority() + "/guestbook:1.0.0");
            }
        }
    }

    private static String block(String page, String language, String part) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring(block.indexOf('\n') + 1, block.lastIndexOf("```")))
                .filter(block -> block.contains(part))
                .findFirst()
                .orElseThrow();
    }
}
