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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of the table in docs/pull-requests.md. */
class PullRequestFailuresTest {
    /** As often as a question is repeated at once. */
    private static final int ATTEMPTS = 4;

    @TempDir
    private Path temp;

    private void whileTheServerAnswers(PullRequestFixture at, int status) {
        for (int i = 0; i < ATTEMPTS; i++) {
            at.service.fault(status, "come back later");
        }
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void aBusyServerDoesNotEndAWaitNorAMergeThatWaits(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open();
            whileTheServerAnswers(at, 429);
            StepResult waiting = at.await(1);
            assertThat(waiting.status()).isEqualTo(StepStatus.Running);
            assertThat(waiting.message()).contains("the last look failed", "429");
            whileTheServerAnswers(at, 429);
            assertThat(at.merge(1, true).message()).contains("the last try failed", "429");
            whileTheServerAnswers(at, 429);
            assertThatThrownBy(() -> at.merge(1, false))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("429");
            assertThat(at.merge(1, false).status()).isEqualTo(StepStatus.Succeeded);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void aBrokenServerDoesNotEndAWait(int status) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITLAB)) {
            at.open();
            whileTheServerAnswers(at, status);
            assertThat(at.await(1).message()).contains("the last look failed", String.valueOf(status));
            assertThat(at.await(1).message()).doesNotContain("failed");
        }
    }

    @Test
    void aQuotaThatIsUsedUpIsNoRefusal() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            at.open();
            at.service.fault(403, "API rate limit exceeded");
            assertThat(at.await(1).message()).contains("the last look failed", "API rate limit exceeded");
            assertThat(at.await(1).status()).isEqualTo(StepStatus.Running);
        }
    }

    @Test
    void aServerThatDoesNotAnswerDoesNotEndAWait() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITEA)) {
            at.open();
            at.service.silent(true);
            assertThat(at.await(1).message()).contains("the last look failed");
            assertThatThrownBy(at::open).isInstanceOf(IOException.class);
            at.service.silent(false);
            assertThat(at.await(1).status()).isEqualTo(StepStatus.Running);
        }
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void whenTheAnswerToOpeningIsLostTheNextRunTakesWhatWasOpened(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.service.loseAnswer();
            assertThatThrownBy(at::open).isInstanceOf(IOException.class).hasMessageContaining("502");
            assertThat(at.open().status()).isEqualTo(StepStatus.Succeeded);
            assertThat(at.service.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void whenTheAnswerToMergingIsLostTheNextRunFindsItMerged(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open();
            at.service.loseAnswer();
            assertThatThrownBy(() -> at.merge(1, false)).isInstanceOf(IOException.class);
            String merged = at.service.repository().head("main");
            assertThat(merged)
                    .startsWith(String.valueOf(at.merge(1, false).output().get("commit")));
            assertThat(at.service.repository().head("main")).isEqualTo(merged);
        }
    }

    @Test
    void aTokenIsLookedUpForEachLookSoThatOneThatExpiresIsReplaced() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            at.open();
            // As GitHub App credentials do: a user name, and as password a token that lives for an hour.
            AtomicInteger looks = new AtomicInteger();
            at.steps.credentials((url, access) -> Optional.of(new Credential.UsernamePassword(
                    "app",
                    "x-access-token",
                    new SecretText(looks.getAndIncrement() == 0 ? "ghs_expired" : BasicCredentials.RIGHT.password()))));
            assertThatThrownBy(() -> at.await(1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("wrong, expired or revoked")
                    .hasMessageNotContaining("ghs_expired");
            assertThat(at.await(1).status()).isEqualTo(StepStatus.Running);
        }
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void whatAPersonMergedByHandIsMerged(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open();
            at.service.merge(1, "merge");
            StepResult waited = at.await(1);
            assertThat(waited.status()).isEqualTo(StepStatus.Succeeded);
            assertThat(at.merge(1, false).output().get("commit"))
                    .isEqualTo(waited.output().get("commit"));
        }
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void aForcedPushChangesWhatIsMergedAndNotThatItIsWaitedFor(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open();
            at.push("Rewritten", Map.of("image.txt", "1.2.0"));
            assertThat(at.await(1).status()).isEqualTo(StepStatus.Running);
            // The open one is taken again, whatever it holds.
            assertThat(pr(at.open(), "id")).isEqualTo(1L);
            assertThat(at.merge(1, false).status()).isEqualTo(StepStatus.Succeeded);
            assertThat(at.service.repository().files("main")).containsEntry("image.txt", "1.2.0");
        }
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void aConflictIsWaitedOutAndMergedWhenSomebodyResolvedIt(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open();
            at.service.repository().commit("main", "other", Map.of("image.txt", "9.9.9"));
            assertThat(at.await(1).status()).isEqualTo(StepStatus.Running);
            assertThatThrownBy(() -> at.merge(1, false))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("cannot be merged now");
            assertThat(at.merge(1, true).message()).contains("waits until", "can be merged");
            at.push("Resolved", Map.of("image.txt", "1.1.0"));
            assertThat(at.merge(1, true).status()).isEqualTo(StepStatus.Succeeded);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HostingDialect.class,
            names = {"GITHUB", "AZURE"})
    void whatTheServerHasNotDecidedYetIsWaitedFor(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open();
            at.service.undecided(true);
            assertThat(at.merge(1, true).status()).isEqualTo(StepStatus.Running);
            at.service.undecided(false);
            assertThat(at.merge(1, true).status()).isEqualTo(StepStatus.Succeeded);
        }
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void whatWasClosedFailsAndIsLeftAlone(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.open();
            at.service.close(1);
            assertThat(at.await(1).status()).isEqualTo(StepStatus.Failed);
            assertThat(at.await(1).message()).contains("closed without being merged");
            assertThatThrownBy(() -> at.merge(1, true))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("closed without being merged");
            assertThat(pr(at.open(), "id")).isEqualTo(2L);
            assertThat(at.service.request(1).state).isEqualTo("closed");
        }
    }

    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void aForksBranchOfTheSameNameIsNotTakenForOurs(HostingDialect dialect) throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            at.service.open("promote", "main", "Take mine", "").fromFork = true;
            for (int i = 0; i < 2; i++) {
                assertThat(pr(at.open(), "id")).isEqualTo(2L);
            }
            at.service.close(2);
            assertThat(pr(at.open(), "id")).isEqualTo(3L);
        }
    }

    @Test
    void aTokenThatCannotBeHadForAWhileDoesNotEndAWait() throws Exception {
        try (PullRequestFixture at = new PullRequestFixture(temp, HostingDialect.GITHUB)) {
            at.open();
            at.steps.credentials((url, access) -> {
                throw new UncheckedIOException(new IOException("The credential 'app' gives no password now: 502"));
            });
            StepResult waiting = at.await(1);
            assertThat(waiting.status()).isEqualTo(StepStatus.Running);
            assertThat(waiting.message())
                    .endsWith("the last look failed: The credential 'app' gives no password now: 502");
        }
    }

    /** Every way that a token could take: logs, what is stored, the pull request's text, and errors. */
    @ParameterizedTest
    @EnumSource(HostingDialect.class)
    void noTokenIsInALogAnOutputATextOrAnError(HostingDialect dialect) throws Exception {
        String token = "t0ken/that+must=not be%seen";
        List<String> forms = List.of(
                token, encoded(token), encoded(token).replace("+", "%20"), base64(token), base64("bot:" + token));
        try (PullRequestFixture at = new PullRequestFixture(temp, dialect)) {
            StringBuilder seen = new StringBuilder();
            seen.append(at.open().output()).append(at.service.request(1).description);
            at.steps.credentials(
                    (url, access) -> Optional.of(new Credential.UsernamePassword("id", "bot", new SecretText(token))));
            for (int status : new int[] {401, 403, 404, 422, 500}) {
                for (int i = 0; i < ATTEMPTS; i++) {
                    at.service.fault(status, "tokens are not good: " + String.join(" ", forms));
                }
                for (Attempt attempt : List.<Attempt>of(() -> at.await(1), () -> at.merge(1, false))) {
                    try {
                        seen.append(attempt.run().message());
                    } catch (IOException | StepFailure e) {
                        seen.append(e.getMessage()).append(e.getCause());
                    }
                }
            }
            seen.append(at.steps.log()).append(at.steps.promotion());
            assertThat(seen)
                    .contains("tokens are not good: ****")
                    .doesNotContain(forms)
                    .doesNotContain(BasicCredentials.RIGHT.password());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @FunctionalInterface
    private interface Attempt {
        StepResult run() throws Exception;
    }
}
