package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.http.NetworkPolicy;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.Gateways;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.HostingDouble;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import io.jenkins.plugins.kargo.engine.testing.forge.HostingDialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a double of GitHub that makes real commits in a real repository. */
class GitHubPushStepTest {
    private static final String PROMOTION = "test.01j2w7.abcdef1";
    private static final String BOT = "bot@example.com";

    @TempDir
    private Path temp;

    private SigningKeys keys;
    private HostingDouble service;
    private GitFixture app;
    private LocalWorkspace workspace;
    private StepFixture steps;
    private GitHubPushStep push;
    private Credential signing;

    @BeforeEach
    void repository() throws Exception {
        keys = new SigningKeys(temp);
        service = HostingDouble.start(temp.resolve("git"), HostingDialect.GITHUB);
        app = service.repository();
        app.commit("main", "first", Map.of("a.txt", "1\n2\n3\n4\n5\n", "b.txt", "b\n"));
        steps = new StepFixture(PROMOTION).credentials(new CredentialResolver() {
            @Override
            public Optional<Credential> find(String url, Access access) {
                return Optional.of(BasicCredentials.RIGHT.credential());
            }

            @Override
            public Optional<Credential> signingKey(String email) {
                return Optional.ofNullable(signing);
            }
        });
        workspace = new LocalWorkspace(temp, steps.promotionLog());
        steps.workspace(workspace);
        push = new GitHubPushStep(
                GitSettings::defaults, Gateways.of(NetworkPolicy.LOOPBACK, temp.resolve("transfer")), pause -> {});
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
        keys.close();
    }

    private Path src() {
        return workspace.workDir().resolve("src");
    }

    private void checkOut(String authorEmail) throws Exception {
        steps.run(
                new GitCloneStep(GitSettings::defaults),
                Map.of(
                        "repoURL",
                        service.url(),
                        "author",
                        Map.of("name", "Bot", "email", authorEmail),
                        "checkout",
                        List.of(Map.of("path", "src"))));
    }

    private void commit(String file, String text, Object... more) throws Exception {
        Files.writeString(src().resolve(file), text);
        Map<String, Object> config = new HashMap<>(Map.of("path", "src", "message", "change " + file));
        for (int i = 0; i < more.length; i += 2) {
            config.put((String) more[i], more[i + 1]);
        }
        steps.run(new GitCommitStep(GitSettings::defaults), "commit-" + file, config);
    }

    private StepResult push(Object... more) throws Exception {
        Map<String, Object> config = new HashMap<>(Map.of("path", "src"));
        for (int i = 0; i < more.length; i += 2) {
            config.put((String) more[i], more[i + 1]);
        }
        return steps.run(push, config);
    }

    private RevCommit tip(String branch) throws Exception {
        try (Repository git = app.open();
                RevWalk walk = new RevWalk(git)) {
            return walk.parseCommit(ObjectId.fromString(app.head(branch)));
        }
    }

    private String git(String... arguments) throws Exception {
        return keys.run(Map.of(), src(), arguments);
    }

    @Test
    void anUnsignedCommitIsMadeAnewWithItsAuthor() throws Exception {
        checkOut(BOT);
        commit("a.txt", "new\n");
        StepResult result = push();
        assertThat(result.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(result.output())
                .containsEntry("branch", "main")
                .containsEntry("commit", app.head("main"))
                .hasEntrySatisfying(
                        "commitURL",
                        url -> assertThat(String.valueOf(url)).endsWith("/shop/app/commit/" + app.head("main")));
        assertThat(tip("main").getAuthorIdent().getEmailAddress()).isEqualTo(BOT);
        assertThat(tip("main").getCommitterIdent().getEmailAddress()).isEqualTo(BOT);
        assertThat(tip("main").getFullMessage()).isEqualTo("change a.txt\n\nKargo-Promotion: " + PROMOTION);
        assertThat(app.files("main")).containsEntry("a.txt", "new\n");
    }

    @Test
    void theCheckoutHoldsWhatGitHubMadeAndNothingElseIsLeftThere() throws Exception {
        checkOut(BOT);
        commit("a.txt", "new\n");
        push();
        assertThat(git("git", "rev-parse", "HEAD").strip()).isEqualTo(app.head("main"));
        assertThat(git("git", "status", "--porcelain")).isEmpty();
        try (Repository repository = app.open()) {
            assertThat(repository.getRefDatabase().getRefsByPrefix("refs/kargo/"))
                    .isEmpty();
        }
        // A step after it goes on from there.
        commit("b.txt", "next\n");
        assertThat(steps.run(push, "second", Map.of("path", "src")).output()).containsEntry("commit", app.head("main"));
        assertThat(app.log("main")).hasSize(3);
    }

    @Test
    void whatOurKeySignedIsTheAppsSoThatGitHubSignsIt() throws Exception {
        signing = keys.gpg(BOT);
        checkOut(BOT);
        commit("a.txt", "new\n");
        push();
        assertThat(tip("main").getAuthorIdent().getName()).isEqualTo("kargo[bot]");
        assertThat(tip("main").getFullMessage()).doesNotContain("Co-authored-by");
    }

    @Test
    void anAuthorWhoDidNotSignStaysNamed() throws Exception {
        signing = keys.gpg(BOT);
        checkOut(BOT);
        commit("a.txt", "hers\n", "author", Map.of("name", "Ada", "email", "ada@example.com"));
        push();
        assertThat(tip("main").getAuthorIdent().getName()).isEqualTo("kargo[bot]");
        assertThat(tip("main").getFullMessage())
                .isEqualTo("change a.txt\n\nKargo-Promotion: " + PROMOTION + "\nCo-authored-by: Ada <ada@example.com>");
    }

    @Test
    void severalCommitsKeepTheirOrder() throws Exception {
        checkOut(BOT);
        commit("a.txt", "1\n");
        commit("b.txt", "2\n");
        push("generateTargetBranch", true);
        String branch = "kargo/promotion/" + PROMOTION;
        assertThat(app.log(branch)).hasSize(3);
        assertThat(app.log(branch).get(0)).startsWith("change b.txt");
        assertThat(app.log("main")).hasSize(1);
    }

    @Test
    void whatOthersPushedIsIntegrated() throws Exception {
        checkOut(BOT);
        commit("a.txt", "new\n");
        app.commit("main", "theirs", Map.of("b.txt", "theirs\n"));
        push();
        assertThat(app.files("main")).containsEntry("a.txt", "new\n").containsEntry("b.txt", "theirs\n");
        assertThat(app.log("main")).hasSize(3);
    }

    @Test
    void whoIsOvertakenAtTheLastMomentTriesAgain() throws Exception {
        checkOut(BOT);
        commit("a.txt", "new\n");
        service.beforeNext("PATCH", () -> app.commit("main", "theirs", Map.of("b.txt", "theirs\n")));
        push();
        assertThat(app.files("main")).containsEntry("a.txt", "new\n").containsEntry("b.txt", "theirs\n");
        assertThat(service.calls().stream().filter(call -> call.startsWith("PATCH")))
                .hasSize(2);
    }

    @Test
    void aConflictFails() throws Exception {
        checkOut(BOT);
        commit("a.txt", "new\n");
        app.commit("main", "theirs", Map.of("a.txt", "theirs\n"));
        assertThatThrownBy(this::push).isInstanceOf(StepFailure.class).hasMessageContaining("merge conflict");
        assertThat(app.files("main")).containsEntry("a.txt", "theirs\n");
    }

    @Test
    void aRunAfterALostAnswerRepeatsNothing() throws Exception {
        checkOut(BOT);
        commit("a.txt", "new\n");
        push();
        String head = app.head("main");
        steps.intend("again", steps.intention("github-push"));
        service.forgetCalls();
        assertThat(steps.run(push, "again", Map.of("path", "src")).output()).containsEntry("commit", head);
        assertThat(service.calls()).isEmpty();
        assertThat(app.head("main")).isEqualTo(head);
    }

    @Test
    void moreThanTenCommitsAreRefused() throws Exception {
        checkOut(BOT);
        for (int i = 0; i < 11; i++) {
            commit("file" + i, "x");
        }
        assertThatThrownBy(this::push)
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("11 commits")
                .hasMessageContaining("use git-push");
        assertThat(app.log("main")).hasSize(1);
    }

    @Test
    void whatGitHubHasAlreadyIsSaidAndNotPushed() throws Exception {
        checkOut(BOT);
        assertThat(push().output()).containsEntry("commit", app.head("main"));
        assertThat(steps.log())
                .contains("Branch main of " + service.url() + " has commit " + app.head("main")
                        + " already: nothing was pushed")
                .noneMatch(line -> line.startsWith("Pushed"));
        assertThat(service.calls()).noneMatch(call -> call.startsWith("PATCH"));
    }

    @Test
    void aPreviewPushesNothing() throws Exception {
        checkOut(BOT);
        commit("a.txt", "new\n");
        steps.preview();
        assertThat(push().status()).isEqualTo(StepStatus.Skipped);
        assertThat(service.calls()).isEmpty();
        assertThat(app.log("main")).hasSize(1);
    }
}
