package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the controller in the middle of promotions; git and the timeline must agree afterwards. On a real Jenkins the builds
 * go on and succeed; there it kills less often, because every start takes some 15 seconds.
 */
class KillScenarioTest {
    private static final int KILLS = Integer.getInteger("kargo.kills", Controllers.isReal() ? 3 : 20);

    /** From the moment the promotion runs; a real controller is killed before and after that, too. */
    private static final Duration WINDOW = Duration.ofMillis(Controllers.isReal() ? 2500 : 1500);

    private static final List<String> LOST_BY_PIPELINE = List.of(
            "cannot start writing logs to a finished node", "Creating placeholder flownodes because failed loading");
    private static final String RUNNING_STEPS = """
            def build = Jenkins.get().getItemByFullName('shop/deploy').getBuildByNumber(@NUMBER@)
            print build.execution.getCurrentExecutions(true).get().collect { it.class.name }
            """;

    @TempDir
    private Path directory;

    @Test
    void noPushIsLostOrRepeatedHoweverOftenTheControllerIsKilled() throws Exception {
        long seed = Long.getLong("kargo.seed", Instant.now().toEpochMilli());
        Random random = new Random(seed);
        System.out.println("KillScenarioTest: -Dkargo.seed=" + seed);
        try (World world = new World(directory)) {
            world.manifests(World.stage("test", null, World.copying()));
            world.job("shop/deploy", world.delivery("test"));
            world.start();
            List<String> notResumed = new ArrayList<>();
            for (int i = 1; i <= KILLS; i++) {
                world.release("2." + i);
                int number = world.dana().build("shop/deploy");
                if (world.controller.resumesBuilds()) {
                    untilOurStepsRun(world, number);
                } else {
                    untilThePromotionRuns(world, number);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(WINDOW.toMillis())));
                world.controller.kill();
                world.controller.start();
                if (world.controller.resumesBuilds()) {
                    resumed(world, number).ifPresent(notResumed::add);
                }
                untilNothingRuns(world);
                PushRecords.agreeWithGit(world, "test");
            }
            assertThat(notResumed).isEmpty();
            assertThat(world.run("shop/deploy").result()).isEqualTo("SUCCESS");
            PushRecords.agreeWithGit(world, "test");
            assertThat(world.repository.files("stage/test")).containsEntry("version", "2." + KILLS + '\n');
        }
    }

    /** @return the log of a build that did not go on to its end because of us */
    private static Optional<String> resumed(World world, int number) throws Exception {
        JenkinsClient dana = world.dana();
        String how;
        String steps = "";
        try {
            how = dana.await("shop/deploy", number, Duration.ofSeconds(90)).result();
        } catch (IOException e) {
            how = "HANGS";
            steps = InboundAgent.script(world, RUNNING_STEPS.replace("@NUMBER@", Integer.toString(number)));
            dana.stop("shop/deploy", number);
        }
        String log = "#" + number + ' ' + how + ' ' + steps + '\n' + dana.log("shop/deploy", number);
        if (how.equals("SUCCESS")) {
            return Optional.empty();
        }
        if (isLostByPipeline(how, steps, log)) {
            System.out.println("KillScenarioTest: Pipeline itself lost the build " + log);
            return Optional.empty();
        }
        return Optional.of(log);
    }

    /**
     * A controller that is killed just as a block or the build ends, after the nodes were written and before the program
     * was, or the other way round, leaves a build that Pipeline cannot go on with, with or without steps of ours in it.
     */
    private static boolean isLostByPipeline(String how, String steps, String log) {
        if (how.equals("HANGS")) {
            return !steps.contains("kargo");
        }
        return LOST_BY_PIPELINE.stream().anyMatch(log::contains) && !log.contains("at PluginClassLoader for kargo//");
    }

    /** Before, Jenkins may know nothing of the build, and its git step cannot go on. */
    private static void untilOurStepsRun(World world, int number) {
        await().atMost(World.LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> world.dana().log("shop/deploy", number).contains("[Pipeline] kargoWarehouse"));
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
}
