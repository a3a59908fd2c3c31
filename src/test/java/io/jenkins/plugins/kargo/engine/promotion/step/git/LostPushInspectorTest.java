package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.git.mirror.GitMirrors;
import io.jenkins.plugins.kargo.engine.git.mirror.MirrorSettings;
import io.jenkins.plugins.kargo.engine.git.mirror.RemoteInspection;
import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.LostEffectInspector.Finding;
import io.jenkins.plugins.kargo.engine.promotion.LostEffectInspector.LostEffect;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostPushInspectorTest {
    private static final String ABSENT = "1234567890123456789012345678901234567890";

    @TempDir
    private Path temp;

    private GitHttpServer server;
    private GitFixture app;
    private final Promotion promotion = new StepFixture("test.01j2w7.abcdef1").promotion();

    @BeforeEach
    void repository() {
        server = GitHttpServer.withPassword(temp.resolve("git"));
        app = server.create("app");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private LostEffect inspect(Map<String, Object> intention) {
        return inspect(intention, (url, access) -> Optional.of(BasicCredentials.RIGHT.credential()));
    }

    private LostEffect inspect(Map<String, Object> intention, CredentialResolver credentials) {
        GitMirrors mirrors = new GitMirrors(temp.resolve("mirrors"), MirrorSettings.of(NetworkPolicy.LOOPBACK));
        return new LostPushInspector(new RemoteInspection(mirrors), any -> credentials)
                .inspect(promotion, record("git-push", intention));
    }

    private static StepRecord record(String uses, Map<String, Object> intention) {
        return new StepRecord("push", uses, StepStatus.Running, "", Instant.EPOCH, null, 0, false, null, intention);
    }

    private Map<String, Object> push(String commit) {
        return Map.of("remote", server.url("app"), "branch", "main", "commit", commit);
    }

    @Test
    void aPushThatGotThroughIsFoundBelowLaterCommitsAndMerges() {
        String commit = app.commit("main", "ours", Map.of("a", "1"));
        String other = app.commit("main", "later", Map.of("b", "1"));
        String side = app.commit("side", "side", Map.of("c", "1"));
        app.commit("main", "merge", Map.of(), Instant.parse("2026-02-01T00:00:00Z"), List.of(side, other));
        assertThat(inspect(push(commit)))
                .isEqualTo(new LostEffect(
                        Finding.HAPPENED,
                        commit + " is on branch main of " + server.url("app"),
                        Map.of("commit", commit, "branch", "main")));
    }

    @Test
    void aRebasedPushIsFoundByItsTrailer() {
        app.commit("main", "other\n\nKargo-Promotion: test.01j2w7.abcdef12", Map.of("a", "1"));
        assertThat(inspect(push(ABSENT)).finding()).isEqualTo(Finding.DID_NOT_HAPPEN);
        String ours = app.commit("main", "ours\n\nKargo-Promotion: test.01j2w7.abcdef1", Map.of("a", "2"));
        assertThat(inspect(push(ABSENT)).output()).containsEntry("commit", ours);
    }

    @Test
    void aPushThatDidNotGetThroughIsSaid() {
        app.commit("main", "other", Map.of("a", "1"));
        assertThat(inspect(push(ABSENT)))
                .isEqualTo(new LostEffect(
                        Finding.DID_NOT_HAPPEN, ABSENT + " is not on branch main of " + server.url("app"), null));
        assertThat(inspect(Map.of("remote", server.url("app"), "branch", "new", "commit", ABSENT))
                        .finding())
                .isEqualTo(Finding.DID_NOT_HAPPEN);
    }

    @Test
    void tagsAreLookedForToo() {
        String commit = app.commit("main", "x", Map.of("a", "1"));
        Map<String, Object> intention = Map.of("remote", server.url("app"), "tag", "v1", "commit", commit);
        assertThat(inspect(intention).finding()).isEqualTo(Finding.DID_NOT_HAPPEN);
        app.annotatedTag("v1", commit, "One", Instant.EPOCH);
        assertThat(inspect(intention).finding()).isEqualTo(Finding.HAPPENED);
    }

    @Test
    void whatCannotBeSeenIsUnknown() {
        app.commit("main", "x", Map.of("a", "1"));
        assertThat(inspect(push(ABSENT), (url, access) -> Optional.of(BasicCredentials.WRONG.credential())))
                .satisfies(effect -> {
                    assertThat(effect.finding()).isEqualTo(Finding.UNKNOWN);
                    assertThat(effect.message())
                            .contains("could not be seen")
                            .doesNotContain(BasicCredentials.WRONG.password());
                });
        assertThat(inspect(push(ABSENT), (url, access) -> {
                            throw new CredentialRefused("not bound");
                        })
                        .message())
                .contains("not bound");
        LostPushInspector inspector = new LostPushInspector(
                new RemoteInspection(new GitMirrors(temp.resolve("m"), MirrorSettings.of(NetworkPolicy.LOOPBACK))),
                any -> CredentialResolver.NONE);
        assertThat(inspector
                        .inspect(promotion, record("http", Map.of("url", "x")))
                        .finding())
                .isEqualTo(Finding.UNKNOWN);
    }
}
