package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.git.GitInstallation;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileTrees;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing that got through is pushed again, and nothing that did not is lost. */
class GitPushOnceTest extends GitPushFixture {
    @Test
    void aRunThatWasCutOffAfterThePushRepeatsNothing() throws Exception {
        change("a.txt", "new\n");
        push(Map.of("path", "src"));
        String pushed = app.head("main");
        app.commit("main", "later", Map.of("b.txt", "B\n"));
        assertThat(push(Map.of("path", "src")).output()).containsEntry("commit", pushed);
        assertThat(app.log("main")).hasSize(3);
        assertThat(steps.log().toString()).contains(pushed + " is already on branch main");
    }

    @Test
    void aRunThatWasCutOffBeforeThePushDoesIt() throws Exception {
        change("a.txt", "new\n");
        String head = head();
        steps.intend("git-push", Map.of("remote", server.url("app"), "branch", "main", "commit", head));
        push(Map.of("path", "src"));
        assertThat(app.head("main")).isEqualTo(head);
    }

    @Test
    void aRebasedPushIsRecognisedInARebuiltWorkDir() throws Exception {
        change("a.txt", "0\n1\n2\n3\n4\n5\n6\n7\n");
        app.commit("main", "meanwhile", Map.of("b.txt", "B\n"));
        push(Map.of("path", "src"));
        String pushed = app.head("main");
        // As if the controller had died before it stored the commit that the rebase made.
        steps.intend("git-push", Map.of("remote", server.url("app"), "branch", "main", "commit", "0".repeat(40)));
        FileTrees.delete(workspace.workDir());
        Files.createDirectory(workspace.workDir());
        change("a.txt", "0\n1\n2\n3\n4\n5\n6\n7\n");
        assertThat(push(Map.of("path", "src")).output()).containsEntry("commit", pushed);
        assertThat(app.head("main")).isEqualTo(pushed);
    }

    @Test
    void aSecondPushOfThePromotionIsNotTakenForTheFirst() throws Exception {
        change("a.txt", "one\n");
        push(Map.of("path", "src"));
        Files.writeString(workspace.workDir().resolve("src/b.txt"), "two\n");
        steps.run(new GitCommitStep(GitSettings::defaults), "commit-2", Map.of("path", "src", "message", "second"));
        steps.intend("push-2", Map.of("remote", server.url("app"), "branch", "main", "commit", head()));
        steps.run(push, "push-2", Map.of("path", "src"));
        assertThat(app.files("main")).containsEntry("b.txt", "two\n");
    }

    @Test
    void aConnectionThatIsCutAfterTheRemoteTookThePushIsNoLoss() throws Exception {
        try (CuttingProxy proxy = CuttingProxy.before(server)) {
            change(steps, workspace, proxy.url("app"), "a.txt", "new\n");
            proxy.cutAnswersOf("git-receive-pack");
            StepResult result = push(Map.of("path", "src"));
            assertThat(result.output()).containsEntry("commit", app.head("main"));
            assertThat(app.log("main")).hasSize(2);
            assertThat(steps.log().toString()).contains("The push ended with an error, but");
        }
    }

    @Test
    void aConnectionThatIsCutBeforeTheRemoteTookThePushIsAnErrorAndTheNextRunPushes() throws Exception {
        try (CuttingProxy proxy = CuttingProxy.before(server)) {
            change(steps, workspace, proxy.url("app"), "a.txt", "new\n");
            proxy.cutRequestsOf("git-receive-pack");
            assertThatThrownBy(() -> push(Map.of("path", "src")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("error pushing commits to remote");
            assertThat(app.log("main")).hasSize(1);
            proxy.cutNothing();
            push(Map.of("path", "src"));
            assertThat(app.log("main")).hasSize(2);
        }
    }

    @Test
    void aPushThatHangsIsStopped() throws Exception {
        try (CuttingProxy proxy = CuttingProxy.before(server)) {
            change(steps, workspace, proxy.url("app"), "a.txt", "new\n");
            proxy.hangOn("git-receive-pack");
            GitInstallation impatient = new GitInstallation("git", Map.of(), List.of(), Duration.ofSeconds(2));
            steps.workspace(new LocalWorkspace(temp, steps.promotionLog(), impatient));
            assertThatThrownBy(() -> push(Map.of("path", "src")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("did not end within 2 seconds");
        }
    }
}
