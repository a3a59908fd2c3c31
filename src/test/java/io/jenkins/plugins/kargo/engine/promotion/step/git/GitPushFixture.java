package io.jenkins.plugins.kargo.engine.promotion.step.git;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository behind a password, a promotion that has it checked out, and the step that pushes. */
abstract class GitPushFixture {
    static final String PROMOTION = "test.01j2w7.abcdef1";

    @TempDir
    Path temp;

    GitHttpServer server;
    GitFixture app;
    LocalWorkspace workspace;
    StepFixture steps;
    final List<Duration> pauses = new ArrayList<>();
    final GitPushStep push = push(IntegrationPolicy.AlwaysRebase, new PushLocks());

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

    GitPushStep push(IntegrationPolicy policy, PushLocks locks) {
        return new GitPushStep(() -> new GitSettings("Kargo", "no-reply@kargo.io", policy, locks), pauses::add);
    }

    static void change(StepFixture steps, LocalWorkspace workspace, String url, String file, String text)
            throws Exception {
        steps.run(
                new GitCloneStep(GitSettings::defaults),
                Map.of("repoURL", url, "checkout", List.of(Map.of("path", "src"))));
        Files.writeString(workspace.workDir().resolve("src").resolve(file), text);
        steps.run(new GitCommitStep(GitSettings::defaults), Map.of("path", "src", "message", "change " + file));
    }

    void change(String file, String text) throws Exception {
        change(steps, workspace, server.url("app"), file, text);
        workspace.forgetCalls();
    }

    StepResult push(Map<String, Object> config) throws Exception {
        return steps.run(push, config);
    }

    void hook(String name, String script) throws IOException {
        Path hook = Files.writeString(app.path().resolve("hooks/" + name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    String head() throws Exception {
        return workspace.git(new InspectOperation("src")).orFail().head();
    }
}
