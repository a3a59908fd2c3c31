package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.forge.HostingDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is merged and how, what is waited for, and what is refused. */
class GitMergePrStepTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void aPullRequestIsMerged(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open();
            at.service.block("2 reviews are missing");
            assertThatThrownBy(() -> at.run(at.mergePr, "prNumber", 1))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("cannot be merged now");
            StepResult waiting = at.run(at.mergePr, "prNumber", 1, "wait", true);
            assertThat(waiting.status()).isEqualTo(StepStatus.Running);
            assertThat(waiting.pollAfter()).isEqualTo(Duration.ofSeconds(10));
            at.service.block("");
            StepResult merged = at.run(at.mergePr, "prNumber", 1, "mergeMethod", "squash");
            assertThat(merged.status()).isEqualTo(StepStatus.Succeeded);
            assertThat(merged.output())
                    .containsEntry("commit", at.service.repository().head("main"));
            assertThat(at.service.request(1).method).contains("squash");
            // Once more: it has been done.
            assertThat(at.run(at.mergePr, "prNumber", 1).output()).isEqualTo(merged.output());
            assertThatThrownBy(() -> at.run(at.mergePr, "prNumber", 1, "mergeMethod", "magic"))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("\"magic\" is none of");
        }
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void aConflictIsNotMerged(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open();
            at.service.repository().commit("main", "other", Map.of("image.txt", "9.9.9"));
            assertThatThrownBy(() -> at.run(at.mergePr, "prNumber", 1))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("cannot be merged now");
            assertThat(at.service.repository().files("main")).containsEntry("image.txt", "9.9.9");
        }
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void withoutAMethodTheRepositorysDefaultCounts(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open();
            assertThat(at.run(at.mergePr, "prNumber", 1).status()).isEqualTo(StepStatus.Succeeded);
            String sent = at.service.exchanges().stream()
                    .filter(one -> !one.method().equals("GET"))
                    .reduce((first, last) -> last)
                    .orElseThrow()
                    .request()
                    .toString();
            assertThat(sent).doesNotContain("squash", "mergeStrategy", "merge_strategy", "strategyId");
        }
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void aDraftIsNotMergedBeforeItIsReady(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open();
            at.service.request(1).draft = true;
            assertThatThrownBy(() -> at.run(at.mergePr, "prNumber", 1))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("it is a draft");
            StepResult waiting = at.run(at.mergePr, "prNumber", 1, "wait", true);
            assertThat(waiting.status()).isEqualTo(StepStatus.Running);
            assertThat(waiting.message()).contains("it is a draft");
            at.service.request(1).draft = false;
            assertThat(at.run(at.mergePr, "prNumber", 1).status()).isEqualTo(StepStatus.Succeeded);
        }
    }

    /** Otherwise a merge with wait would be tried for ever. */
    @ParameterizedTest
    @EnumSource(
            value = HostingDialect.class,
            names = {"GITHUB", "GITEA"})
    void aWayOfMergingThatTheRepositoryDoesNotAllowIsNotWaitedFor(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open();
            at.service.block("Squash merges are not allowed on this repository.");
            assertThatThrownBy(() -> at.run(at.mergePr, "prNumber", 1, "wait", true, "mergeMethod", "squash"))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageEndingWith(
                            "cannot be merged like this: Squash merges are not allowed on this repository.");
        }
    }

    @Test
    void gitLabsReasonAndItsRefusalAreToldApart() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITLAB)) {
            at.open();
            at.service.block("405 Method Not Allowed");
            assertThat(at.run(at.mergePr, "prNumber", 1, "wait", true).message())
                    .endsWith("405 Method Not Allowed; its merge status is not_approved");
            at.service.beforeNext("PUT", () -> at.service.fault(401, "401 Unauthorized"));
            assertThatThrownBy(() -> at.run(at.mergePr, "prNumber", 1, "wait", true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the token has no right to do this: 401 Unauthorized");
        }
    }

    @Test
    void whoMayNotReadCommitsOfBitbucketGetsTheBeginningOfTheId() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.BITBUCKET)) {
            at.open();
            at.service.merge(1, "merge_commit");
            // The first question is for the pull request, the second for the commit.
            at.service.beforeNext(
                    "GET", () -> at.service.beforeNext("GET", () -> at.service.fault(404, "Commit not found")));
            StepResult merged = at.run(at.mergePr, "prNumber", 1);
            assertThat(merged.status()).isEqualTo(StepStatus.Succeeded);
            assertThat(merged.output())
                    .containsEntry(
                            "commit", at.service.repository().head("main").substring(0, 12));
        }
    }

    @Test
    void aPushDuringTheMergeIsSeen() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITLAB)) {
            at.open();
            String before = at.service.repository().head("promote");
            at.service.repository().commit("promote", "more", Map.of("more.txt", "x"));
            // What was read last is merged, and nothing else.
            assertThat(at.service.head(at.service.request(1))).isNotEqualTo(before);
            StepResult merged = at.run(at.mergePr, "prNumber", 1);
            assertThat(merged.status()).isEqualTo(StepStatus.Succeeded);
            assertThat(at.service.repository().files("main")).containsKey("more.txt");
        }
    }
}
