package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Promotion and its progress.
 *
 * @param name Kargo's {@code stage.ulid.freight}; names of one stage sort by creation
 * @param freight name of the Freight that was asked for
 * @param collection everything the stage will hold when it succeeds (other origins carried over)
 * @param vars promotion-level variables (stage, then template, then the caller's), unevaluated
 * @param steps the inflated steps, every alias set
 * @param currentStep index of the step that runs or comes next; {@code steps.size()} when all are done
 * @param records one for each step that has started, by alias, in order
 * @param waitingFor what it waits for in words (queue, approval, window …), empty when it does not wait
 * @param actor who asked, as Kargo prints actors
 * @param abortRequestedBy who asked to abort it while a step was running, empty when nobody did; whoever carries it out
 *     then ends it
 * @param build the build that carries it out
 * @param configuration hash of the configuration revision it was made from
 */
public record Promotion(
        @NonNull ProjectKey project,
        @NonNull String name,
        @NonNull String stage,
        @NonNull String freight,
        @NonNull FreightCollection collection,
        @NonNull List<Variable> vars,
        @NonNull List<PromotionStep> steps,
        @NonNull PromotionPhase phase,
        @NonNull String message,
        int currentStep,
        @NonNull Map<String, StepRecord> records,
        @NonNull String waitingFor,
        @NonNull String actor,
        @NonNull String abortRequestedBy,
        @NonNull BuildReference build,
        @NonNull String configuration,
        @NonNull Instant createdAt,
        @CheckForNull Instant startedAt,
        @CheckForNull Instant finishedAt) {
    public Promotion {
        vars = Values.list(vars);
        steps = Values.list(steps);
        records = Values.map(records);
        message = Values.text(message);
        waitingFor = Values.text(waitingFor);
        abortRequestedBy = Values.text(abortRequestedBy);
    }

    /** The step to run, empty when all are done. */
    @NonNull
    public Optional<PromotionStep> current() {
        return currentStep < steps.size() ? Optional.of(steps.get(currentStep)) : Optional.empty();
    }

    @NonNull
    public Optional<StepRecord> recordOf(@NonNull String alias) {
        return Optional.ofNullable(records.get(alias));
    }
}
