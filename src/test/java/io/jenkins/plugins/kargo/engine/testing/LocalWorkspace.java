package io.jenkins.plugins.kargo.engine.testing;

import io.jenkins.plugins.kargo.engine.git.GitInstallation;
import io.jenkins.plugins.kargo.engine.git.GitOperation;
import io.jenkins.plugins.kargo.engine.git.ProcessGitCli;
import io.jenkins.plugins.kargo.engine.promotion.Command;
import io.jenkins.plugins.kargo.engine.promotion.ExecResult;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A work dir on this machine. Operations and results go through Java serialization as on their way to an agent, and
 * every call is counted as the round trip that it would be.
 */
public final class LocalWorkspace implements Workspace {
    private final Path workDir;
    private final Path temporary;
    private final PromotionLog log;
    private final GitInstallation git;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** @param directory gets the work dir and, beside it, a folder for temporary files */
    public LocalWorkspace(Path directory, PromotionLog log) throws IOException {
        this(directory, log, GitInstallation.onPath());
    }

    public LocalWorkspace(Path directory, PromotionLog log, GitInstallation git) throws IOException {
        this.workDir = Files.createDirectories(directory.resolve("work")).toRealPath();
        this.temporary = Files.createDirectories(directory.resolve("tmp")).toRealPath();
        this.log = log;
        this.git = git;
    }

    public Path workDir() {
        return workDir;
    }

    /** Where credentials lie while git runs: empty at all other times. */
    public Path temporary() {
        return temporary;
    }

    /** The environment of the block, for programs; {@code PATH} is searched for them. */
    public LocalWorkspace withEnvironment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Round trips so far: {@code files}, {@code git} or {@code exec} and what was run. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public void forgetCalls() {
        calls.clear();
    }

    @Override
    public String location() {
        return "local:" + workDir;
    }

    @Override
    public <T extends Serializable> T files(FileOperation<T> operation)
            throws IOException, InterruptedException, StepFailure {
        calls.add("files " + operation.getClass().getSimpleName());
        return copy(copy(operation).run(workDir, log));
    }

    @Override
    public <T extends Serializable> T git(GitOperation<T> operation)
            throws IOException, InterruptedException, StepFailure {
        calls.add("git " + operation.getClass().getSimpleName());
        return copy(copy(operation).run(new ProcessGitCli(git, temporary), workDir));
    }

    @Override
    public ExecResult exec(Command command) throws IOException, InterruptedException {
        calls.add("exec " + command.arguments().get(0));
        File stdout = File.createTempFile("stdout", "", temporary.toFile());
        File stderr = File.createTempFile("stderr", "", temporary.toFile());
        try {
            ProcessBuilder builder = new ProcessBuilder(onPath(command.arguments()))
                    .directory(workDir.resolve(command.directory()).toFile())
                    .redirectOutput(stdout)
                    .redirectError(stderr);
            builder.environment().putAll(environment);
            builder.environment().putAll(command.environment());
            Process process;
            try {
                process = builder.start();
            } catch (IOException e) {
                return new ExecResult(-1, true, "", e.getMessage(), environment.getOrDefault("PATH", ""));
            }
            int exitCode = -1;
            try {
                if (process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                    exitCode = process.exitValue();
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
            if (stdout.length() > command.stdoutLimit()) {
                throw new IOException(command.arguments().get(0) + " printed more than " + command.stdoutLimit());
            }
            return new ExecResult(
                    exitCode, false, Files.readString(stdout.toPath()), Files.readString(stderr.toPath()));
        } finally {
            Files.delete(stdout.toPath());
            Files.delete(stderr.toPath());
        }
    }

    @Override
    public ExecResult exec(Command command, PromotionLog output) throws IOException, InterruptedException {
        ExecResult result = exec(command);
        result.stdout().lines().forEach(output::line);
        result.stderr().lines().forEach(output::line);
        return result.notFound() ? result : new ExecResult(result.exitCode(), false, "", "");
    }

    /** ProcessBuilder looks for a program on the PATH of this process; a launcher looks on that of the block. */
    private List<String> onPath(List<String> arguments) {
        List<String> resolved = new ArrayList<>(arguments);
        String path = environment.get("PATH");
        if (path != null && !arguments.get(0).contains("/")) {
            resolved.set(0, "/nonexistent/" + arguments.get(0));
            for (String folder : path.split(File.pathSeparator)) {
                Path program = Path.of(folder, arguments.get(0));
                if (Files.isExecutable(program)) {
                    resolved.set(0, program.toString());
                    break;
                }
            }
        }
        return resolved;
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }
}
