package io.jenkins.plugins.kargo.engine.promotion.step.pr;

import static io.jenkins.plugins.kargo.engine.promotion.step.pr.PullRequestFixture.pr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.forge.HostingDialect;
import io.jenkins.plugins.kargo.engine.testing.forge.PullRequestRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The three steps together, against doubles of six hosting services, whose merges are real. */
class PullRequestStepsTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void aPullRequestIsOpenedWaitedForAndFoundMerged(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            StepResult opened = at.open("labels", List.of("known", "kargo"));
            assertThat(opened.status()).isEqualTo(StepStatus.Succeeded);
            assertThat(pr(opened, "id")).isEqualTo(1L);
            assertThat(String.valueOf(pr(opened, "url"))).startsWith("http").endsWith("/1");
            PullRequestRecord request = at.service.request(1);
            assertThat(request.title).isEqualTo("Promote 1.1.0");
            assertThat(request.description)
                    .startsWith("to test\n\n---\n")
                    .contains("stage **test**", "**brisk-otter**", "registry.example.com/app:1.1.0")
                    .contains("[`ccccccc`](https://github.com/shop/app/commit/" + "c".repeat(40) + ")")
                    .contains("fix \\| @\u200bada");
            if (!dialect.name().startsWith("BITBUCKET")) {
                assertThat(request.labels).containsExactly("known", "kargo");
            }
            // A second run of the step, after a crash for instance.
            assertThat(pr(at.open(), "id")).isEqualTo(1L);
            assertThat(at.service.requests()).hasSize(1);

            StepResult waiting = at.run(at.waitForPr, "prNumber", 1);
            assertThat(waiting.status()).isEqualTo(StepStatus.Running);
            assertThat(waiting.pollAfter()).isEqualTo(Duration.ofSeconds(30));
            assertThat(at.service.merge(1, "merge")).isTrue();
            StepResult merged = at.await(1);
            assertThat(merged.status()).isEqualTo(StepStatus.Succeeded);
            assertThat(pr(merged, "merged")).isEqualTo(true);
            assertThat(pr(merged, "open")).isEqualTo(false);
            assertThat(merged.output())
                    .containsEntry("commit", at.service.repository().head("main"));
            assertThat(at.service.repository().files("main")).containsEntry("image.txt", "1.1.0");
            // What was merged with this very commit is taken as it is.
            assertThat(pr(at.open(), "id")).isEqualTo(1L);
        }
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void whatIsClosedOrUnknownFailsTheStep(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open();
            at.service.close(1);
            StepResult closed = at.run(at.waitForPr, "prNumber", 1);
            assertThat(closed.status()).isEqualTo(StepStatus.Failed);
            assertThat(closed.message()).contains("closed without being merged");
            // Steps that run after a failure may tell people which one.
            assertThat(pr(closed, "id")).isEqualTo(1L);
            assertThat(pr(closed, "open")).isEqualTo(false);
            assertThat(pr(closed, "merged")).isEqualTo(false);
            assertThatThrownBy(() -> at.run(at.mergePr, "prNumber", 1))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("closed without being merged");
            assertThatThrownBy(() -> at.run(at.waitForPr, "prNumber", 77))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("there is no pull request 77");
            // People may say no and be asked again.
            assertThat(pr(at.open(), "id")).isEqualTo(2L);
        }
    }

    @Test
    void withoutADifferenceTheStepsAreSkipped() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            at.service.repository().commit("main", "same", Map.of("image.txt", "1.1.0"));
            StepResult result = at.open();
            assertThat(result.status()).isEqualTo(StepStatus.Skipped);
            assertThat(at.service.requests()).isEmpty();
            Map<String, Object> config = new HashMap<>(Map.of("repoURL", at.service.url()));
            config.put("prNumber", pr(result, "id"));
            assertThat(at.steps.run(at.waitForPr, config).status()).isEqualTo(StepStatus.Skipped);
            assertThat(at.steps.run(at.mergePr, config).status()).isEqualTo(StepStatus.Skipped);
        }
    }

    @Test
    void anExpiredTokenIsAnErrorThatSaysSo() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            at.open();
            at.steps.credentials(
                    (url, access) -> Optional.of(new Credential.Token("gh", new SecretText("expired-tok3n"))));
            assertThatThrownBy(() -> at.run(at.waitForPr, "prNumber", 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("wrong, expired or revoked")
                    .message()
                    .doesNotContain("tok3n");
            at.steps.credentials((url, access) -> Optional.empty());
            assertThatThrownBy(() -> at.run(at.waitForPr, "prNumber", 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a credential is needed");
            at.steps.credentials(
                    (url, access) -> Optional.of(new Credential.SshKey("key", "git", new SecretText("x"), null)));
            assertThatThrownBy(() -> at.run(at.waitForPr, "prNumber", 1))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("API needs a token");
        }
    }

    @Test
    void aPreviewAsksForNothing() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            at.steps.preview();
            assertThat(at.open().status()).isEqualTo(StepStatus.Skipped);
            assertThat(at.run(at.mergePr, "prNumber", 1).status()).isEqualTo(StepStatus.Skipped);
            assertThat(at.service.calls()).isEmpty();
        }
    }

    @Test
    void noTokenIsInTheLogOrInThePullRequest() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITEA)) {
            at.open();
            assertThat(at.steps.log() + at.service.request(1).description)
                    .doesNotContain(BasicCredentials.RIGHT.password());
        }
    }
}
