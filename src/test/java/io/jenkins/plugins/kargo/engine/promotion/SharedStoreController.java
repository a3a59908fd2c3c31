package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.FreightRequest;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.AvailabilityStrategy;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.SelectionPolicy;
import io.jenkins.plugins.kargo.engine.model.FreightRequest.Sources;
import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.store.Dialect;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.SqlKargoStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One controller of several that share a PostgreSQL, in this JVM or by {@link #main} in one of its own. Its steps note in
 * a file what they do, and for whom.
 */
public final class SharedStoreController implements AutoCloseable {
    static final ProjectKey PROJECT = new ProjectKey("shop", "guestbook");
    private static final FreightOrigin WAREHOUSE = FreightOrigin.warehouse("guestbook");

    private final String name;
    private final Path notes;
    private final SqlKargoStore store;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final PromotionEngine engine;

    SharedStoreController(String url, String name, Path notes, Clock clock) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        this.name = name;
        this.notes = notes;
        store = SqlKargoStore.open(dataSource, Dialect.POSTGRESQL);
        store.projects().claim(PROJECT, "shop/deploy", false, Instant.EPOCH);
        engine = new PromotionEngine(EngineSettings.of(
                        store,
                        StepRegistry.of(List.of(new Note(false), new Note(true))),
                        (project, hash) -> Optional.of(configuration()),
                        timer)
                .withClock(clock));
    }

    /** @param args JDBC URL, name of the controller, file for the notes, names of promotions to carry out */
    public static void main(String[] args) throws Exception {
        try (SharedStoreController controller =
                new SharedStoreController(args[0], args[1], Path.of(args[2]), Clock.systemUTC())) {
            controller.carryOut(Arrays.asList(args).subList(3, args.length));
        }
    }

    /** {@code note} works for a moment; {@code hang} never ends. */
    private final class Note implements StepRunner {
        private final boolean hangs;

        Note(boolean hangs) {
            this.hangs = hangs;
        }

        @Override
        public String name() {
            return hangs ? "hang" : "note";
        }

        @Override
        public boolean needsWorkspace() {
            return false;
        }

        @Override
        public Replay replay() {
            return Replay.NEVER;
        }

        @Override
        public StepResult run(StepContext context) throws IOException, InterruptedException {
            String what = context.promotion().name() + ' ' + context.step().as();
            write("begin " + what + ' ' + name);
            if (hangs && name.equals("first")) {
                new CountDownLatch(1).await();
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            write("end " + what + ' ' + name);
            return StepResult.succeeded();
        }

        private void write(String line) throws IOException {
            Files.writeString(notes, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static Configuration configuration() {
        return new Configuration(
                null,
                Map.of(),
                Map.of("test", stage("test", "note"), "hanging", stage("hanging", "note", "hang", "note")),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of());
    }

    private static Stage stage(String name, String... uses) {
        List<PromotionStep> steps = new ArrayList<>();
        for (String each : uses) {
            steps.add(new PromotionStep(
                    each, null, "s" + steps.size(), "", false, PromotionStep.Retry.DEFAULT, List.of(), Map.of()));
        }
        Sources sources = new Sources(true, List.of(), null, AvailabilityStrategy.OneOf, SelectionPolicy.NewestFreight);
        return new Stage(
                new Metadata(name, Map.of(), Map.of()),
                List.of(),
                List.of(new FreightRequest(WAREHOUSE, sources)),
                List.of(),
                steps,
                null);
    }

    void freight() {
        store.freight()
                .add(
                        PROJECT,
                        new Freight(
                                "a".repeat(40),
                                "calm-otter",
                                WAREHOUSE,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                Instant.EPOCH),
                        "");
    }

    String create(String stage) throws PromotionRefused {
        return engine.promotions()
                .create(new PromotionOrder(
                        PROJECT,
                        "hash",
                        configuration(),
                        stage,
                        "calm-otter",
                        Map.of(),
                        "subject:alice",
                        new BuildReference("shop/deploy#7", "", "shop/deploy #7", List.of()),
                        null,
                        false))
                .name();
    }

    KargoStore store() {
        return store;
    }

    Promotion promotion(String promotion) {
        return store.promotions().find(PROJECT, promotion).orElseThrow();
    }

    Progress advance(String promotion) throws InterruptedException {
        return engine.runner().advance(PROJECT, promotion, RunEnvironment.of("build of " + name, line -> {}));
    }

    /** As so many builds do, each for a promotion. */
    private void carryOut(List<String> promotions) throws InterruptedException {
        List<String> left = new ArrayList<>(promotions);
        while (!left.isEmpty()) {
            for (String promotion : List.copyOf(left)) {
                if (advance(promotion) instanceof Progress.Finished) {
                    left.remove(promotion);
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Override
    public void close() {
        engine.close();
        timer.shutdownNow();
        store.close();
    }
}
