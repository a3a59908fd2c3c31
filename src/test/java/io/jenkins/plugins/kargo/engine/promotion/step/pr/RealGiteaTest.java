package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import static io.jenkins.plugins.kargo.engine.testing.GiteaServer.repos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.discovery.RepositoryChange;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.model.WebhookReceiver;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.testing.GiteaServer;
import io.jenkins.plugins.kargo.engine.testing.LoopbackServer;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import io.jenkins.plugins.kargo.engine.webhook.WebhookRefused;
import io.jenkins.plugins.kargo.engine.webhook.WebhookRequest;
import io.jenkins.plugins.kargo.engine.webhook.Webhooks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three steps, and the receiver of webhooks, with a real Gitea. */
class RealGiteaTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private static Path data;

    private static GiteaServer gitea;
    private static int repositories;

    @TempDir
    private Path temp;

    private final StepFixture steps = new StepFixture("test.01j2w7.abcdef1");
    private final String repository = "app" + ++repositories;
    private Gateways gateways;

    @BeforeAll
    static void start() {
        gitea = GiteaServer.start(data);
    }

    @AfterAll
    static void stop() {
        if (gitea != null) {
            gitea.close();
        }
    }

    /** Its branch {@code promote} is one commit ahead of {@code main}. */
    private void prepare() {
        gateways = Gateways.of(NetworkPolicy.LOOPBACK, temp.resolve("transfer"));
        steps.credentials((url, access) -> Optional.of(gitea.credential()));
        gitea.create(repository);
        gitea.addFile(repository, "main", "main", "image.txt", "1.0.0");
        gitea.changeFile(repository, "main", "promote", "image.txt", "1.1.0");
    }

    private StepResult run(StepRunner step, Object... more) throws Exception {
        Map<String, Object> config =
                new HashMap<>(Map.of("repoURL", gitea.repository(repository), "provider", "gitea"));
        for (int i = 0; i < more.length; i += 2) {
            config.put((String) more[i], more[i + 1]);
        }
        return steps.run(step, config);
    }

    private StepResult open(String... labels) throws Exception {
        return run(
                new GitOpenPrStep(gateways),
                "sourceBranch",
                "promote",
                "targetBranch",
                "main",
                "labels",
                List.of(labels));
    }

    /** With nothing remembered of earlier looks. */
    private StepResult await(long number) throws Exception {
        return run(new GitWaitForPrStep(gateways), "prNumber", number);
    }

    private StepResult merge(long number, Object... more) throws Exception {
        Object[] all = new Object[more.length + 2];
        System.arraycopy(more, 0, all, 2, more.length);
        all[0] = "prNumber";
        all[1] = number;
        return run(new GitMergePrStep(gateways), all);
    }

    /** Gitea needs a moment to find out what can be merged. */
    private StepResult mergeWhenReady(long number, Object... more) {
        Object[] all = Arrays.copyOf(more, more.length + 2);
        all[more.length] = "wait";
        all[more.length + 1] = true;
        return Awaitility.await()
                .atMost(LIMIT)
                .until(() -> merge(number, all), result -> result.status() != StepStatus.Running);
    }

    private JsonNode pull(long number) {
        return gitea.api("GET", repos(repository) + "/pulls/" + number, null);
    }

    private void awaitChecked(long number) {
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> pull(number).path("mergeable").asBoolean());
    }

    private static Object pr(StepResult result, String key) {
        return ((Map<?, ?>) result.output().get("pr")).get(key);
    }

    @Test
    void aPullRequestIsOpenedWaitedForAndFoundMerged() throws Exception {
        prepare();
        gitea.api("POST", repos(repository) + "/labels", Map.of("name", "known", "color", "#00aabb"));

        StepResult opened = open("known", "kargo");

        assertThat(opened.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(pr(opened, "id")).isEqualTo(1L);
        JsonNode shown = pull(1);
        assertThat(pr(opened, "url")).isEqualTo(shown.path("html_url").asText());
        assertThat(shown.path("title").asText()).isEqualTo("image.txt: 1.1.0");
        assertThat(shown.path("body").asText()).contains("stage **test**");
        assertThat(shown.path("labels").findValuesAsText("name")).containsExactlyInAnyOrder("known", "kargo");
        assertThat(gitea.api("GET", repos(repository) + "/labels", null)).hasSize(2);
        // A second run of the step, after a crash for instance.
        assertThat(pr(open("known", "kargo"), "id")).isEqualTo(1L);
        assertThat(await(1).status()).isEqualTo(StepStatus.Running);

        awaitChecked(1);
        gitea.api("POST", repos(repository) + "/pulls/1/merge", Map.of("Do", "merge"));

        StepResult merged = await(1);
        assertThat(merged.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(pr(merged, "merged")).isEqualTo(true);
        assertThat(merged.output()).containsEntry("commit", gitea.head(repository, "main"));
        assertThat(merge(1).output()).containsEntry("commit", gitea.head(repository, "main"));
        // Everything is there, so there is nothing to ask for.
        assertThat(open().status()).isIn(StepStatus.Succeeded, StepStatus.Skipped);
        assertThat(gitea.api("GET", repos(repository) + "/pulls?state=all", null))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"merge, 2", "squash, 1", "rebase, 1", "rebase-merge, 2", "fast-forward-only, 1"})
    void aPullRequestIsMergedByEachMethod(String method, int parents) throws Exception {
        prepare();
        open();

        StepResult merged = mergeWhenReady(1, "mergeMethod", method);

        assertThat(merged.status()).isEqualTo(StepStatus.Succeeded);
        String head = gitea.head(repository, "main");
        assertThat(merged.output()).containsEntry("commit", head);
        assertThat(gitea.content(repository, "main", "image.txt")).isEqualTo("1.1.0");
        assertThat(gitea.api("GET", repos(repository) + "/git/commits/" + head, null)
                        .path("parents"))
                .hasSize(parents);
        // Once more: it has been done, even when somebody has tidied up.
        gitea.api("DELETE", repos(repository) + "/branches/promote", null);
        assertThat(merge(1).output()).isEqualTo(merged.output());
        assertThat(await(1).output()).containsEntry("commit", head);
    }

    @Test
    void whatIsClosedOrUnknownFailsTheStepAndIsAskedForAnew() throws Exception {
        prepare();
        open();
        gitea.api("PATCH", repos(repository) + "/pulls/1", Map.of("state", "closed"));
        assertThat(await(1).status()).isEqualTo(StepStatus.Failed);
        assertThat(await(1).message()).contains("closed without being merged");
        assertThatThrownBy(() -> merge(1, "wait", true))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("closed without being merged");
        assertThatThrownBy(() -> await(77))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("there is no pull request 77");
        assertThat(pr(open(), "id")).isEqualTo(2L);
    }

    @Test
    void aConflictIsNotMergedUntilSomebodyResolvesIt() throws Exception {
        prepare();
        gitea.changeFile(repository, "main", "main", "image.txt", "9.9.9");
        open();
        assertThatThrownBy(() -> merge(1)).isInstanceOf(StepFailure.class).hasMessageContaining("cannot be merged now");
        StepResult waiting = merge(1, "wait", true);
        assertThat(waiting.status()).isEqualTo(StepStatus.Running);
        assertThat(waiting.message()).contains("waits until", "can be merged");
        assertThat(await(1).status()).isEqualTo(StepStatus.Running);

        gitea.changeFile(repository, "main", "main", "image.txt", "1.0.0");

        assertThat(mergeWhenReady(1).status()).isEqualTo(StepStatus.Succeeded);
        assertThat(gitea.content(repository, "main", "image.txt")).isEqualTo("1.1.0");
    }

    @Test
    void aReviewThatIsMissingIsWaitedFor() throws Exception {
        prepare();
        gitea.api(
                "POST",
                repos(repository) + "/branch_protections",
                Map.of("rule_name", "main", "required_approvals", 1, "enable_push", false));
        open();
        awaitChecked(1);
        StepResult waiting = merge(1, "wait", true);
        assertThat(waiting.status()).isEqualTo(StepStatus.Running);
        assertThat(waiting.message()).containsIgnoringCase("approvals");
        gitea.api("DELETE", repos(repository) + "/branch_protections/main", null);
        assertThat(mergeWhenReady(1).status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void aWayOfMergingThatTheRepositoryDoesNotAllowIsNotWaitedFor() throws Exception {
        prepare();
        gitea.api("PATCH", repos(repository), Map.of("has_pull_requests", true, "allow_squash_merge", false));
        open();
        awaitChecked(1);
        assertThatThrownBy(() -> merge(1, "wait", true, "mergeMethod", "squash"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("cannot be merged like this: ")
                .hasMessageContaining("not allowed");
        assertThat(mergeWhenReady(1).status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void aDraftIsNotMergedBeforeItIsReady() throws Exception {
        prepare();
        open();
        awaitChecked(1);
        gitea.api("PATCH", repos(repository) + "/pulls/1", Map.of("title", "WIP: not yet"));
        StepResult waiting = merge(1, "wait", true);
        assertThat(waiting.status()).isEqualTo(StepStatus.Running);
        assertThat(waiting.message()).contains("it is a draft");
        gitea.api("PATCH", repos(repository) + "/pulls/1", Map.of("title", "Ready"));
        assertThat(mergeWhenReady(1).status()).isEqualTo(StepStatus.Succeeded);
    }

    @Test
    void whatAnotherPromotionHasOpenedSaysNowWhatThisOnePromotes() throws Exception {
        prepare();
        open("kargo");
        String name = steps.promotion().name();
        String older = pull(1).path("body").asText().replace(name, "test.01j0aa.0000000");
        gitea.api("PATCH", repos(repository) + "/pulls/1", Map.of("title", "Older", "body", older));

        assertThat(pr(open(), "id")).isEqualTo(1L);

        assertThat(pull(1).path("title").asText()).isEqualTo("image.txt: 1.1.0");
        assertThat(pull(1).path("body").asText()).contains(name).doesNotContain("test.01j0aa");
        assertThat(pull(1).path("labels").findValuesAsText("name")).containsExactly("kargo");
    }

    @Test
    void aWrongTokenIsAnErrorThatSaysSo() throws Exception {
        prepare();
        open();
        String wrong = "f".repeat(40);
        steps.credentials((url, access) -> Optional.of(new Credential.Token("gitea", new SecretText(wrong))));
        assertThatThrownBy(() -> await(1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wrong, expired or revoked")
                .message()
                .doesNotContain(wrong);
        steps.credentials((url, access) -> Optional.empty());
        assertThatThrownBy(() -> await(1)).hasMessageContaining("there is no pull request 1");
    }

    @Test
    void aForksBranchOfTheSameNameIsNotOurs() throws Exception {
        prepare();
        gitea.api("POST", "/orgs", Map.of("username", "others"));
        gitea.api("POST", repos(repository) + "/forks", Map.of("organization", "others"));
        gitea.api(
                "POST",
                repos(repository) + "/pulls",
                Map.of("title", "Not asked for", "head", "others:promote", "base", "main"));
        assertThat(pr(open(), "id")).isEqualTo(2L);
        assertThat(pr(open(), "id")).isEqualTo(2L);
    }

    @Test
    void aLabelAmongManyIsFound() throws Exception {
        prepare();
        for (int i = 0; i < 60; i++) {
            gitea.api("POST", repos(repository) + "/labels", Map.of("name", "label-" + (100 + i), "color", "#00aabb"));
        }
        open("label-159", "label-100");
        assertThat(pull(1).path("labels").findValuesAsText("name")).containsExactlyInAnyOrder("label-100", "label-159");
        assertThat(gitea.api("GET", repos(repository) + "/labels?page=2&limit=50", null))
                .hasSize(10);
    }

    @Test
    void itsEventsAreSignedAndUnderstood() throws Exception {
        prepare();
        SecretText secret = new SecretText("s3cret");
        WebhookReceiver receiver = new WebhookReceiver("gitea", "gitea", "webhook", "", List.of());
        BlockingQueue<WebhookRequest> events = new LinkedBlockingQueue<>();
        try (LoopbackServer server = LoopbackServer.http(exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            events.add(new WebhookRequest(new HashMap<>(exchange.getRequestHeaders()), Map.of(), body));
            LoopbackServer.answer(exchange, 200, "taken");
        })) {
            gitea.api(
                    "POST",
                    repos(repository) + "/hooks",
                    Map.of(
                            "type",
                            "gitea",
                            "active",
                            true,
                            "events",
                            List.of("push", "pull_request"),
                            "config",
                            Map.of("url", server.url(), "content_type", "json", "secret", secret.reveal())));
            open();
            WebhookRequest opened = next(events, "pull_request");
            assertThat(Webhooks.receive(receiver, secret, opened, Configuration.EMPTY)
                            .pullRequests())
                    .isEmpty();
            assertThatThrownBy(() -> Webhooks.receive(receiver, new SecretText("another"), opened, Configuration.EMPTY))
                    .isInstanceOf(WebhookRefused.class);
            assertThat(await(1).status()).isEqualTo(StepStatus.Running);

            assertThat(mergeWhenReady(1).status()).isEqualTo(StepStatus.Succeeded);

            List<RepositoryChange.PullRequest> closed = Webhooks.receive(
                            receiver, secret, next(events, "pull_request"), Configuration.EMPTY)
                    .pullRequests();
            assertThat(closed).singleElement().satisfies(one -> {
                assertThat(one.number()).isEqualTo(1);
                assertThat(one.urls()).contains(gitea.repository(repository));
            });
        }
    }

    private static WebhookRequest next(BlockingQueue<WebhookRequest> events, String kind) throws InterruptedException {
        while (true) {
            WebhookRequest event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(event).as("an event %s", kind).isNotNull();
            if (event.header("X-Gitea-Event").equals(kind)) {
                return event;
            }
        }
    }
}
