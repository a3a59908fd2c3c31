package io.jenkins.plugins.kargo.engine.promotion;

import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.PROJECT;
import static io.jenkins.plugins.kargo.engine.promotion.EngineFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageQueueTest {
    private static final int BUILDS = 20;

    @TempDir
    Path directory;

    @Test
    void twentyBuildsPromoteOneStageInTheOrderInWhichTheyCame() throws Exception {
        try (EngineFixture fixture = new EngineFixture(directory)) {
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            fixture.fake("fake").always(context -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                order.add(context.promotion().name());
                running.decrementAndGet();
                return StepResult.succeeded();
            });
            fixture.stage("test", step("fake", "one"), step("fake", "two"));
            fixture.freight("abc");
            fixture.engine();
            CyclicBarrier start = new CyclicBarrier(BUILDS);
            ExecutorService pool = Executors.newFixedThreadPool(BUILDS);
            List<Future<Promotion>> builds = new ArrayList<>();
            for (int i = 0; i < BUILDS; i++) {
                String id = "deploy#" + i;
                Callable<Promotion> build = () -> {
                    start.await();
                    PromotionOrder order1 =
                            fixture.order("test", "alias-abc", new BuildReference(id, "", "deploy " + id));
                    return carryOut(fixture, fixture.engine().promotions().create(order1), id);
                };
                builds.add(pool.submit(build));
            }
            for (Future<Promotion> build : builds) {
                assertThat(build.get(60, TimeUnit.SECONDS).phase()).isEqualTo(PromotionPhase.Succeeded);
            }
            pool.shutdown();
            List<String> created = fixture.store().promotions().list(PROJECT, "test", null, BUILDS).stream()
                    .map(Promotion::name)
                    .toList();
            List<String> entered = fixture.store().promotions().history(PROJECT, "test", BUILDS).stream()
                    .map(StageHistoryEntry::promotion)
                    .toList();
            assertThat(entered).isEqualTo(created.subList(0, entered.size()));
            assertThat(order.stream().distinct().toList()).hasSize(BUILDS);
            assertThat(order).hasSize(2 * BUILDS);
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void twoControllersThatShareAStoreTakeTurns() throws Exception {
        try (EngineFixture one = new EngineFixture(directory);
                EngineFixture two = new EngineFixture(directory)) {
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            one.freight("abc");
            for (EngineFixture controller : List.of(one, two)) {
                controller.fake("fake").always(context -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    running.decrementAndGet();
                    return StepResult.succeeded();
                });
                controller.stage("test", step("fake", "one"));
                controller.engine();
            }
            ExecutorService pool = Executors.newFixedThreadPool(BUILDS);
            List<Future<Promotion>> builds = new ArrayList<>();
            for (int i = 0; i < BUILDS / 2; i++) {
                EngineFixture controller = i % 2 == 0 ? one : two;
                String id = "deploy#" + i;
                builds.add(pool.submit(() -> carryOut(controller, controller.create("test", "alias-abc"), id)));
            }
            for (Future<Promotion> build : builds) {
                assertThat(build.get(60, TimeUnit.SECONDS).phase()).isEqualTo(PromotionPhase.Succeeded);
            }
            pool.shutdown();
            List<String> created = one.store().promotions().list(PROJECT, "test", null, BUILDS).stream()
                    .map(Promotion::name)
                    .toList();
            assertThat(one.store().promotions().history(PROJECT, "test", BUILDS))
                    .extracting(StageHistoryEntry::promotion)
                    .containsExactlyElementsOf(created);
            assertThat(most).hasValue(1);
        }
    }

    private static Promotion carryOut(EngineFixture fixture, Promotion promotion, String owner) {
        RunEnvironment environment = RunEnvironment.of(owner, fixture.log::add);
        Progress last = Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> fixture.engine().runner().advance(PROJECT, promotion.name(), environment),
                        Progress.Finished.class::isInstance);
        return ((Progress.Finished) last).promotion();
    }
}
