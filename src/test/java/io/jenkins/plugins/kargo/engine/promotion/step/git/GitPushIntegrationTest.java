package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.promotion.Command;
import io.jenkins.plugins.kargo.engine.promotion.ExecResult;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What others pushed meanwhile is integrated, by the policies that there are. */
class GitPushIntegrationTest extends GitPushFixture {
    @Test
    void rebasesOntoWhatOthersPushedMeanwhile() throws Exception {
        change("a.txt", "0\n1\n2\n3\n4\n5\n6\n7\n");
        app.commit("main", "meanwhile", Map.of("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n"));
        StepResult result = push(Map.of("path", "src"));
        assertThat(app.files("main")).containsEntry("a.txt", "0\n1\n2\n3\n4\n5\n6\n7\n8\n");
        assertThat(app.log("main")).hasSize(3);
        assertThat(result.output()).containsEntry("commit", app.head("main"));
        assertThat(steps.intention("git-push")).containsEntry("commit", app.head("main"));
        assertThat(pauses).as("one attempt includes integrating").isEmpty();
        assertThat(workspace.calls()).hasSize(4);
    }

    @Test
    void mergesWhenThePolicySaysSo() throws Exception {
        change("a.txt", "0\n1\n2\n3\n4\n5\n6\n7\n");
        app.commit("main", "meanwhile", Map.of("b.txt", "B\n"));
        steps.run(push(IntegrationPolicy.AlwaysMerge, new PushLocks()), Map.of("path", "src"));
        assertThat(app.log("main").get(0))
                .isEqualTo("Merge branch 'main' of " + server.url("app") + "\n\nKargo-Promotion: " + PROMOTION + "\n");
        assertThat(app.log("main")).hasSize(4);
    }

    @Test
    void unsignedCommitsMayBeRebasedUnderTheCarefulPolicies() throws Exception {
        change("a.txt", "new\n");
        app.commit("main", "meanwhile", Map.of("b.txt", "B\n"));
        steps.run(push(IntegrationPolicy.RebaseOrFail, new PushLocks()), Map.of("path", "src"));
        assertThat(app.log("main")).hasSize(3);
    }

    @Test
    void theSafetyOfARebaseDependsOnSignatures() {
        assertThat(RebaseSafety.isSafe("N", false)).isTrue();
        assertThat(RebaseSafety.isSafe("N", true)).isFalse();
        assertThat(RebaseSafety.isSafe("G", true)).isTrue();
        assertThat(RebaseSafety.isSafe("G", false)).isFalse();
        for (String untrusted : List.of("U", "B", "E", "X", "Y", "R")) {
            assertThat(RebaseSafety.isSafe(untrusted, true)).isFalse();
            assertThat(RebaseSafety.isSafe(untrusted, false)).isFalse();
        }
    }

    @Test
    void aConflictFailsForGoodNamesTheFilesAndLeavesTheCheckoutClean() throws Exception {
        for (IntegrationPolicy policy : List.of(IntegrationPolicy.AlwaysRebase, IntegrationPolicy.AlwaysMerge)) {
            change("a.txt", "mine " + policy + "\n");
            app.commit("main", "meanwhile", Map.of("a.txt", "theirs " + policy + "\n"));
            String head = app.head("main");
            assertThatThrownBy(() -> steps.run(push(policy, new PushLocks()), policy.name(), Map.of("path", "src")))
                    .isInstanceOf(StepFailure.class)
                    .hasMessageContaining("merge conflict: branch main of")
                    .hasMessageEndingWith(": a.txt");
            assertThat(app.head("main")).isEqualTo(head);
            assertThat(workspace.workDir().resolve("src/a.txt")).hasContent("mine " + policy);
        }
    }

    @Test
    void triesAgainAsOftenAsAskedWhenSomebodyIsAlwaysFaster() throws Exception {
        change("a.txt", "new\n");
        hook("update", "echo \"cannot lock\"; exit 0\n");
        hook("pre-receive", "exit 0\n");
        Racer racer = new Racer();
        steps.workspace(racer);
        assertThatThrownBy(() -> push(Map.of("path", "src", "maxAttempts", 3)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gave up after 3 attempts")
                .hasMessageContaining("fetch first");
        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1500));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(1500), Duration.ofMillis(2250));
        racer.fast = 2;
        push(Map.of("path", "src"));
        assertThat(app.log("main"))
                .filteredOn(message -> message.contains("Kargo-Promotion"))
                .hasSize(1);
    }

    @Test
    void anUnfinishedRebaseOfAKilledAgentIsTakenBack() throws Exception {
        change("a.txt", "mine\n");
        app.commit("main", "meanwhile", Map.of("a.txt", "theirs\n"));
        Path src = workspace.workDir().resolve("src");
        workspace.git(new HalfRebase(server.url("app")));
        assertThatThrownBy(() -> push(Map.of("path", "src"))).isInstanceOf(StepFailure.class);
        assertThat(src.resolve("a.txt")).hasContent("mine");
    }

    /** Pushes something to the branch before each of our pushes. */
    private final class Racer implements Workspace {
        private int fast = Integer.MAX_VALUE;
        private int count;

        @Override
        public String location() {
            return workspace.location();
        }

        @Override
        public <T extends Serializable> T files(FileOperation<T> operation)
                throws IOException, InterruptedException, StepFailure {
            return workspace.files(operation);
        }

        @Override
        public ExecResult exec(Command command) throws IOException, InterruptedException {
            return workspace.exec(command);
        }

        @Override
        public ExecResult exec(Command command, PromotionLog output) throws IOException, InterruptedException {
            return workspace.exec(command, output);
        }

        @Override
        public <T extends Serializable> T git(GitOperation<T> operation)
                throws IOException, InterruptedException, StepFailure {
            if (operation instanceof PushOperation && fast-- > 0) {
                app.commit("main", "race " + count, Map.of("race" + count++, "x"));
            }
            return workspace.git(operation);
        }
    }
}
