package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Pushes of one controller to a branch happen one after the other. */
class PushLocksTest extends GitPushFixture {
    @Test
    void manyPromotionsPushToOneBranchOneAfterTheOther() throws Exception {
        PushLocks locks = new PushLocks();
        int count = 8;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<StepFixture>> runs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                runs.add(threads.submit(() -> {
                    StepFixture own = new StepFixture("p" + number).rightPassword();
                    LocalWorkspace place = new LocalWorkspace(temp.resolve("w" + number), own.promotionLog());
                    own.workspace(place);
                    change(own, place, server.url("app"), "file" + number, "x\n");
                    own.run(push(IntegrationPolicy.AlwaysRebase, locks), Map.of("path", "src"));
                    return own;
                }));
            }
            List<String> lines = new ArrayList<>();
            for (Future<StepFixture> run : runs) {
                lines.addAll(run.get().log());
            }
            assertThat(app.log("main")).hasSize(count + 1).doesNotHaveDuplicates();
            assertThat(app.files("main")).hasSize(count + 2);
            assertThat(pauses).isEmpty();
            assertThat(lines).filteredOn(line -> line.startsWith("Pushed")).hasSize(count);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void waitersSayForWhomAndEndWhenInterrupted() throws Exception {
        PushLocks locks = new PushLocks();
        List<String> lines = new ArrayList<>();
        try (PushLocks.Held held = locks.acquire("r", "b", "first", lines::add)) {
            Thread waiter = new Thread(() -> {
                try {
                    locks.acquire("r", "b", "second", lines::add).close();
                } catch (InterruptedException e) {
                    lines.add("interrupted");
                }
            });
            waiter.start();
            await().until(() -> !lines.isEmpty());
            locks.acquire("r", "other", "third", lines::add).close();
            waiter.interrupt();
            waiter.join();
            assertThat(held.waited()).isFalse();
        }
        locks.acquire("r", "b", "fourth", lines::add).close();
        assertThat(lines).containsExactly("Waits for promotion first, which is pushing to branch b", "interrupted");
    }
}
