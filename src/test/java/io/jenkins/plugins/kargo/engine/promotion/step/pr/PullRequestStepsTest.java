package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.promotion.step.diff.RenderedDiffs;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.HostingDouble;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import io.jenkins.plugins.kargo.engine.testing.forge.HostingDialect;
import io.jenkins.plugins.kargo.engine.testing.forge.PullRequestRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The three steps against doubles of six hosting services, whose merges are real. */
class PullRequestStepsTest {
    @TempDir
    private Path temp;

    private final StepFixture steps = new StepFixture("test.01j2w7.abcdef1").rightPassword();
    private HostingDouble service;
    private HostingDialect dialect;
    private Gateways gateways;
    private StepRunner openPr;
    private StepRunner waitForPr;
    private StepRunner mergePr;

    private void start(HostingDialect value) {
        dialect = value;
        service = HostingDouble.start(temp.resolve("git"), value);
        service.repository().commit("main", "first", Map.of("image.txt", "1.0.0"));
        String main = service.repository().head("main");
        service.repository()
                .commit(
                        "promote",
                        "Promote 1.1.0\n\nto test",
                        Map.of("image.txt", "1.1.0"),
                        Instant.EPOCH,
                        List.of(main));
        gateways = Gateways.of(NetworkPolicy.LOOPBACK, temp.resolve("transfer"));
        openPr = new GitOpenPrStep(gateways);
        waitForPr = new GitWaitForPrStep(gateways);
        mergePr = new GitMergePrStep(gateways);
        steps.freight(new Freight(
                "a".repeat(40),
                "brisk-otter",
                FreightOrigin.warehouse("guestbook"),
                List.of(new GitCommit(
                        "https://github.com/shop/app.git", "c".repeat(40), "main", "", "fix | @ada", "", "", "")),
                List.of(new Image("registry.example.com/app", "1.1.0", "sha256:d", Map.of(), "")),
                List.of(),
                List.of(),
                Instant.EPOCH));
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    private StepResult run(StepRunner step, Object... more) throws Exception {
        Map<String, Object> config = new HashMap<>(Map.of("repoURL", service.url(), "provider", dialect.provider()));
        for (int i = 0; i < more.length; i += 2) {
            config.put((String) more[i], more[i + 1]);
        }
        return steps.run(step, config);
    }

    private StepResult open(Object... more) throws Exception {
        Object[] all = new Object[more.length + 4];
        System.arraycopy(more, 0, all, 0, more.length);
        System.arraycopy(new Object[] {"sourceBranch", "promote", "targetBranch", "main"}, 0, all, more.length, 4);
        return run(openPr, all);
    }

    private static Object pr(StepResult result, String key) {
        return ((Map<?, ?>) result.output().get("pr")).get(key);
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void aPullRequestIsOpenedWaitedForAndFoundMerged(HostingDialect value) throws Exception {
        start(value);
        StepResult opened = open("labels", List.of("known", "kargo"));
        assertThat(opened.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(pr(opened, "id")).isEqualTo(1L);
        assertThat(String.valueOf(pr(opened, "url"))).startsWith("http").endsWith("/1");
        PullRequestRecord request = service.request(1);
        assertThat(request.title).isEqualTo("Promote 1.1.0");
        assertThat(request.description)
                .startsWith("to test\n\n---\n")
                .contains("stage **test**", "**brisk-otter**", "registry.example.com/app:1.1.0")
                .contains("[`ccccccc`](https://github.com/shop/app/commit/" + "c".repeat(40) + ")")
                .contains("fix \\| @\u200bada");
        if (!value.name().startsWith("BITBUCKET")) {
            assertThat(request.labels).containsExactly("known", "kargo");
        }
        // A second run of the step, after a crash for instance.
        assertThat(pr(open(), "id")).isEqualTo(1L);
        assertThat(service.requests()).hasSize(1);

        StepResult waiting = run(waitForPr, "prNumber", 1);
        assertThat(waiting.status()).isEqualTo(StepStatus.Running);
        assertThat(waiting.pollAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(service.merge(1, "merge")).isTrue();
        StepResult merged = run(new GitWaitForPrStep(gateways), "prNumber", 1);
        assertThat(merged.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(pr(merged, "merged")).isEqualTo(true);
        assertThat(pr(merged, "open")).isEqualTo(false);
        assertThat(merged.output()).containsEntry("commit", service.repository().head("main"));
        assertThat(service.repository().files("main")).containsEntry("image.txt", "1.1.0");
        // What was merged with this very commit is taken as it is.
        assertThat(pr(open(), "id")).isEqualTo(1L);
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void aPullRequestIsMerged(HostingDialect value) throws Exception {
        start(value);
        open();
        service.block("2 reviews are missing");
        assertThatThrownBy(() -> run(mergePr, "prNumber", 1))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("cannot be merged now");
        StepResult waiting = run(mergePr, "prNumber", 1, "wait", true);
        assertThat(waiting.status()).isEqualTo(StepStatus.Running);
        assertThat(waiting.pollAfter()).isEqualTo(Duration.ofSeconds(10));
        service.block("");
        StepResult merged = run(mergePr, "prNumber", 1, "mergeMethod", "squash");
        assertThat(merged.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(merged.output()).containsEntry("commit", service.repository().head("main"));
        assertThat(service.request(1).method).contains("squash");
        // Once more: it has been done.
        assertThat(run(mergePr, "prNumber", 1).output()).isEqualTo(merged.output());
        assertThatThrownBy(() -> run(mergePr, "prNumber", 1, "mergeMethod", "magic"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("\"magic\" is none of");
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void whatIsClosedOrUnknownFailsTheStep(HostingDialect value) throws Exception {
        start(value);
        open();
        service.close(1);
        StepResult closed = run(waitForPr, "prNumber", 1);
        assertThat(closed.status()).isEqualTo(StepStatus.Failed);
        assertThat(closed.message()).contains("closed without being merged");
        // Steps that run after a failure may tell people which one.
        assertThat(pr(closed, "id")).isEqualTo(1L);
        assertThat(pr(closed, "open")).isEqualTo(false);
        assertThat(pr(closed, "merged")).isEqualTo(false);
        assertThatThrownBy(() -> run(mergePr, "prNumber", 1))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("closed without being merged");
        assertThatThrownBy(() -> run(waitForPr, "prNumber", 77))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("there is no pull request 77");
        // People may say no and be asked again.
        assertThat(pr(open(), "id")).isEqualTo(2L);
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void aConflictIsNotMerged(HostingDialect value) throws Exception {
        start(value);
        open();
        service.repository().commit("main", "other", Map.of("image.txt", "9.9.9"));
        assertThatThrownBy(() -> run(mergePr, "prNumber", 1))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("cannot be merged now");
        assertThat(service.repository().files("main")).containsEntry("image.txt", "9.9.9");
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void withoutAMethodTheRepositorysDefaultCounts(HostingDialect value) throws Exception {
        start(value);
        open();
        assertThat(run(mergePr, "prNumber", 1).status()).isEqualTo(StepStatus.Succeeded);
        String sent = service.exchanges().stream()
                .filter(one -> !one.method().equals("GET"))
                .reduce((first, last) -> last)
                .orElseThrow()
                .request()
                .toString();
        assertThat(sent).doesNotContain("squash", "mergeStrategy", "merge_strategy", "strategyId");
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void aDraftIsNotMergedBeforeItIsReady(HostingDialect value) throws Exception {
        start(value);
        open();
        service.request(1).draft = true;
        assertThatThrownBy(() -> run(mergePr, "prNumber", 1))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("it is a draft");
        StepResult waiting = run(mergePr, "prNumber", 1, "wait", true);
        assertThat(waiting.status()).isEqualTo(StepStatus.Running);
        assertThat(waiting.message()).contains("it is a draft");
        service.request(1).draft = false;
        assertThat(run(mergePr, "prNumber", 1).status()).isEqualTo(StepStatus.Succeeded);
    }

    /** Otherwise a merge with wait would be tried for ever. */
    @ParameterizedTest
    @EnumSource(
            value = HostingDialect.class,
            names = {"GITHUB", "GITEA"})
    void aWayOfMergingThatTheRepositoryDoesNotAllowIsNotWaitedFor(HostingDialect value) throws Exception {
        start(value);
        open();
        service.block("Squash merges are not allowed on this repository.");
        assertThatThrownBy(() -> run(mergePr, "prNumber", 1, "wait", true, "mergeMethod", "squash"))
                .isInstanceOf(StepFailure.class)
                .hasMessageEndingWith("cannot be merged like this: Squash merges are not allowed on this repository.");
    }

    @Test
    void gitLabsReasonAndItsRefusalAreToldApart() throws Exception {
        start(HostingDialect.GITLAB);
        open();
        service.block("405 Method Not Allowed");
        assertThat(run(mergePr, "prNumber", 1, "wait", true).message())
                .endsWith("405 Method Not Allowed; its merge status is not_approved");
        service.beforeNext("PUT", () -> service.fault(401, "401 Unauthorized"));
        assertThatThrownBy(() -> run(mergePr, "prNumber", 1, "wait", true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the token has no right to do this: 401 Unauthorized");
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void whatAnotherPromotionHasOpenedSaysNowWhatThisOnePromotes(HostingDialect value) throws Exception {
        start(value);
        open("title", "Old", "description", "old words");
        PullRequestRecord request = service.request(1);
        request.description = request.description
                .replace(steps.promotion().name(), "test.01j0aa.0000000")
                .replace("brisk", "lazy");
        request.reviewers.add("olivia");
        request.labels.add("by-hand");

        assertThat(pr(open("title", "New"), "id")).isEqualTo(1L);

        assertThat(request.title).isEqualTo("New");
        assertThat(request.description)
                .contains(steps.promotion().name(), "**brisk-otter**")
                .doesNotContain("old words", "test.01j0aa.0000000", "lazy");
        assertThat(request.reviewers).containsExactly("olivia");
        assertThat(request.labels).contains("by-hand");
        assertThat(String.join("\n", steps.log())).contains("opened for promotion test.01j0aa.0000000");

        // Its own once more, and what people wrote, stay as they are.
        request.title = "By hand";
        open("title", "Newer");
        assertThat(request.title).isEqualTo("By hand");
        request.description = "What Olivia says about it";
        open("title", "Newest");
        assertThat(request.description).isEqualTo("What Olivia says about it");
    }

    @Test
    void whoMayNotReadCommitsOfBitbucketGetsTheBeginningOfTheId() throws Exception {
        start(HostingDialect.BITBUCKET);
        open();
        service.merge(1, "merge_commit");
        // The first question is for the pull request, the second for the commit.
        service.beforeNext("GET", () -> service.beforeNext("GET", () -> service.fault(404, "Commit not found")));
        StepResult merged = run(mergePr, "prNumber", 1);
        assertThat(merged.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(merged.output())
                .containsEntry("commit", service.repository().head("main").substring(0, 12));
    }

    /** GitHub takes them with a request of their own. */
    @Test
    void labelsThatGotLostOnTheWayArePutOnByTheNextRun() throws Exception {
        start(HostingDialect.GITHUB);
        service.loseAnswer();
        assertThatThrownBy(() -> open("labels", List.of("kargo"))).isInstanceOf(IOException.class);
        assertThat(service.request(1).labels).isEmpty();
        assertThat(pr(open("labels", List.of("kargo")), "id")).isEqualTo(1L);
        assertThat(service.request(1).labels).containsExactly("kargo");
        // Of what people opened themselves nothing is changed.
        service.request(1).description = "What Olivia says about it";
        open("labels", List.of("more"));
        assertThat(service.request(1).labels).containsExactly("kargo");
    }

    @Test
    void withoutADifferenceTheStepsAreSkipped() throws Exception {
        start(HostingDialect.GITHUB);
        service.repository().commit("main", "same", Map.of("image.txt", "1.1.0"));
        StepResult result = open();
        assertThat(result.status()).isEqualTo(StepStatus.Skipped);
        assertThat(service.requests()).isEmpty();
        Map<String, Object> config = new HashMap<>(Map.of("repoURL", service.url()));
        config.put("prNumber", pr(result, "id"));
        assertThat(steps.run(waitForPr, config).status()).isEqualTo(StepStatus.Skipped);
        assertThat(steps.run(mergePr, config).status()).isEqualTo(StepStatus.Skipped);
    }

    @Test
    void aBranchThatIsOnlyBehindBringsNothing() throws Exception {
        start(HostingDialect.GITHUB);
        service.repository()
                .commit(
                        "late",
                        "same as main was",
                        Map.of("image.txt", "1.0.0"),
                        Instant.EPOCH,
                        List.of(service.repository().head("main")));
        service.repository().commit("main", "more", Map.of("other.txt", "x"));
        assertThat(run(openPr, "sourceBranch", "late", "targetBranch", "main").status())
                .isEqualTo(StepStatus.Skipped);
    }

    @Test
    void theTextShowsWhatTheCommitsOfTheBranchChange() throws Exception {
        start(HostingDialect.GITHUB);
        steps.rendered(RenderedDiffs.unknown(service.repository().head("promote"), 1, "this one"));
        steps.rendered(RenderedDiffs.unknown("d".repeat(40), 1, "another branch"));
        open();
        assertThat(service.request(1).description).contains("this one").doesNotContain("another branch");
    }

    @Test
    void afterARebaseAllChangesAreShown() throws Exception {
        start(HostingDialect.GITHUB);
        steps.rendered(RenderedDiffs.unknown("d".repeat(40), 1, "before the rebase"));
        open();
        assertThat(service.request(1).description).contains("before the rebase");
    }

    @Test
    void missingBranchesAreNamed() {
        start(HostingDialect.GITHUB);
        assertThatThrownBy(() -> run(openPr, "sourceBranch", "promote", "targetBranch", "prod"))
                .as("another promotion may be about to make it: retry.errorThreshold counts")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("targetBranch")
                .hasMessageContaining("no branch \"prod\"");
        assertThatThrownBy(() -> run(openPr, "sourceBranch", "none", "targetBranch", "main"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sourceBranch");
    }

    @Test
    void aServerThatIsBusyOrDownDoesNotEndAWait() throws Exception {
        start(HostingDialect.GITHUB);
        open();
        for (int i = 0; i < 4; i++) {
            service.fault(503, "maintenance");
        }
        StepResult result = run(waitForPr, "prNumber", 1);
        assertThat(result.status()).isEqualTo(StepStatus.Running);
        assertThat(result.message()).contains("the last look failed", "503");
        // One look in each interval, also when it failed; another controller looks for itself.
        assertThat(run(new GitWaitForPrStep(gateways), "prNumber", 1).message()).doesNotContain("failed");
    }

    @Test
    void anExpiredTokenIsAnErrorThatSaysSo() throws Exception {
        start(HostingDialect.GITHUB);
        open();
        steps.credentials((url, access) -> Optional.of(new Credential.Token("gh", new SecretText("expired-tok3n"))));
        assertThatThrownBy(() -> run(waitForPr, "prNumber", 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wrong, expired or revoked")
                .message()
                .doesNotContain("tok3n");
        steps.credentials((url, access) -> Optional.empty());
        assertThatThrownBy(() -> run(waitForPr, "prNumber", 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a credential is needed");
        steps.credentials((url, access) -> Optional.of(new Credential.SshKey("key", "git", new SecretText("x"), null)));
        assertThatThrownBy(() -> run(waitForPr, "prNumber", 1))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("API needs a token");
    }

    @Test
    void aPushDuringTheMergeIsSeen() throws Exception {
        start(HostingDialect.GITLAB);
        open();
        String before = service.repository().head("promote");
        service.repository().commit("promote", "more", Map.of("more.txt", "x"));
        // What was read last is merged, and nothing else.
        assertThat(service.head(service.request(1))).isNotEqualTo(before);
        StepResult merged = run(mergePr, "prNumber", 1);
        assertThat(merged.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(service.repository().files("main")).containsKey("more.txt");
    }

    @Test
    void manyPromotionsThatWaitAskARepositoryOnceForEachInterval() throws Exception {
        start(HostingDialect.GITHUB);
        open();
        service.forgetCalls();
        for (int i = 0; i < 200; i++) {
            assertThat(run(waitForPr, "prNumber", 1).status()).isEqualTo(StepStatus.Running);
        }
        assertThat(service.calls()).hasSize(1);
    }

    @Test
    void anEventMakesTheStepLookAtOnceAndAtThatPullRequestOnly() throws Exception {
        start(HostingDialect.GITHUB);
        open();
        assertThat(run(waitForPr, "prNumber", 1).status()).isEqualTo(StepStatus.Running);
        service.merge(1, "merge");
        assertThat(run(waitForPr, "prNumber", 1).status()).isEqualTo(StepStatus.Running);
        service.forgetCalls();

        assertThat(gateways.waits().closed(List.of(service.url()), 1, null)).hasSize(1);

        assertThat(run(waitForPr, "prNumber", 1).status()).isEqualTo(StepStatus.Succeeded);
        assertThat(service.calls()).singleElement().asString().endsWith("/pulls/1");
        assertThat(gateways.waits().closed(List.of(service.url()), 1, null)).isEmpty();
    }

    @Test
    void aPreviewAsksForNothing() throws Exception {
        start(HostingDialect.GITHUB);
        steps.preview();
        assertThat(open().status()).isEqualTo(StepStatus.Skipped);
        assertThat(run(mergePr, "prNumber", 1).status()).isEqualTo(StepStatus.Skipped);
        assertThat(service.calls()).isEmpty();
    }

    @Test
    void noTokenIsInTheLogOrInThePullRequest() throws Exception {
        start(HostingDialect.GITEA);
        open();
        assertThat(steps.log() + service.request(1).description).doesNotContain(BasicCredentials.RIGHT.password());
    }
}
