package io.jenkins.plugins.kargo.engine.promotion.step.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.kargo.engine.git.GitInstallation;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.testing.GitFixture;
import io.jenkins.plugins.kargo.engine.testing.GitHttpServer;
import io.jenkins.plugins.kargo.engine.testing.LocalWorkspace;
import io.jenkins.plugins.kargo.engine.testing.StepFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A remote that rejects, hangs, or cuts the connection in the middle of a push: no commit is lost or repeated. */
class GitPushFaultsTest {
    private enum Fault {
        NONE,
        /** The server never sees the push. */
        CUT_BEFORE,
        /** The server sees half of the push. */
        CUT_IN_THE_MIDDLE,
        /** The server takes the push, the answer is lost. */
        CUT_AFTER,
        /** A hook declines. */
        REJECTED,
        /** Somebody else is faster. */
        OVERTAKEN,
        /** Somebody else is faster, and the answer is lost. */
        OVERTAKEN_AND_CUT
    }

    private static final int PROMOTIONS = 8;
    private static final int RUNS = 4;

    @TempDir
    private Path temp;

    private GitHttpServer server;
    private GitFixture app;
    private CuttingProxy proxy;
    private int others;

    @BeforeEach
    void repository() throws IOException {
        server = GitHttpServer.withPassword(temp.resolve("git"));
        app = server.create("app");
        app.commit("main", "first", Map.of("a.txt", "a\n"));
        proxy = CuttingProxy.before(server);
        Path hook = Files.writeString(
                app.path().resolve("hooks/pre-receive"), "#!/bin/sh\ntest ! -e \"$GIT_DIR/frozen\"\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    private StepFixture promotion(String name, GitInstallation git) throws Exception {
        StepFixture steps = new StepFixture(name).rightPassword();
        LocalWorkspace workspace = new LocalWorkspace(temp.resolve(name), steps.promotionLog(), git);
        steps.workspace(workspace);
        steps.run(
                new GitCloneStep(GitSettings::defaults),
                Map.of("repoURL", proxy.url("app"), "checkout", List.of(Map.of("path", "src"))));
        Files.writeString(workspace.workDir().resolve("src").resolve(name), "x\n");
        steps.run(new GitCommitStep(GitSettings::defaults), Map.of("path", "src", "message", "by " + name));
        return steps;
    }

    private static StepResult push(StepFixture steps) throws Exception {
        GitSettings settings =
                new GitSettings("Kargo", "no-reply@kargo.io", IntegrationPolicy.AlwaysRebase, new PushLocks());
        return steps.run(new GitPushStep(() -> settings, pause -> {}), Map.of("path", "src"));
    }

    private void inject(Fault fault) throws IOException {
        proxy.cutNothing();
        Files.deleteIfExists(app.path().resolve("frozen"));
        switch (fault) {
            case NONE -> {
                // As it should be.
            }
            case CUT_BEFORE -> proxy.cutRequestsOf("git-receive-pack");
            case CUT_IN_THE_MIDDLE -> proxy.halveRequestsOf("git-receive-pack");
            case CUT_AFTER -> proxy.cutAnswersOf("git-receive-pack");
            case REJECTED -> Files.writeString(app.path().resolve("frozen"), "");
            case OVERTAKEN -> somebodyElse();
            case OVERTAKEN_AND_CUT -> {
                somebodyElse();
                proxy.cutAnswersOf("git-receive-pack");
            }
        }
    }

    private void somebodyElse() {
        others++;
        app.commit("main", "somebody else " + others, Map.of("other" + others, "x\n"));
    }

    /** What the engine does with a step that has an error and may be retried. */
    private String pushUntilItSucceeds(StepFixture steps, Random random) throws Exception {
        for (int run = 1; ; run++) {
            Fault fault = run == RUNS ? Fault.NONE : Fault.values()[random.nextInt(Fault.values().length)];
            inject(fault);
            try {
                return String.valueOf(push(steps).output().get("commit"));
            } catch (IOException e) {
                assertThat(run).as(e.getMessage()).isLessThan(RUNS);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyPromotionIsOnTheBranchOnceWhateverTheRemoteDoes(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= PROMOTIONS; i++) {
            String name = "p" + i;
            StepFixture steps = promotion(name, GitInstallation.onPath());
            String commit = pushUntilItSucceeds(steps, random);
            inject(Fault.NONE);
            expected.add(name);
            assertThat(promoted()).as("after " + name + ", seed " + seed).isEqualTo(expected);
            assertThat(history()).contains(commit);
        }
        assertThat(app.log("main")).as("and what others pushed").hasSize(1 + PROMOTIONS + others);
        assertThat(app.files("main")).hasSize(1 + PROMOTIONS + others);
    }

    @Test
    void aPushThatArrivesLongAfterItWasGivenUpChangesNothing() throws Exception {
        GitInstallation impatient = new GitInstallation("git", Map.of(), List.of(), Duration.ofSeconds(2));
        StepFixture steps = promotion("p1", impatient);
        proxy.hangOn("git-receive-pack");
        assertThatThrownBy(() -> push(steps)).hasMessageContaining("did not end within 2 seconds");
        proxy.cutNothing();
        somebodyElse();

        push(steps);
        assertThat(promoted()).containsExactly("p1");
        int requests = served();
        proxy.letGo();

        await().atMost(Duration.ofSeconds(20)).until(() -> served() > requests);
        assertThat(promoted()).containsExactly("p1");
        assertThat(app.files("main")).containsKeys("p1", "other1");
    }

    @Test
    void aPushThatArrivesLateWhenNothingElseHappenedIsTheSameCommit() throws Exception {
        GitInstallation impatient = new GitInstallation("git", Map.of(), List.of(), Duration.ofSeconds(2));
        StepFixture steps = promotion("p1", impatient);
        proxy.hangOn("git-receive-pack");
        assertThatThrownBy(() -> push(steps)).hasMessageContaining("did not end within 2 seconds");
        proxy.cutNothing();
        int requests = served();
        proxy.letGo();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> served() > requests && promoted().size() == 1);

        StepResult result = push(steps);
        assertThat(result.output()).containsEntry("commit", app.head("main"));
        assertThat(steps.log().toString()).contains("nothing is pushed again");
        assertThat(promoted()).containsExactly("p1");
    }

    private int served() {
        return (int) server.http().requests().stream()
                .filter(request -> request.startsWith("POST") && request.endsWith("git-receive-pack"))
                .count();
    }

    /** The promotions whose commits are on the branch, oldest first. */
    private List<String> promoted() {
        List<String> names = new ArrayList<>();
        for (String message : app.log("main")) {
            message.lines()
                    .filter(line -> line.startsWith(CommitMessage.TRAILER + ": "))
                    .forEach(line -> names.add(0, line.substring(CommitMessage.TRAILER.length() + 2)));
        }
        return names;
    }

    private List<String> history() throws IOException {
        List<String> commits = new ArrayList<>();
        try (var repository = app.open();
                var walk = new org.eclipse.jgit.revwalk.RevWalk(repository)) {
            walk.markStart(walk.parseCommit(repository.resolve("refs/heads/main")));
            walk.forEach(commit -> commits.add(commit.name()));
        }
        return commits;
    }
}
