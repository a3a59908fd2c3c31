package io.jenkins.plugins.kargo.engine.promotion.step.script;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.GoDurations;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.promotion.Command;
import io.jenkins.plugins.kargo.engine.promotion.ExecResult;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * {@code sh}: runs a POSIX shell script on the agent. A script that was cut off in the middle, by a restart of the
 * controller for example, is not run a second time unless it says that it changes nothing but files of the work dir.
 */
public final class ShStep implements StepRunner {
    private static final String FILES_ONLY = "filesOnly";
    private static final String ATTEMPT = "attempt";
    private static final String DEFAULT_TIMEOUT = "15m";
    private static final Duration MAX_TIMEOUT = Duration.ofHours(6);
    /** Of what it prints, in bytes. */
    private static final int LOG_LIMIT = 8 << 20;

    private static final int NOT_FOUND = 127;

    @Override
    @NonNull
    public String name() {
        return "sh";
    }

    @Override
    public boolean needsWorkspace() {
        return true;
    }

    @Override
    @NonNull
    public Replay replay() {
        return Replay.IMPOSSIBLE;
    }

    @Override
    @NonNull
    public Replay replay(@NonNull PromotionStep step) {
        return Boolean.TRUE.equals(step.config().get(FILES_ONLY)) ? Replay.FILES : Replay.IMPOSSIBLE;
    }

    @Override
    @NonNull
    public StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        Duration timeout = timeout(config.text("timeout", DEFAULT_TIMEOUT));
        boolean filesOnly = replay(context.step()) == Replay.FILES;
        if (context.isPreview() && !filesOnly) {
            return StepResult.skipped(
                    "a preview runs no script that may change more than files (filesOnly: true says that it does not)",
                    null);
        }
        int errors = context.promotion()
                .recordOf(context.step().as())
                .map(StepRecord::errorCount)
                .orElse(0);
        if (!filesOnly) {
            requireNotCutOff(context, errors);
        }
        PreparedScript script = context.workspace()
                .files(new PrepareScript(config.text("script"), config.text("dir"), ScriptInputs.json(config)));
        context.intend(Map.of(ATTEMPT, errors));
        Command command = new Command(
                script.command(),
                script.directory(),
                ScriptInputs.environment(context, config, script),
                timeout,
                LOG_LIMIT);
        ExecResult result = context.workspace().exec(command, context.log());
        if (result.exitCode() == 0) {
            Map<String, Object> output = ScriptOutputs.parse(context.workspace().files(new TakeOutput()));
            return output == null ? StepResult.succeeded() : StepResult.succeeded(output);
        }
        throw new IOException(failure(result, timeout));
    }

    private static void requireNotCutOff(StepContext context, int errors) throws StepFailure {
        if (context.intention().get(ATTEMPT) instanceof Number begun && begun.intValue() == errors) {
            throw new StepFailure(
                    "the script was cut off in the middle, and how far it came is not known: look at what "
                            + "it did, then promote again. A script that changes nothing but files of the work dir may say "
                            + "filesOnly: true; it is then run again.");
        }
    }

    private static String failure(ExecResult result, Duration timeout) {
        if (result.notFound()) {
            return "the script could not be started: " + result.stderr();
        }
        if (result.exitCode() < 0) {
            return "the script did not end within " + GoDurations.text(timeout) + " and was stopped";
        }
        String hint = result.exitCode() == NOT_FOUND ? " (a program that it calls is missing on the agent)" : "";
        return "the script ended with exit code " + result.exitCode() + hint + "; the build log has what it printed";
    }

    private static Duration timeout(String text) throws StepFailure {
        Duration timeout;
        try {
            timeout = GoDurations.parseGo(text);
        } catch (IllegalArgumentException e) {
            throw new StepFailure("invalid sh config: timeout: " + e.getMessage(), e);
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new StepFailure("invalid sh config: timeout: must be more than 0 and at most "
                    + GoDurations.text(MAX_TIMEOUT) + ", is " + text);
        }
        return timeout;
    }
}
