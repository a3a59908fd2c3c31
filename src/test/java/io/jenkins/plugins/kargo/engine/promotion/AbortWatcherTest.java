package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbortWatcherTest {
    @TempDir
    Path directory;

    @Test
    void anAbortThatAnotherControllerNotedInterruptsTheStepHere() throws Exception {
        try (EngineFixture fixture = new EngineFixture(directory)) {
            fixture.freight("abc");
            fixture.fake("fake");
            fixture.stage("test", step("fake", "one"));
            Promotion promotion = fixture.create("test", "alias-abc");
            PromotionLedger ledger =
                    new PromotionLedger(fixture.store(), (project, hash) -> Optional.of(fixture.configuration()));
            StepThreads threads = new StepThreads();
            AbortWatcher watcher = new AbortWatcher(ledger, threads);
            threads.enter(PROJECT, promotion.name());

            assertThat(watcher.renewed(PROJECT, promotion.name())).isTrue();
            assertThat(threads.<Boolean>call(
                            PROJECT,
                            promotion.name(),
                            () -> Thread.currentThread().isInterrupted()))
                    .isFalse();

            ledger.update(promotion, stored -> Transitions.abortRequested(stored, "carol"));
            assertThat(watcher.renewed(PROJECT, promotion.name())).isTrue();
            assertThatThrownBy(() -> threads.call(PROJECT, promotion.name(), () -> true))
                    .isInstanceOf(InterruptedException.class);

            fixture.finish(promotion);
            assertThat(watcher.renewed(PROJECT, promotion.name())).isFalse();
        }
    }
}
