package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import static io.jenkins.plugins.kargo.engine.promotion.step.pr.PullRequestFixture.pr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.step.diff.RenderedDiffs;
import io.jenkins.plugins.kargo.engine.testing.forge.HostingDialect;
import io.jenkins.plugins.kargo.engine.testing.forge.PullRequestRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is opened, what is taken because it is open, and what the text of the pull request says. */
class GitOpenPrStepTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void whatAnotherPromotionHasOpenedSaysNowWhatThisOnePromotes(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open("title", "Old", "description", "old words");
            PullRequestRecord request = at.service.request(1);
            request.description = request.description
                    .replace(at.steps.promotion().name(), "test.01j0aa.0000000")
                    .replace("brisk", "lazy");
            request.reviewers.add("olivia");
            request.labels.add("by-hand");

            assertThat(pr(at.open("title", "New"), "id")).isEqualTo(1L);

            assertThat(request.title).isEqualTo("New");
            assertThat(request.description)
                    .contains(at.steps.promotion().name(), "**brisk-otter**")
                    .doesNotContain("old words", "test.01j0aa.0000000", "lazy");
            assertThat(request.reviewers).containsExactly("olivia");
            assertThat(request.labels).contains("by-hand");
            assertThat(String.join("\n", at.steps.log())).contains("opened for promotion test.01j0aa.0000000");

            // Its own once more, and what people wrote, stay as they are.
            request.title = "By hand";
            at.open("title", "Newer");
            assertThat(request.title).isEqualTo("By hand");
            request.description = "What Olivia says about it";
            at.open("title", "Newest");
            assertThat(request.description).isEqualTo("What Olivia says about it");
        }
    }

    /** GitHub takes them with a request of their own. */
    @Test
    void labelsThatGotLostOnTheWayArePutOnByTheNextRun() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            at.service.loseAnswer();
            assertThatThrownBy(() -> at.open("labels", List.of("kargo"))).isInstanceOf(IOException.class);
            assertThat(at.service.request(1).labels).isEmpty();
            assertThat(pr(at.open("labels", List.of("kargo")), "id")).isEqualTo(1L);
            assertThat(at.service.request(1).labels).containsExactly("kargo");
            // Of what people opened themselves nothing is changed.
            at.service.request(1).description = "What Olivia says about it";
            at.open("labels", List.of("more"));
            assertThat(at.service.request(1).labels).containsExactly("kargo");
        }
    }

    @Test
    void aBranchThatIsOnlyBehindBringsNothing() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            at.service
                    .repository()
                    .commit(
                            "late",
                            "same as main was",
                            Map.of("image.txt", "1.0.0"),
                            Instant.EPOCH,
                            List.of(at.service.repository().head("main")));
            at.service.repository().commit("main", "more", Map.of("other.txt", "x"));
            assertThat(at.run(at.openPr, "sourceBranch", "late", "targetBranch", "main")
                            .status())
                    .isEqualTo(StepStatus.Skipped);
        }
    }

    @Test
    void theTextShowsWhatTheCommitsOfTheBranchChange() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            at.steps.rendered(RenderedDiffs.unknown(at.service.repository().head("promote"), 1, "this one"));
            at.steps.rendered(RenderedDiffs.unknown("d".repeat(40), 1, "another branch"));
            at.open();
            assertThat(at.service.request(1).description).contains("this one").doesNotContain("another branch");
        }
    }

    @Test
    void afterARebaseAllChangesAreShown() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            at.steps.rendered(RenderedDiffs.unknown("d".repeat(40), 1, "before the rebase"));
            at.open();
            assertThat(at.service.request(1).description).contains("before the rebase");
        }
    }

    @Test
    void missingBranchesAreNamed() {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            assertThatThrownBy(() -> at.run(at.openPr, "sourceBranch", "promote", "targetBranch", "prod"))
                    .as("another promotion may be about to make it: retry.errorThreshold counts")
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("targetBranch")
                    .hasMessageContaining("no branch \"prod\"");
            assertThatThrownBy(() -> at.run(at.openPr, "sourceBranch", "none", "targetBranch", "main"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("sourceBranch");
        }
    }
}
