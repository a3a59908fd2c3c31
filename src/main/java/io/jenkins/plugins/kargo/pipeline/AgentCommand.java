package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import io.jenkins.plugins.kargo.engine.promotion.Command;
import io.jenkins.plugins.kargo.engine.promotion.ExecResult;
import io.jenkins.plugins.kargo.engine.promotion.PromotionLog;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs one program through a block's launcher, with its environment, within a time limit. */
final class AgentCommand {
    private static final Logger LOGGER = Logger.getLogger(AgentCommand.class.getName());
    private static final int STDERR_LIMIT = 64 << 10;
    private static final int NOT_FOUND = 127;
    private static final String MISSING = "kargo: not found on the PATH ";
    private static final Pattern SEARCHED = Pattern.compile("^" + MISSING + "(.*)$", Pattern.MULTILINE);

    /** {@code command} and {@code echo} are the shell's own: no further process, and none that the PATH must have. */
    private static final String START = "command -v \"$0\" >/dev/null || { echo \"" + MISSING + "$PATH\" >&2; exit "
            + NOT_FOUND + "; }; exec \"$0\" \"$@\"";

    private final Launcher launcher;
    private final EnvVars environment;
    private final ScheduledExecutorService timer;

    AgentCommand(Launcher launcher, EnvVars environment, ScheduledExecutorService timer) {
        this.launcher = launcher;
        this.environment = environment;
        this.timer = timer;
    }

    @NonNull
    ExecResult run(@NonNull Command command, @NonNull FilePath directory) throws IOException, InterruptedException {
        BoundedOutput stdout = new BoundedOutput(command.stdoutLimit(), true);
        BoundedOutput stderr = new BoundedOutput(STDERR_LIMIT, false);
        ExecResult result = run(command, directory, stdout, stderr);
        if (stdout.isOverflown()) {
            throw new IOException(command.arguments().get(0) + " printed more than " + command.stdoutLimit()
                    + " bytes, which is more than is kept");
        }
        String errors = result.stderr() + stderr.text();
        Matcher searched = SEARCHED.matcher(errors);
        if (result.exitCode() == NOT_FOUND && searched.find()) {
            return new ExecResult(NOT_FOUND, true, "", errors, searched.group(1));
        }
        return new ExecResult(result.exitCode(), result.notFound(), stdout.text(), errors);
    }

    /** @param output gets both streams, line by line */
    @NonNull
    ExecResult run(@NonNull Command command, @NonNull FilePath directory, @NonNull PromotionLog output)
            throws IOException, InterruptedException {
        try (LineOutput stdout = new LineOutput(output, command.stdoutLimit());
                LineOutput stderr = new LineOutput(output, command.stdoutLimit())) {
            return run(command, directory, stdout, stderr);
        }
    }

    /** The result has no output but the reason why the program could not be started. */
    private ExecResult run(Command command, FilePath directory, OutputStream stdout, OutputStream stderr)
            throws IOException, InterruptedException {
        EnvVars all = new EnvVars(environment);
        all.overrideAll(command.environment());
        AtomicBoolean timedOut = new AtomicBoolean();
        Proc process;
        try {
            process = launcher.launch()
                    .cmds(arguments(command.arguments(), launcher.isUnix()))
                    .envs(all)
                    .pwd(directory)
                    .stdout(stdout)
                    .stderr(stderr)
                    .quiet(true)
                    .start();
        } catch (IOException e) {
            if (isMissing(e) && directory.exists()) {
                return new ExecResult(NOT_FOUND, true, "", String.valueOf(e.getMessage()));
            }
            throw e;
        }
        ScheduledFuture<?> limit = timer.schedule(
                () -> {
                    timedOut.set(true);
                    kill(process);
                },
                command.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
        int exitCode;
        try {
            exitCode = process.join();
        } catch (InterruptedException e) {
            kill(process);
            throw e;
        } finally {
            limit.cancel(false);
        }
        return new ExecResult(timedOut.get() ? -1 : exitCode, false, "", "");
    }

    /**
     * Java looks a program up on the PATH of the agent itself; the shell does so on the PATH that {@code withEnv},
     * {@code tool} or a container gives, and knows which that was. The arguments pass through it untouched.
     */
    static List<String> arguments(List<String> arguments, boolean unix) {
        if (!unix || arguments.get(0).indexOf('/') >= 0) {
            return arguments;
        }
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", START));
        all.addAll(arguments);
        return all;
    }

    private static boolean isMissing(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("error=2,") || message.contains("No such file");
    }

    private static void kill(Proc process) {
        try {
            process.kill();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "A program could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
