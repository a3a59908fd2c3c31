package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.store.LeaseStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseKeeperTest {
    @TempDir
    Path directory;

    private boolean needed = true;
    private final List<String> seen = new ArrayList<>();
    private final ManualTimer timer = new ManualTimer();
    private EngineFixture fixture;
    private LeaseStore leases;
    private LeaseKeeper keeper;
    private Promotion promotion;

    /** Runs what is scheduled when it is told to. */
    private static final class ManualTimer extends ScheduledThreadPoolExecutor {
        private final List<Runnable> scheduled = new ArrayList<>();

        ManualTimer() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
            scheduled.add(task);
            return new Scheduled(() -> scheduled.remove(task));
        }

        void tick() {
            List.copyOf(scheduled).forEach(Runnable::run);
        }
    }

    private static final class Scheduled extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final Runnable onCancel;

        Scheduled(Runnable onCancel) {
            super(() -> null);
            this.onCancel = onCancel;
        }

        @Override
        public boolean cancel(boolean interrupt) {
            onCancel.run();
            return super.cancel(interrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }

    @BeforeEach
    void openStore() {
        fixture = new EngineFixture(directory);
        fixture.freight("abc");
        fixture.fake("fake");
        fixture.stage("test", step("fake", "one"));
        promotion = fixture.create("test", "alias-abc");
        leases = fixture.store().leases();
        keeper = new LeaseKeeper(
                leases,
                new LeaseKeeper.Watcher() {
                    @Override
                    public boolean renewed(ProjectKey project, String name) {
                        seen.add("renewed");
                        return needed;
                    }

                    @Override
                    public void lost(ProjectKey project, String name) {
                        seen.add("lost");
                    }
                },
                fixture.clock,
                timer);
    }

    @AfterEach
    void closeStore() {
        timer.shutdownNow();
        fixture.close();
    }

    @Test
    void aLeaseIsRenewedUntilItIsReleased() {
        assertThat(keeper.hold(promotion, "build-1")).isTrue();
        assertThat(keeper.hold(promotion, "build-1")).isTrue();
        assertThat(timer.scheduled).hasSize(1);
        for (int i = 0; i < 5; i++) {
            fixture.clock.advance(LeaseKeeper.DURATION.minus(Duration.ofSeconds(1)));
            timer.tick();
        }
        assertThat(seen).hasSize(5).containsOnly("renewed");
        assertThat(keeper.hold(promotion, "build-2")).isFalse();
        assertThat(timer.scheduled).hasSize(1);
        keeper.release(promotion, "build-1");
        assertThat(timer.scheduled).isEmpty();
        assertThat(keeper.hold(promotion, "build-2")).isTrue();
    }

    @Test
    void aLeaseThatRanOutMayBeTakenOverAndTheOldOwnerIsTold() {
        keeper.hold(promotion, "build-1");
        fixture.clock.advance(LeaseKeeper.DURATION.plusSeconds(1));
        LeaseKeeper other = new LeaseKeeper(leases, new AbortWatcher(null, null), fixture.clock, new ManualTimer());
        assertThat(other.hold(promotion, "build-2")).isTrue();
        timer.tick();
        assertThat(seen).containsExactly("lost");
        assertThat(timer.scheduled).isEmpty();
    }

    @Test
    void aLeaseThatIsNoLongerNeededIsGivenUp() {
        keeper.hold(promotion, "build-1");
        needed = false;
        timer.tick();
        assertThat(timer.scheduled).isEmpty();
        assertThat(keeper.hold(promotion, "build-2")).isTrue();
    }

    @Test
    void afterTheEndOfTheProcessNothingIsRenewed() {
        keeper.hold(promotion, "build-1");
        keeper.close();
        assertThat(timer.scheduled).isEmpty();
    }
}
