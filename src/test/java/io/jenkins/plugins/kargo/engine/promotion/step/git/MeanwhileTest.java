package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.git.GitException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MeanwhileTest {
    @Test
    void theWorkIsDoneWhileThisThreadGoesOn() throws Exception {
        CountDownLatch here = new CountDownLatch(1);
        try (Meanwhile<String> work = Meanwhile.start(() -> {
            assertThat(here.await(10, TimeUnit.SECONDS)).isTrue();
            return "done";
        })) {
            here.countDown();
            assertThat(work.result()).isEqualTo("done");
            assertThat(work.result()).isEqualTo("done");
        }
    }

    @Test
    void itsFailureIsThrownWhereTheResultIsWanted() throws Exception {
        try (Meanwhile<String> work = Meanwhile.start(() -> {
            throw new GitException("no such commit");
        })) {
            assertThatThrownBy(work::result).isInstanceOf(GitException.class).hasMessage("no such commit");
        }
        try (Meanwhile<String> work = Meanwhile.start(() -> {
            throw new IllegalStateException("a fault");
        })) {
            assertThatThrownBy(work::result)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a fault");
        }
    }

    @Test
    void whoNeedsItNoMoreEndsIt() {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        Meanwhile<String> work = Meanwhile.start(() -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
                return "";
            } finally {
                ended.countDown();
            }
        });
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> running.getCount() == 0);
        work.close();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> ended.getCount() == 0);
    }

    @Test
    void aThreadThatIsInterruptedWaitsNoLonger() {
        try (Meanwhile<String> work = Meanwhile.start(() -> {
            new CountDownLatch(1).await();
            return "";
        })) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(work::result).isInstanceOf(InterruptedException.class);
        }
    }
}
