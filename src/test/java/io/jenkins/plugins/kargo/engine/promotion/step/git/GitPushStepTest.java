package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.kargo.engine.git.GitInstallation;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.Command;
import io.jenkins.plugins.kargo.engine.promotion.ExecResult;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import io.jenkins.plugins.kargo.engine.promotion.step.common.FileTrees;
import io.jenkins.plugins.kargo.engine.testing.BasicCredentials;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitPushStepTest {
    private static final String PROMOTION = "test.01j2w7.abcdef1";

    @TempDir
    private Path temp;

    private GitHttpServer server;
    private GitFixture app;
    private LocalWorkspace workspace;
    private StepFixture steps;
    private final List<Duration> pauses = new ArrayList<>();
    private final GitPushStep push = push(IntegrationPolicy.AlwaysRebase, new PushLocks());

    @BeforeEach
    void repository() throws IOException {
        server = GitHttpServer.withPassword(temp.resolve("git"));
        app = server.create("app");
        app.commit("main", "first", Map.of("a.txt", "1\n2\n3\n4\n5\n6\n7\n", "b.txt", "b\n"));
        steps = new StepFixture(PROMOTION).rightPassword();
        workspace = new LocalWorkspace(temp, steps.promotionLog());
        steps.workspace(workspace);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private GitPushStep push(IntegrationPolicy policy, PushLocks locks) {
        return new GitPushStep(() -> new GitSettings("Kargo", "no-reply@kargo.io", policy, locks), pauses::add);
    }

    private static void change(StepFixture steps, LocalWorkspace workspace, String url, String file, String text)
            throws Exception {
        steps.run(
                new GitCloneStep(GitSettings::defaults),
                Map.of("repoURL", url, "checkout", List.of(Map.of("path", "src"))));
        Files.writeString(workspace.workDir().resolve("src").resolve(file), text);
        steps.run(new GitCommitStep(GitSettings::defaults), Map.of("path", "src", "message", "change " + file));
    }

    private void change(String file, String text) throws Exception {
        change(steps, workspace, server.url("app"), file, text);
        workspace.forgetCalls();
    }

    private StepResult push(Map<String, Object> config) throws Exception {
        return steps.run(push, config);
    }

    private void hook(String name, String script) throws IOException {
        Path hook = Files.writeString(app.path().resolve("hooks/" + name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

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
    void forceOverwritesWhatIsThere() throws Exception {
        change("a.txt", "new\n");
        app.commit("main", "meanwhile", Map.of("b.txt", "B\n"));
        StepResult result = push(Map.of("path", "src", "force", true));
        assertThat(app.log("main")).hasSize(2);
        assertThat(result.output()).containsEntry("commit", app.head("main"));
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
    void anUnfinishedRebaseOfAKilledAgentIsTakenBack() throws Exception {
        change("a.txt", "mine\n");
        app.commit("main", "meanwhile", Map.of("a.txt", "theirs\n"));
        Path src = workspace.workDir().resolve("src");
        workspace.git(new HalfRebase(server.url("app")));
        assertThatThrownBy(() -> push(Map.of("path", "src"))).isInstanceOf(StepFailure.class);
        assertThat(src.resolve("a.txt")).hasContent("mine");
    }

    @Test
    void manyPromotionsPushToOneBranchOneAfterTheOther() throws Exception {
        PushLocks locks = new PushLocks();
        int count = 8;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<StepFixture>> runs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                runs.add(threads.submit(() -> {
                    StepFixture own = new StepFixture("p" + number).rightPassword();
                    LocalWorkspace place = new LocalWorkspace(temp.resolve("w" + number), own.promotionLog());
                    own.workspace(place);
                    change(own, place, server.url("app"), "file" + number, "x\n");
                    own.run(push(IntegrationPolicy.AlwaysRebase, locks), Map.of("path", "src"));
                    return own;
                }));
            }
            List<String> lines = new ArrayList<>();
            for (Future<StepFixture> run : runs) {
                lines.addAll(run.get().log());
            }
            assertThat(app.log("main")).hasSize(count + 1).doesNotHaveDuplicates();
            assertThat(app.files("main")).hasSize(count + 2);
            assertThat(pauses).isEmpty();
            assertThat(lines).filteredOn(line -> line.startsWith("Pushed")).hasSize(count);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void waitersSayForWhomAndEndWhenInterrupted() throws Exception {
        PushLocks locks = new PushLocks();
        List<String> lines = new ArrayList<>();
        try (PushLocks.Held held = locks.acquire("r", "b", "first", lines::add)) {
            Thread waiter = new Thread(() -> {
                try {
                    locks.acquire("r", "b", "second", lines::add).close();
                } catch (InterruptedException e) {
                    lines.add("interrupted");
                }
            });
            waiter.start();
            await().until(() -> !lines.isEmpty());
            locks.acquire("r", "other", "third", lines::add).close();
            waiter.interrupt();
            waiter.join();
            assertThat(held.waited()).isFalse();
        }
        locks.acquire("r", "b", "fourth", lines::add).close();
        assertThat(lines).containsExactly("Waits for promotion first, which is pushing to branch b", "interrupted");
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

    private String head() throws Exception {
        return workspace.git(new InspectOperation("src")).orFail().head();
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
