package io.jenkins.plugins.kargo.engine.promotion.step.common;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.promotion.Command;
import io.jenkins.plugins.kargo.engine.promotion.ExecResult;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program of the agent that a step runs.
 *
 * @param executable found on the block's PATH
 * @param install what to install where it is missing
 */
public record Tool(@NonNull String executable, @NonNull String install) {
    /**
     * Runs the program in the work dir; its warnings go to the log.
     *
     * @return standard output
     * @throws StepFailure when the program is missing
     * @throws IOException when it ends with an error, in its own words
     */
    @NonNull
    public String run(
            @NonNull StepContext context, @NonNull List<String> arguments, @NonNull Map<String, String> environment)
            throws StepFailure, IOException, InterruptedException {
        ExecResult result = start(context, arguments, environment);
        if (result.notFound()) {
            throw new StepFailure(context.step().uses() + " needs " + executable + ", which is not on "
                    + searched(context, result) + ": " + install);
        }
        return output(context, arguments, result);
    }

    /** Runs the program; whoever calls looks at the result. */
    @NonNull
    public ExecResult start(
            @NonNull StepContext context, @NonNull List<String> arguments, @NonNull Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(executable);
        command.addAll(arguments);
        return context.workspace()
                .exec(new Command(command, "", environment, Command.DEFAULT_TIMEOUT, Command.DEFAULT_STDOUT_LIMIT));
    }

    /** Where a missing program was looked for, in words. */
    @NonNull
    public static String searched(@NonNull StepContext context, @NonNull ExecResult missing) {
        String path = missing.searchedPath().isEmpty() ? "" : ' ' + missing.searchedPath();
        return "the PATH" + path + " of " + context.workspace().location();
    }

    /** The output of a program that ran. */
    @NonNull
    public String output(@NonNull StepContext context, @NonNull List<String> arguments, @NonNull ExecResult result)
            throws IOException {
        String words = result.stderr().strip();
        if (result.exitCode() != 0) {
            String how = result.exitCode() < 0
                    ? " did not end within " + Command.DEFAULT_TIMEOUT.toMinutes() + " minutes and was stopped"
                    : " failed with exit code " + result.exitCode();
            throw new IOException(executable + ' ' + arguments.get(0) + how + (words.isEmpty() ? "" : ": " + words));
        }
        words.lines().forEach(line -> context.log().line(executable + ": " + line));
        return result.stdout();
    }
}
