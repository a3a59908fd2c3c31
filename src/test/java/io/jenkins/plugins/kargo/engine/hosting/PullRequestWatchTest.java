package io.jenkins.plugins.kargo.engine.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.hosting.PullRequestWatch.Sight;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PullRequestWatchTest {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final PullRequestWatch.Repository REPOSITORY =
            new PullRequestWatch.Repository("https://git.example.com/shop/app", "olivia");

    private final PullRequestWatch watch = new PullRequestWatch();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Integer> pages = new ArrayList<>();
    private Callable<Set<Long>> answer = () -> Set.of(1L, 2L);
    private int next;

    /** Only the list of open ones is asked for. */
    private final PullRequests requests = (PullRequests) Proxy.newProxyInstance(
            PullRequests.class.getClassLoader(), new Class<?>[] {PullRequests.class}, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("open");
                asked.incrementAndGet();
                pages.add((Integer) arguments[0]);
                return new OpenPage(answer.call(), next);
            });

    private Sight look(long number, Instant now) throws Exception {
        return watch.look(REPOSITORY, requests, number, INTERVAL, now);
    }

    @Test
    void howeverManyWaitARepositoryIsAskedOnceInEachInterval() throws Exception {
        for (int round = 0; round < 10; round++) {
            for (int number = 1; number <= 200; number++) {
                Sight sight = look(number, NOW.plusSeconds(30L * round).plusMillis(number * 10L));
                assertThat(sight).isEqualTo(number <= 2 ? Sight.OPEN : Sight.GONE);
            }
        }
        assertThat(asked).hasValue(10);
        assertThat(watch.looks()).isEqualTo(10);
    }

    @Test
    void aFailureIsThatOfAllUntilTheNextInterval() throws Exception {
        answer = () -> {
            throw new IOException("429");
        };
        for (int number = 1; number <= 5; number++) {
            long one = number;
            assertThatThrownBy(() -> look(one, NOW))
                    .isInstanceOf(IOException.class)
                    .hasMessage("429");
        }
        assertThat(asked).hasValue(1);
        answer = () -> Set.of(1L);
        assertThat(look(1, NOW.plus(INTERVAL))).isEqualTo(Sight.OPEN);
        assertThat(asked).hasValue(2);
    }

    @Test
    void nobodyWaitsForTheAnswerThatAnotherThreadHasAskedFor() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        answer = () -> {
            arrived.countDown();
            go.await();
            return Set.of(1L);
        };
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Sight> first = thread.submit(() -> look(1, NOW));
            arrived.await();
            assertThat(look(1, NOW)).isEqualTo(Sight.UNKNOWN);
            go.countDown();
            assertThat(first.get()).isEqualTo(Sight.OPEN);
            assertThat(look(2, NOW)).isEqualTo(Sight.GONE);
        } finally {
            thread.shutdownNow();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void aListOfSeveralPagesIsReadAPageInAnIntervalAndNothingIsGoneBeforeItsEnd() throws Exception {
        next = 2;
        assertThat(look(7, NOW)).isEqualTo(Sight.OPEN);
        answer = () -> Set.of(7L);
        next = 0;
        assertThat(look(9, NOW.plus(INTERVAL))).isEqualTo(Sight.GONE);
        assertThat(look(1, NOW.plus(INTERVAL))).isEqualTo(Sight.OPEN);
        assertThat(look(7, NOW.plus(INTERVAL))).isEqualTo(Sight.OPEN);

        answer = () -> Set.of(8L);
        next = 2;
        Instant later = NOW.plus(INTERVAL.multipliedBy(2));
        assertThat(look(1, later)).isEqualTo(Sight.OPEN);
        assertThat(look(8, later)).isEqualTo(Sight.OPEN);
        next = 0;
        assertThat(look(1, later.plus(INTERVAL))).isEqualTo(Sight.GONE);
        assertThat(pages).containsExactly(0, 2, 0, 2);
    }

    @Test
    void whatOneCallerSeesIsNotShownToAnother() throws Exception {
        look(1, NOW);
        answer = Set::of;
        assertThat(watch.look(
                        new PullRequestWatch.Repository(REPOSITORY.repoUrl(), "mallory"), requests, 1, INTERVAL, NOW))
                .isEqualTo(Sight.GONE);
    }
}
