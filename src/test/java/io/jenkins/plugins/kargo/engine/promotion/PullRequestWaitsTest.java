package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class PullRequestWaitsTest {
    private static final String URL = "https://git.example.com/shop/app.git";
    private static final ProjectKey PROJECT = new ProjectKey("", "guestbook");
    private static final PullRequestWaits.Waiting TEST = new PullRequestWaits.Waiting(PROJECT, "test");

    private final Promotion promotion = new StepFixture("test.01j2w7.abcdef1").promotion();
    private final PullRequestWaits waits = new PullRequestWaits();

    @Test
    void anEventIsToldOnceToWhatWaitsForExactlyThatPullRequest() {
        assertThat(waits.look(promotion, URL, 7)).isFalse();
        assertThat(waits.look(promotion, URL, 8)).isFalse();

        assertThat(waits.closed(List.of("https://GIT.example.com/shop/app"), 7, PROJECT))
                .containsExactly(TEST);

        assertThat(waits.look(promotion, URL, 8)).isFalse();
        assertThat(waits.look(promotion, URL, 7)).isTrue();
        assertThat(waits.look(promotion, URL, 7)).isFalse();
    }

    @Test
    void otherRepositoriesAndProjectsAreNotToldOfIt() {
        waits.look(promotion, URL, 7);
        assertThat(waits.closed(List.of("https://git.example.com/shop/app2"), 7, PROJECT))
                .isEmpty();
        assertThat(waits.closed(List.of(URL), 7, new ProjectKey("", "other"))).isEmpty();
        assertThat(waits.look(promotion, URL, 7)).isFalse();
        assertThat(waits.closed(List.of(URL), 7, null)).containsExactly(TEST);
    }

    @Test
    void anEventThatNamesNoNumberConcernsAllOfTheRepository() {
        waits.look(promotion, URL, 7);
        waits.look(promotion, URL, 8);
        assertThat(waits.closed(List.of("*/shop/app"), 0, PROJECT)).containsExactly(TEST);
        assertThat(waits.look(promotion, URL, 7)).isTrue();
        assertThat(waits.look(promotion, URL, 8)).isTrue();
    }

    @Test
    void whatIsOverIsNotToldAnyMore() {
        waits.look(promotion, URL, 7);
        waits.over(promotion, URL, 7);
        assertThat(waits.closed(List.of(URL), 7, PROJECT)).isEmpty();
    }
}
