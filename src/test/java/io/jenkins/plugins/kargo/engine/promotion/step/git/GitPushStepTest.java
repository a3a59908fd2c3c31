package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GitPushStepTest extends GitPushFixture {
    @Test
    void pushesTheCheckedOutBranchInTwoRoundTrips() throws Exception {
        change("a.txt", "new\n");
        StepResult result = push(Map.of("path", "src"));
        assertThat(result.output()).isEqualTo(Map.of("commit", app.head("main"), "branch", "main"));
        assertThat(app.log("main").get(0)).isEqualTo("change a.txt\n\nKargo-Promotion: " + PROMOTION + "\n");
        assertThat(workspace.calls()).containsExactly("git InspectOperation", "git PushOperation");
        assertThat(steps.intention("git-push"))
                .isEqualTo(Map.of("remote", server.url("app"), "branch", "main", "commit", app.head("main")));
        assertThat(steps.log().toString()).contains("Pushed " + app.head("main") + " to branch main of");
    }

    @Test
    void pushesToAnotherBranchOrAGeneratedOne() throws Exception {
        change("a.txt", "new\n");
        assertThat(push(Map.of("path", "src", "targetBranch", "stage/new")).output())
                .containsEntry("branch", "stage/new");
        String generated = "kargo/promotion/" + PROMOTION;
        app.commit(generated, "left by an earlier life", Map.of("x", "y"));
        StepResult result = steps.run(push, "second", Map.of("path", "src", "generateTargetBranch", true));
        assertThat(result.output()).containsEntry("branch", generated);
        assertThat(app.head(generated)).isEqualTo(app.head("stage/new"));
    }

    @Test
    void pushesATag() throws Exception {
        change("a.txt", "new\n");
        steps.run(new GitTagStep(GitSettings::defaults), Map.of("path", "src", "tag", "v2", "message", "Two"));
        StepResult result = push(Map.of("path", "src", "tag", "v2"));
        assertThat(result.output()).containsEntry("branch", "main");
        try (var repository = app.open()) {
            assertThat(repository.resolve("refs/tags/v2^{commit}").name())
                    .isEqualTo(result.output().get("commit"));
        }
        assertThat(app.log("main")).as("the branch is not pushed").containsExactly("first");
        assertThat(push(Map.of("path", "src", "tag", "v2")).status()).isEqualTo(StepStatus.Succeeded);
        assertThat(steps.log().toString()).contains("nothing is pushed again");
    }

    @Test
    void whatTheRemoteHasAlreadyIsSaidAndNotCalledPushed() throws Exception {
        steps.run(
                new GitCloneStep(GitSettings::defaults),
                Map.of("repoURL", server.url("app"), "checkout", List.of(Map.of("path", "src"))));
        workspace.forgetCalls();
        StepResult result = push(Map.of("path", "src"));
        String already = "Branch main of " + server.url("app") + " has commit " + app.head("main")
                + " already: nothing was pushed";
        assertThat(result.status()).isEqualTo(StepStatus.Succeeded);
        assertThat(result.output()).isEqualTo(Map.of("commit", app.head("main"), "branch", "main"));
        assertThat(workspace.calls()).containsExactly("git InspectOperation", "git PushOperation");
        assertThat(steps.log()).contains(already).noneMatch(line -> line.startsWith("Pushed"));
        app.commit("main", "later", Map.of("b.txt", "B\n"));
        assertThat(steps.run(push, "behind", Map.of("path", "src")).output()).containsEntry("commit", app.head("main"));
        assertThat(steps.log()).anyMatch(line -> line.contains("has commit " + app.head("main") + " already"));
    }

    @Test
    void aTagThatTheRemoteHasAlreadyIsSaid() throws Exception {
        change("a.txt", "new\n");
        steps.run(new GitTagStep(GitSettings::defaults), Map.of("path", "src", "tag", "v2", "message", "Two"));
        push(Map.of("path", "src", "tag", "v2"));
        steps.run(push, "second", Map.of("path", "src", "tag", "v2"));
        assertThat(steps.log()).contains("Tag v2 is on " + server.url("app") + " already: nothing was pushed");
    }

    @Test
    void forceOverwritesWhatIsThere() throws Exception {
        change("a.txt", "new\n");
        app.commit("main", "meanwhile", Map.of("b.txt", "B\n"));
        StepResult result = push(Map.of("path", "src", "force", true));
        assertThat(app.log("main")).hasSize(2);
        assertThat(result.output()).containsEntry("commit", app.head("main"));
    }

    @Test
    void aRejectionByAHookIsSaidInItsWordsAndNotTriedAgain() throws Exception {
        change("a.txt", "new\n");
        hook("pre-receive", "echo 'frozen until monday' >&2; exit 1\n");
        assertThatThrownBy(() -> push(Map.of("path", "src")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("frozen until monday")
                .hasMessageContaining("pre-receive hook declined");
        assertThat(pauses).isEmpty();
        assertThat(app.log("main")).hasSize(1);
    }

    @Test
    void aRejectionOfAServerThatSaysVeryMuchIsRecognised() throws Exception {
        change("a.txt", "new\n");
        hook("pre-receive", "yes 'a line of a log' | head -5000 >&2; exit 1\n");
        assertThatThrownBy(() -> push(Map.of("path", "src")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the server refuses branch main")
                .hasMessageContaining("a line of a log");
    }

    @Test
    void aWrongPasswordIsSaid() throws Exception {
        change("a.txt", "new\n");
        steps.credentials((url, access) -> Optional.of(BasicCredentials.WRONG.credential()));
        assertThatThrownBy(() -> push(Map.of("path", "src")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Authentication failed")
                .message()
                .doesNotContain(BasicCredentials.WRONG.password());
    }

    @Test
    void noRightToWriteFailsTheStep() throws Exception {
        change("a.txt", "new\n");
        steps.credentials((url, access) -> {
            if (access == Access.WRITE) {
                throw new CredentialRefused("no write credential is bound for " + url);
            }
            return Optional.of(BasicCredentials.RIGHT.credential());
        });
        assertThatThrownBy(() -> push(Map.of("path", "src")))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("no write credential");
    }

    @Test
    void aPreviewSaysWhatItWouldPush() throws Exception {
        change("a.txt", "new\n");
        StepResult result = steps.preview().run(push, Map.of("path", "src", "targetBranch", "stage/x"));
        assertThat(result.status()).isEqualTo(StepStatus.Skipped);
        assertThat(result.message()).startsWith("would push ").endsWith("to branch stage/x of " + server.url("app"));
        assertThat(result.output()).containsKeys("commit", "branch");
        assertThat(app.head("stage/x")).isNull();
        assertThat(steps.intention("git-push")).isEmpty();
    }

    @Test
    void aDetachedCheckoutNeedsATarget() throws Exception {
        String commit = app.head("main");
        Map<String, Object> checkout = Map.of("path", "src", "commit", commit);
        steps.run(
                new GitCloneStep(GitSettings::defaults),
                Map.of("repoURL", server.url("app"), "checkout", List.of(checkout)));
        assertThatThrownBy(() -> push(Map.of("path", "src")))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("set targetBranch");
        push(Map.of("path", "src", "targetBranch", "copy"));
        assertThat(app.head("copy")).isEqualTo(commit);
    }
}
