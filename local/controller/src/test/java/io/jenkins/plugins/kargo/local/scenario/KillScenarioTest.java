package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the controller in the middle of promotions; git and the timeline must agree afterwards. */
class KillScenarioTest {
    private static final int KILLS = 20;
    private static final Duration WINDOW = Duration.ofMillis(1500);
    private static final Pattern TRAILER = Pattern.compile("(?m)^Kargo-Promotion: (\\S+)$");

    @TempDir
    private Path directory;

    @Test
    void noPushIsLostOrRepeatedHoweverOftenTheControllerIsKilled() throws Exception {
        Assumptions.assumeFalse(Controllers.isReal(), "on a real Jenkins builds resume: see RestartScenarioTest");
        long seed = Long.getLong("kargo.seed", Instant.now().toEpochMilli());
        Random random = new Random(seed);
        System.out.println("KillScenarioTest: -Dkargo.seed=" + seed);
        try (World world = new World(directory)) {
            world.manifests(World.stage("test", null, World.copying()));
            world.job("shop/deploy", world.delivery("test"));
            world.start();
            for (int i = 1; i <= KILLS; i++) {
                world.release("2." + i);
                int number = world.dana().build("shop/deploy");
                untilThePromotionRuns(world, number);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(WINDOW.toMillis())));
                world.controller.kill();
                world.controller.start();
                untilNothingRuns(world);
                gitAndTimelineAgree(world);
            }
            assertThat(world.run("shop/deploy").result()).isEqualTo("SUCCESS");
            gitAndTimelineAgree(world);
            assertThat(world.repository.files("stage/test")).containsEntry("version", "2." + KILLS + '\n');
        }
    }

    private static void untilThePromotionRuns(World world, int number) {
        await().atMost(World.LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> {
            JsonNode promotion = world.stageOf("test").path("promotion");
            boolean ofThisBuild = promotion.path("build").path("id").asText().endsWith("#" + number);
            return ofThisBuild || !world.dana().state("shop/deploy", number).building();
        });
    }

    private static void untilNothingRuns(World world) {
        await().atMost(World.LIMIT).until(() -> {
            String phase = world.stageOf("test").path("promotion").path("phase").asText();
            return !phase.equals("Running") && !phase.equals("Pending");
        });
    }

    /** Every pushed commit belongs to exactly one promotion, which knows it; every recorded push is in git. */
    private static void gitAndTimelineAgree(World world) throws Exception {
        Map<String, Integer> inGit = new HashMap<>();
        for (String message : world.repository.log("stage/test")) {
            Matcher trailer = TRAILER.matcher(message);
            // git-clone with create: true makes the branch with an empty commit of its own.
            if (!message.startsWith("Initial commit") && trailer.find()) {
                inGit.merge(trailer.group(1), 1, Integer::sum);
            }
        }
        assertThat(inGit.values()).as("commits of one promotion").allMatch(count -> count == 1);
        List<String> pushed = new ArrayList<>();
        for (JsonNode promotion : promotions(world)) {
            for (JsonNode step : promotion.path("steps")) {
                boolean isPush = step.path("alias").asText().equals("push");
                if (isPush && step.path("status").asText().equals("Succeeded") && committed(promotion)) {
                    pushed.add(promotion.path("name").asText());
                }
            }
        }
        assertThat(pushed).as("pushes on the timeline").containsExactlyInAnyOrderElementsOf(inGit.keySet());
    }

    private static boolean committed(JsonNode promotion) {
        for (JsonNode step : promotion.path("steps")) {
            if (step.path("alias").asText().equals("commit")) {
                return step.path("status").asText().equals("Succeeded");
            }
        }
        return false;
    }

    private static List<JsonNode> promotions(World world) throws Exception {
        JenkinsClient dana = world.dana();
        List<JsonNode> all = new ArrayList<>();
        String path = JenkinsClient.apiPath(World.PROJECT) + "promotions";
        for (JsonNode each : dana.get(path + "?limit=200").json().path("promotions")) {
            all.add(dana.get(path + '/' + each.path("name").asText()).json());
        }
        return all;
    }
}
