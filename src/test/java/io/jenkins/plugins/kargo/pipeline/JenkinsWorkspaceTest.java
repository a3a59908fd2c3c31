package io.jenkins.plugins.kargo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.promotion.Command;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class JenkinsWorkspaceTest {
    private static final SecretMask MASK = SecretMask.of(new Credential.Token("id", new SecretText("hunter2hunter2")));

    @TempDir
    Path directory;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private Path workDir;
    private JenkinsWorkspace workspace;

    @BeforeEach
    void open() throws Exception {
        FilePath ws =
                new FilePath(Files.createDirectory(directory.resolve("ws")).toFile());
        TaskListener listener = new StreamTaskListener(log, StandardCharsets.UTF_8);
        EnvVars environment = new EnvVars("PATH", System.getenv("PATH"), "FROM_BLOCK", "yes");
        workspace = new JenkinsWorkspace(
                JenkinsWorkspace.workDir(ws, "test.1.abc"),
                new AgentCommand(new Launcher.LocalLauncher(listener), environment, timer),
                new GitOnAgent("git", knownHosts -> "-o StrictHostKeyChecking=yes"),
                listener,
                "[test] ",
                () -> MASK);
        workDir = directory.resolve("ws@tmp/kargo/test.1.abc");
        Files.createDirectories(workDir);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void theWorkDirLiesBesideTheWorkspace() throws Exception {
        assertThat(workspace.location()).isEqualTo(workDir.toString());
        assertThat(workspace.<String>files((dir, lines) -> dir.toString())).isEqualTo(workDir.toString());
    }

    @Test
    void whatAnOperationLogsIsMaskedAndInTheLogWithItsPrefixWhenItReturns() throws Exception {
        workspace.<Boolean>files((dir, lines) -> {
            lines.line("password is hunter2hunter2");
            return true;
        });

        assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("[test] password is ****\n");
    }

    @Test
    void aFailureKeepsItsWordsAndItsKind() {
        assertThatThrownBy(() -> workspace.<Boolean>files((dir, lines) -> {
                    throw new StepFailure("no file x, hunter2hunter2");
                }))
                .isInstanceOf(StepFailure.class)
                .hasMessage("no file x, ****");
        assertThatThrownBy(() -> workspace.<Boolean>files((dir, lines) -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThatThrownBy(() -> workspace.<Boolean>files((dir, lines) -> {
                    throw new IllegalStateException("oops");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("IllegalStateException: oops")
                .hasNoCause();
    }

    @Test
    void aProgramRunsInAFolderOfTheWorkDirWithTheBlocksEnvironment() throws Exception {
        Files.createDirectory(workDir.resolve("out"));
        Command command = new Command(
                List.of("sh", "-c", "pwd; echo $FROM_BLOCK"), "out", Map.of(), Command.DEFAULT_TIMEOUT, 1024);

        assertThat(workspace.exec(command).stdout()).isEqualTo(workDir.resolve("out") + "\nyes\n");
    }

    @Test
    void gitRunsBesideTheFilesAndLeavesNothingBehind() throws Exception {
        String top = workspace.git((git, dir) -> {
            git.run(dir, "init", "--quiet");
            return git.run(dir, "rev-parse", "--show-toplevel").strip();
        });

        assertThat(top).isEqualTo(workDir.toRealPath().toString());
        assertThat(JenkinsWorkspace.temporary(workDir)).isEmptyDirectory();
    }

    @Test
    void gitsWordsComeBackMasked() {
        assertThatThrownBy(() -> workspace.<String>git((git, dir) -> git.run(dir, "rev-parse", "hunter2hunter2")))
                .hasMessageContaining("git rev-parse failed")
                .hasMessageNotContaining("hunter2hunter2");
    }

    @Test
    void withoutAWorkspaceThereIsNone() throws Exception {
        assertThat(JenkinsWorkspace.find(
                        new Context(Map.of(TaskListener.class, TaskListener.NULL)), "p", "", () -> MASK, timer))
                .isNull();
    }

    private static final class Context extends StepContext {
        private static final long serialVersionUID = 1;

        private final transient Map<Class<?>, Object> values;

        Context(Map<Class<?>, Object> values) {
            this.values = values;
        }

        @Override
        public <T> T get(Class<T> key) {
            return key.cast(values.get(key));
        }

        @Override
        public void onSuccess(Object result) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onFailure(Throwable t) {
            throw new UnsupportedOperationException(t);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public ListenableFuture<Void> saveState() {
            return Futures.immediateVoidFuture();
        }

        @Override
        public void setResult(Result r) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BodyInvoker newBodyInvoker() {
            throw new IllegalStateException("no body");
        }

        @Override
        public boolean equals(Object o) {
            return this == o;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
