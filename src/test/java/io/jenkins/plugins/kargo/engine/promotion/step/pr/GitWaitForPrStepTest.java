package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.forge.HostingDialect;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the step that waits looks, and what ends its wait. */
class GitWaitForPrStepTest {
    @TempDir
    private Path temp;

    @Test
    void aServerThatIsBusyOrDownDoesNotEndAWait() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            at.open();
            for (int i = 0; i < 4; i++) {
                at.service.fault(503, "maintenance");
            }
            StepResult result = at.run(at.waitForPr, "prNumber", 1);
            assertThat(result.status()).isEqualTo(StepStatus.Running);
            assertThat(result.message()).contains("the last look failed", "503");
            // One look in each interval, also when it failed; another controller looks for itself.
            assertThat(at.await(1).message()).doesNotContain("failed");
        }
    }

    @Test
    void manyPromotionsThatWaitAskARepositoryOnceForEachInterval() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            at.open();
            at.service.forgetCalls();
            for (int i = 0; i < 200; i++) {
                assertThat(at.run(at.waitForPr, "prNumber", 1).status()).isEqualTo(StepStatus.Running);
            }
            assertThat(at.service.calls()).hasSize(1);
        }
    }

    @Test
    void anEventMakesTheStepLookAtOnceAndAtThatPullRequestOnly() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            at.open();
            assertThat(at.run(at.waitForPr, "prNumber", 1).status()).isEqualTo(StepStatus.Running);
            at.service.merge(1, "merge");
            assertThat(at.run(at.waitForPr, "prNumber", 1).status()).isEqualTo(StepStatus.Running);
            at.service.forgetCalls();

            assertThat(at.gateways.waits().closed(List.of(at.service.url()), 1, null))
                    .hasSize(1);

            assertThat(at.run(at.waitForPr, "prNumber", 1).status()).isEqualTo(StepStatus.Succeeded);
            assertThat(at.service.calls()).singleElement().asString().endsWith("/pulls/1");
            assertThat(at.gateways.waits().closed(List.of(at.service.url()), 1, null))
                    .isEmpty();
        }
    }
}
