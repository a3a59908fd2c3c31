package io.jenkins.plugins.kargo.engine.webhook;

import static io.jenkins.plugins.kargo.engine.webhook.WebhookFixture.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vendor's news that a pull request is closed, for the steps that wait for it. */
class ClosedPullRequestsTest {
    @ParameterizedTest
    @MethodSource("closedPullRequests")
    void aClosedPullRequestWakesWhatWaitsForExactlyThatOne(WebhookSample closed) throws Exception {
        Webhooks.Outcome outcome = send(closed);

        assertThat(outcome.pullRequests()).singleElement().satisfies(request -> {
            assertThat(request.number()).isEqualTo(7);
            assertThat(request.urls()).allMatch(url -> GitUrls.names(url, "https://git.example.com/scm/shop/app.git"));
        });
        assertThat(outcome.warehouses()).isEmpty();
    }

    private static Stream<WebhookSample> closedPullRequests() {
        String url = "https://git.example.com/scm/shop/app.git";
        return Stream.of(
                new WebhookSample(
                        "closed", "github", Map.of("X-GitHub-Event", "pull_request"), """
                        {"action": "closed", "pull_request": {"number": 7, "merged": true},
                         "repository": {"clone_url": "%s"}}""".formatted(url), Set.of()),
                new WebhookSample(
                        "merged",
                        "gitlab",
                        Map.of("X-Gitlab-Event", "Merge Request Hook"),
                        """
                        {"object_attributes": {"action": "merge", "iid": 7, "id": 99},
                         "project": {"git_http_url": "%s"}}""".formatted(url),
                        Set.of()),
                new WebhookSample(
                        "closed", "gitea", Map.of("X-Gitea-Event", "pull_request"), """
                        {"action": "closed", "number": 7, "pull_request": {"id": 99, "number": 7},
                         "repository": {"clone_url": "%s"}}""".formatted(url), Set.of()),
                new WebhookSample(
                        "fulfilled",
                        "bitbucket",
                        Map.of("X-Event-Key", "pullrequest:fulfilled"),
                        """
                        {"pullrequest": {"id": 7}, "repository": {"links": {"html": {"href": "%s"}}}}""".formatted(url),
                        Set.of()),
                new WebhookSample(
                        "merged", "bitbucket", Map.of("X-Event-Key", "pr:merged"), """
                        {"pullRequest": {"id": 7, "toRef": {"repository": {"links": {"clone": [{"href": "%s"}]}}}}}""".formatted(url), Set.of()),
                new WebhookSample(
                        "declined without links", "bitbucket", Map.of("X-Event-Key", "pr:declined"), """
                        {"pullRequest": {"id": 7, "toRef": {"repository":
                          {"slug": "app", "project": {"key": "SHOP"}}}}}""", Set.of()),
                new WebhookSample(
                        "merged", "azure", Map.of("User-Agent", "VSServices/19"), """
                        {"eventType": "git.pullrequest.merged", "resource": {"pullRequestId": 7,
                          "repository": {"remoteUrl": "%s"}}}""".formatted(url), Set.of()));
    }
}
