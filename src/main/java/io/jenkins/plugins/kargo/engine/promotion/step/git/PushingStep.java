package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.model.CredentialRefused;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver.Access;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A step that publishes a checkout's commits or a tag, at most once. Outputs {@code commit}, {@code branch} and, for
 * servers that we know, {@code commitURL}. The intention {@code remote, branch or tag, commit} is stored before each push;
 * a run that finds one looks at the remote first and repeats nothing that has happened.
 */
abstract class PushingStep implements StepRunner {
    private static final int DEFAULT_ATTEMPTS = 10;

    /** Waits between attempts. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    private final String name;
    private final Supplier<GitSettings> settings;
    private final Pause pause;

    PushingStep(String name, Supplier<GitSettings> settings) {
        this(name, settings, duration -> TimeUnit.MILLISECONDS.sleep(duration.toMillis()));
    }

    PushingStep(String name, Supplier<GitSettings> settings, Pause pause) {
        this.name = name;
        this.settings = settings;
        this.pause = pause;
    }

    abstract Pushing pushing(
            StepContext context,
            StepConfig config,
            GitSettings settings,
            PushTarget target,
            @CheckForNull GitAccess access)
            throws StepFailure;

    /** Whose commits' pages are linked, empty to guess it. */
    abstract String provider(StepConfig config);

    @Override
    @NonNull
    public final String name() {
        return name;
    }

    @Override
    public final boolean needsWorkspace() {
        return true;
    }

    @Override
    @NonNull
    public final Replay replay() {
        return Replay.NEVER;
    }

    @Override
    @NonNull
    public final StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException {
        StepConfig config = new StepConfig(context.config());
        InspectOperation.Result local = context.workspace()
                .git(new InspectOperation(config.text("path")))
                .orFail();
        PushTarget target = PushTarget.of(config, local, context.promotion().name());
        if (context.isPreview()) {
            String message = "would push " + local.head() + " to " + target.describe();
            context.log().line("Preview: " + message);
            return StepResult.skipped(message, output(config, target, local.head()));
        }
        GitAccess access;
        try {
            access = Remotes.access(context, target.remote(), Access.WRITE);
        } catch (CredentialRefused e) {
            throw new StepFailure(e.getMessage(), e);
        }
        Pushing pushing = pushing(context, config, settings.get(), target, access);
        String landed = pushing.lookForEarlierRun();
        if (landed.isEmpty()) {
            landed = push(pushing, config.number("maxAttempts", DEFAULT_ATTEMPTS), local.head());
        }
        return StepResult.succeeded(output(config, target, landed));
    }

    private String push(Pushing pushing, int attempts, String head)
            throws StepFailure, IOException, InterruptedException {
        String commit = head;
        for (int attempt = 1; ; attempt++) {
            Pushing.Attempt result = pushing.attempt(commit, attempt > 1);
            if (result.landed()) {
                return result.commit();
            }
            commit = result.commit();
            if (attempt >= attempts) {
                throw new IOException("error pushing commits to remote: gave up after " + attempts
                        + " attempts, because " + "somebody else was faster each time: " + result.message());
            }
            pause.sleep(Backoff.after(attempt));
        }
    }

    private Map<String, Object> output(StepConfig config, PushTarget target, String commit) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("commit", commit);
        if (!target.branch().isEmpty()) {
            output.put("branch", target.branch());
        }
        CommitUrls.of(target.remote(), commit, provider(config)).ifPresent(url -> output.put("commitURL", url));
        return output;
    }
}
