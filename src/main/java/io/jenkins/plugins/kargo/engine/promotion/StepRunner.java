package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.TaintPolicy;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A kind of promotion step. Implementations are stateless and shared between threads; {@link #run} is called on a pool
 * thread with its configuration evaluated and valid against the step's JSON schema, and is called again after a poll
 * interval, a retried error or a restart: it must look at {@link StepContext#intention()} and at reality before it
 * repeats an effect outside the work dir.
 */
public interface StepRunner {
    /** What becomes of a finished step when the work dir is lost and a later step needs it. */
    enum Replay {
        /**
         * Its result is files only: run it again. The promotion it then sees has the output of the first time, which
         * stays.
         */
        FILES,
        /** It changed the world or asked people: keep its outcome. */
        NEVER,
        /** Nobody knows what it did to the files: the promotion fails, and says so. */
        IMPOSSIBLE
    }

    /**
     * As {@link #needsWorkspace()}, for one use of the step: some need the work dir with some configurations only.
     *
     * @param step as inflated, its configuration not evaluated
     */
    default boolean needsWorkspace(@NonNull PromotionStep step) {
        return needsWorkspace();
    }

    /** The name after {@code uses:}. */
    @NonNull
    String name();

    /** Whether it reads or writes the work dir, so that the promotion needs a workspace to run it. */
    boolean needsWorkspace();

    @NonNull
    Replay replay();

    /**
     * As {@link #replay()}, for one use of the step.
     *
     * @param step as inflated, its configuration not evaluated
     */
    @NonNull
    default Replay replay(@NonNull PromotionStep step) {
        return replay();
    }

    /** The fields of its configuration that may hold secrets, such as {@code headers[0].value}; none by default. */
    @NonNull
    default TaintPolicy secretFields() {
        return TaintPolicy.REFUSE;
    }

    /** After which time a step without {@code retry.timeout} is in error; empty for never. */
    @NonNull
    default Optional<Duration> defaultTimeout() {
        return Optional.empty();
    }

    /**
     * @return Running with a poll interval to be called again; otherwise the outcome
     * @throws StepFailure to end the step as Failed, with a message for people
     * @throws IOException a technical error, counted against the error threshold
     */
    @NonNull
    StepResult run(@NonNull StepContext context) throws StepFailure, IOException, InterruptedException;
}
