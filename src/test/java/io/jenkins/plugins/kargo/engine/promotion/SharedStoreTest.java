package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.testing.ChildJvm;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Controllers in processes of their own that share the state on one PostgreSQL. */
class SharedStoreTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();
    private EmbeddedPostgres database;
    private String url;
    private Path notes;

    @BeforeEach
    void startDatabase() throws IOException {
        boolean linux = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        Assumptions.assumeTrue(linux, "The PostgreSQL for tests is there for Linux on x86-64 only");
        database = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        url = database.getJdbcUrl("postgres", "postgres");
        notes = directory.resolve("notes");
    }

    @AfterEach
    void stop() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        if (database != null) {
            database.close();
        }
    }

    private SharedStoreController controller(String name, Clock clock) {
        return new SharedStoreController(url, name, notes, clock);
    }

    private Process start(String name, List<String> promotions) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(url, name, notes.toString()));
        arguments.addAll(promotions);
        Process process = ChildJvm.start(SharedStoreController.class, List.of(), arguments.toArray(String[]::new));
        processes.add(process);
        return process;
    }

    private List<String> notes() throws IOException {
        return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
    }

    @Test
    void promotionsOfAStageRunOneAfterTheOtherInTheirOrderWhoeverCarriesThemOut() throws Exception {
        List<String> all = new ArrayList<>();
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        try (SharedStoreController here = controller("here", Clock.systemUTC())) {
            here.freight();
            for (int i = 0; i < 20; i++) {
                String promotion = here.create("test");
                all.add(promotion);
                (i % 2 == 0 ? first : second).add(promotion);
            }
            Process one = start("first", first);
            Process other = start("second", second);
            assertThat(one.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(other.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

            List<String> expected = new ArrayList<>();
            for (String promotion : all) {
                String name = first.contains(promotion) ? "first" : "second";
                expected.add("begin " + promotion + " s0 " + name);
                expected.add("end " + promotion + " s0 " + name);
                assertThat(here.promotion(promotion).phase()).isEqualTo(PromotionPhase.Succeeded);
            }
            assertThat(notes()).isEqualTo(expected);
        }
    }

    @Test
    void whenAControllerIsKilledAnotherGoesOnAfterItsLeaseHasRunOut() throws Exception {
        String promotion;
        try (SharedStoreController second = controller("second", Clock.systemUTC())) {
            second.freight();
            promotion = second.create("hanging");
            String behind = second.create("hanging");
            Process first = start("first", List.of(promotion));
            await().atMost(LIMIT).until(() -> notes().contains("begin " + promotion + " s1 first"));

            assertThat(second.advance(promotion))
                    .isEqualTo(new Progress.Waiting("is being carried out by somebody else", Duration.ofSeconds(10)));
            first.toHandle().destroyForcibly();
            first.waitFor();
            assertThat(second.advance(promotion)).isInstanceOf(Progress.Waiting.class);
            assertThat(second.advance(behind)).isInstanceOf(Progress.Waiting.class);
            assertThat(second.promotion(promotion).recordOf("s1").orElseThrow().status())
                    .isEqualTo(StepStatus.Running);
        }
        Clock later = Clock.offset(Clock.systemUTC(), LeaseKeeper.DURATION.plusSeconds(1));
        try (SharedStoreController second = controller("second", later)) {
            assertThat(second.advance(promotion))
                    .isInstanceOfSatisfying(
                            Progress.Finished.class,
                            finished -> assertThat(finished.promotion().phase()).isEqualTo(PromotionPhase.Succeeded));
        }
        assertThat(notes())
                .containsExactly(
                        "begin " + promotion + " s0 first",
                        "end " + promotion + " s0 first",
                        "begin " + promotion + " s1 first",
                        "begin " + promotion + " s1 second",
                        "end " + promotion + " s1 second",
                        "begin " + promotion + " s2 second",
                        "end " + promotion + " s2 second");
    }
}
