package io.jenkins.plugins.kargo.config;

import io.jenkins.plugins.kargo.engine.health.StageHealths;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.store.HealthStore.Watched;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks at the health of stages when it is due: on the controller's own threads, without builds and agents. */
final class HealthWork {
    private static final Logger LOGGER = Logger.getLogger(HealthWork.class.getName());
    private static final Duration SCAN = Duration.ofSeconds(10);

    private record Stage(ProjectKey project, String name) {}

    private final StageHealths healths;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final Set<Stage> active = ConcurrentHashMap.newKeySet();

    HealthWork(StageHealths healths, Executor workers, ScheduledExecutorService timer) {
        this.healths = healths;
        this.workers = workers;
        this.timer = timer;
    }

    void start() {
        timer.scheduleWithFixedDelay(() -> submit(this::scan), 0, SCAN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void scan() {
        for (Watched watched : healths.due()) {
            Stage stage = new Stage(watched.project(), watched.stage());
            if (active.add(stage)) {
                submit(() -> assess(stage));
            }
        }
    }

    private void assess(Stage stage) {
        try {
            healths.assess(stage.project(), stage.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            active.remove(stage);
        }
    }

    private void submit(Runnable work) {
        try {
            workers.execute(() -> {
                try {
                    work.run();
                } catch (StoreException e) {
                    LOGGER.log(Level.FINE, "The store cannot be used now", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The controller stops", e);
        }
    }
}
