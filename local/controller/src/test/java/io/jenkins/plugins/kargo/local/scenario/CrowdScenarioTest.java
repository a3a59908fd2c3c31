package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty at once: stages that push to one branch, builds that promote to one stage. */
class CrowdScenarioTest {
    private static final int MANY = 20;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern TRAILER = Pattern.compile("(?m)^Kargo-Promotion: (\\S+)$");

    private static final String STEPS = """
                - uses: git-clone
                  config:
                    repoURL: @URL@
                    checkout: [{branch: live, path: ./out}]
                - uses: file-write
                  config: {path: "./out/@FILE@", contents: "${{ ctx.promotion }}", overwrite: true}
                - uses: git-commit
                  config: {path: ./out, message: "Promote to ${{ ctx.stage }}"}
                - uses: git-push
                  as: push
                  config: {path: ./out}
            """;

    @TempDir
    private Path directory;

    @Test
    void twentyStagesPushToOneBranchAndEachLandsOnce() throws Exception {
        List<String> stages =
                IntStream.rangeClosed(1, MANY).mapToObj(i -> "s" + i).toList();
        try (World world = new World(directory)) {
            world.manifests(stages.stream()
                    .map(stage -> World.stage(stage, null, STEPS.replace("@FILE@", "${{ ctx.stage }}")))
                    .toArray(String[]::new));
            world.repository.commit("live", "As it was", java.util.Map.of("old", "old\n"));
            StringBuilder script = new StringBuilder(world.delivery()).append("node {\ndef all = [:]\n");
            for (String stage : stages) {
                script.append("all['")
                        .append(stage)
                        .append("'] = { kargoPromote(project: 'app', stage: '")
                        .append(stage)
                        .append("') { kargoSteps() } }\n");
            }
            world.job("shop/deploy", script.append("parallel all\n}\n").toString());
            world.start();

            JenkinsClient dana = world.dana();
            int number = dana.build("shop/deploy");
            String result = dana.await("shop/deploy", number, LIMIT).result();
            String log = dana.log("shop/deploy", number);

            assertThat(result).as(log).isEqualTo("SUCCESS");
            List<String> landed = promotions(world);
            assertThat(landed).hasSize(MANY).doesNotHaveDuplicates();
            assertThat(landed.stream().map(name -> name.substring(0, name.indexOf('.'))))
                    .containsExactlyInAnyOrderElementsOf(stages);
            assertThat(world.repository.files("live")).hasSize(MANY + 1).containsKeys(stages.toArray(String[]::new));
            assertThat(log).containsPattern("Waits for promotion s\\d+\\.\\S+, which is pushing to branch live");
        }
    }

    @Test
    void twentyBuildsPromoteOneStageInTheirOrderAndSayWhomTheyWaitFor() throws Exception {
        try (World world = new World(directory)) {
            world.manifests(World.stage("test", null, STEPS.replace("@FILE@", "promotion")));
            world.repository.commit("live", "As it was", java.util.Map.of("old", "old\n"));
            world.job("shop/deploy", world.delivery());
            world.start();
            assertThat(world.run("shop/deploy").result()).isEqualTo("SUCCESS");
            world.job("shop/deploy", "kargoPromote(project: 'app', stage: 'test') { node { kargoSteps() } }");
            world.apply();

            JenkinsClient dana = world.dana();
            List<Integer> builds = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                builds.add(dana.build("shop/deploy"));
            }
            StringBuilder logs = new StringBuilder();
            int waited = 0;
            for (int number : builds) {
                String result = dana.await("shop/deploy", number, LIMIT).result();
                String log = dana.log("shop/deploy", number);
                assertThat(result).as(log).isEqualTo("SUCCESS");
                waited += log.contains("waits for promotion test.") ? 1 : 0;
                logs.append(log);
            }

            List<String> made = new ArrayList<>();
            for (JsonNode each : dana.get(JenkinsClient.apiPath(World.PROJECT) + "promotions?limit=100")
                    .json()
                    .path("promotions")) {
                made.add(each.path("name").asText());
            }
            assertThat(made).hasSize(MANY);
            assertThat(promotions(world)).as("git, newest first").isEqualTo(made);
            assertThat(waited).as(logs.toString()).isPositive();
            assertThat(logs)
                    .containsPattern("waits for promotion test\\.\\S+ of stage test, started by shop . deploy #\\d+");
        }
    }

    /** Of the commits on the branch, newest first. */
    private static List<String> promotions(World world) {
        List<String> names = new ArrayList<>();
        for (String message : world.repository.log("live")) {
            Matcher trailer = TRAILER.matcher(message);
            while (trailer.find()) {
                names.add(trailer.group(1));
            }
        }
        return names;
    }
}
