package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.git.GitAccess;
import io.jenkins.plugins.kargo.engine.git.GitException;
import io.jenkins.plugins.kargo.engine.git.SigningKey;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.git.PushOperation.Verdict;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One run of a step that pushes on its way to one target. */
class Pushing {
    private final StepContext context;
    private final GitSettings settings;
    private final PushTarget target;
    private final GitAccess access;
    private final SigningKey key;

    Pushing(
            StepContext context,
            GitSettings settings,
            PushTarget target,
            @CheckForNull GitAccess access,
            @CheckForNull SigningKey key) {
        this.context = context;
        this.settings = settings;
        this.target = target;
        this.access = access;
        this.key = key;
    }

    final StepContext context() {
        return context;
    }

    final PushTarget target() {
        return target;
    }

    @CheckForNull
    final GitAccess access() {
        return access;
    }

    @CheckForNull
    final SigningKey key() {
        return key;
    }

    /** @param commit that has landed, or is to be pushed next; @param message why it has not landed */
    record Attempt(
            boolean landed, @NonNull String commit, @NonNull String message) {}

    /** The commit that an earlier run of the step pushed here; empty when there was none or it did not get through. */
    @NonNull
    String lookForEarlierRun() throws StepFailure, IOException, InterruptedException {
        Map<String, Object> intention = context.intention();
        boolean sameTarget = target.remote().equals(intention.get("remote"))
                && (target.isTag()
                        ? target.tag().equals(intention.get("tag"))
                        : target.branch().equals(intention.get("branch")));
        if (!sameTarget) {
            return "";
        }
        String landed = look(String.valueOf(intention.get("commit")));
        if (!landed.isEmpty()) {
            context.log().line(landed + " is already on " + target.describe() + ": nothing is pushed again");
        }
        return landed;
    }

    /**
     * Pushes, once more after integrating when the branch turns out to have moved.
     *
     * @param integrate whether the branch is known to have moved
     */
    @NonNull
    Attempt attempt(String commit, boolean integrate) throws StepFailure, IOException, InterruptedException {
        String promotion = context.promotion().name();
        try (PushLocks.Held held =
                settings.locks().acquire(target.remote(), target.branch() + target.tag(), promotion, context.log())) {
            boolean integrates = !target.isTag() && !target.force();
            // Most branches have not moved since they were cloned: then the push itself is the only round trip.
            boolean first = integrates && (integrate || held.waited());
            Attempt result = pushOnce(first ? integrate() : commit);
            if (!result.landed() && integrates && !first) {
                result = pushOnce(integrate());
            }
            return result;
        }
    }

    private String integrate() throws StepFailure, IOException, InterruptedException {
        String message = CommitMessage.of(
                "Merge branch '" + target.branch() + "' of " + target.remote(),
                context.promotion().name());
        return context.workspace()
                .git(new IntegrateOperation(target, settings.integration(), access, key, message, StepTime.of(context)))
                .orFail();
    }

    /** Under the lock of the branch. */
    Attempt pushOnce(String commit) throws StepFailure, IOException, InterruptedException {
        intend(commit);
        PushOperation.Result result = context.workspace()
                .git(new PushOperation(target, commit, access))
                .orFail();
        if (result.verdict() == Verdict.PUSHED) {
            context.log().line("Pushed " + commit + " to " + target.describe());
            return new Attempt(true, commit, "");
        }
        if (result.verdict() == Verdict.ALREADY) {
            context.log().line(target.sayAlready(commit));
            return new Attempt(true, commit, "");
        }
        if (result.verdict() == Verdict.STALE) {
            return new Attempt(false, commit, result.message());
        }
        return new Attempt(true, findAfter(result.message(), commit), "");
    }

    /** A connection that broke says nothing about whether the remote took the push. */
    private String findAfter(String message, String commit) throws StepFailure, IOException, InterruptedException {
        IOException failure =
                new GitException("error pushing commits to remote: " + PushReport.words(message, target.describe()));
        String landed = "";
        try {
            landed = look(commit);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        if (landed.isEmpty()) {
            throw failure;
        }
        context.log().line("The push ended with an error, but " + landed + " is on " + target.describe());
        return landed;
    }

    private String look(String commit) throws StepFailure, IOException, InterruptedException {
        return context.workspace()
                .git(new LookOperation(target, commit, context.promotion().name(), access))
                .orFail();
    }

    final void intend(String commit) {
        Map<String, Object> intention = new LinkedHashMap<>();
        intention.put("remote", target.remote());
        intention.put(target.isTag() ? "tag" : "branch", target.isTag() ? target.tag() : target.branch());
        intention.put("commit", commit);
        context.intend(intention);
    }
}
