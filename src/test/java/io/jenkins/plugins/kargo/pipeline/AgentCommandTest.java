package io.jenkins.plugins.kargo.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import io.jenkins.plugins.kargo.engine.promotion.Command;
import io.jenkins.plugins.kargo.engine.promotion.ExecResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class AgentCommandTest {
    @TempDir
    Path directory;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void aProgramIsFoundOnThePathOfTheBlock() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path tool = Files.writeString(bin.resolve("kargo-test-tool"), "#!/bin/sh\necho \"tool $1 $KEY\"\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));

        ExecResult result = command(new EnvVars("PATH", bin + ":/usr/bin:/bin"))
                .run(
                        new Command(
                                List.of("kargo-test-tool", "a b; echo c"),
                                "",
                                Map.of("KEY", "value"),
                                Command.DEFAULT_TIMEOUT,
                                1024),
                        new FilePath(directory.toFile()));

        assertThat(result).isEqualTo(new ExecResult(0, false, "tool a b; echo c value\n", ""));
    }

    @Test
    void aMissingProgramIsSaidToBeMissing() throws Exception {
        ExecResult result = command(new EnvVars("PATH", "/usr/bin:/bin"))
                .run(Command.of("kargo-no-such-tool", "x"), new FilePath(directory.toFile()));

        assertThat(result.notFound()).isTrue();
        assertThat(result.exitCode()).isEqualTo(127);
        assertThat(result.searchedPath()).isEqualTo("/usr/bin:/bin");
    }

    @Test
    void aMissingProgramIsFoundMissingOnThePathOfTheCommandWhateverElseItHolds() throws Exception {
        Command missing = new Command(
                List.of("kargo-no-such-tool"),
                "",
                Map.of("PATH", directory.resolve("a b").toString()),
                Command.DEFAULT_TIMEOUT,
                1024);

        ExecResult result =
                command(new EnvVars("PATH", "/usr/bin:/bin")).run(missing, new FilePath(directory.toFile()));

        assertThat(result.notFound()).isTrue();
        assertThat(result.searchedPath()).isEqualTo(directory.resolve("a b").toString());
    }

    @Test
    void aProgramThatMissesAnotherIsNotMissingItself() throws Exception {
        ExecResult result = command(new EnvVars("PATH", "/usr/bin:/bin"))
                .run(
                        Command.of("env", "sh", "-c", "echo 'plugin: not found' >&2; exit 127"),
                        new FilePath(directory.toFile()));

        assertThat(result).isEqualTo(new ExecResult(127, false, "", "plugin: not found\n"));
    }

    @Test
    void aMissingProgramWithAPathIsSaidToBeMissingToo() throws Exception {
        ExecResult result = command(new EnvVars())
                .run(Command.of(directory.resolve("none").toString()), new FilePath(directory.toFile()));

        assertThat(result.notFound()).isTrue();
    }

    @Test
    void anExitCodeAndTheErrorOutputComeBack() throws Exception {
        ExecResult result = command(new EnvVars("PATH", "/usr/bin:/bin"))
                .run(Command.of("sh", "-c", "echo wrong >&2; exit 3"), new FilePath(directory.toFile()));

        assertThat(result).isEqualTo(new ExecResult(3, false, "", "wrong\n"));
    }

    @Test
    void aProgramThatTakesTooLongIsStopped() throws Exception {
        ExecResult result = command(new EnvVars("PATH", "/usr/bin:/bin"))
                .run(
                        new Command(List.of("sleep", "60"), "", Map.of(), Duration.ofMillis(200), 1024),
                        new FilePath(directory.toFile()));

        assertThat(result.exitCode()).isEqualTo(-1);
    }

    @Test
    void tooMuchOutputIsAnError() {
        assertThatThrownBy(() -> command(new EnvVars("PATH", "/usr/bin:/bin"))
                        .run(
                                new Command(List.of("echo", "0123456789"), "", Map.of(), Command.DEFAULT_TIMEOUT, 4),
                                new FilePath(directory.toFile())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("echo printed more than 4 bytes");
    }

    private AgentCommand command(EnvVars environment) {
        return new AgentCommand(new Launcher.LocalLauncher(TaskListener.NULL), environment, timer);
    }
}
