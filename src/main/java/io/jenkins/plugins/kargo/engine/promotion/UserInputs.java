package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what people enter for promotions that ask them. An answer is kept with the step that asked, in one transaction, so
 * it outlives the controller. Safe for many threads.
 */
public final class UserInputs {
    private final KargoStore store;
    private final StageSignals signals;
    private final Clock clock;

    UserInputs(KargoStore store, StageSignals signals, Clock clock) {
        this.store = store;
        this.signals = signals;
        this.clock = clock;
    }

    /** The input that the promotion waits for, as this person sees it; empty when it waits for none. */
    @NonNull
    public Optional<InputNeed> need(@NonNull Promotion promotion, @NonNull Approver person) {
        return waiting(promotion).map(record -> {
            InputRequest request = InputRequest.ofIntention(record.intention());
            return new InputNeed(
                    record.alias(),
                    refusal(promotion, request, person).orElse(""),
                    request.display(),
                    request.schema(),
                    request.expiresAt(),
                    request.binding());
        });
    }

    /**
     * What is wrong with an answer, one line each; empty when it is valid.
     *
     * @throws PromotionRefused when the promotion does not wait for input
     */
    @NonNull
    public List<String> problems(@NonNull Promotion promotion, @NonNull Map<String, Object> values)
            throws PromotionRefused {
        StepRecord record = waiting(promotion).orElseThrow(() -> notWaiting(promotion));
        return InputSchema.parse(InputRequest.ofIntention(record.intention()).schema())
                .problems(values);
    }

    /**
     * Takes an answer; the waiting step goes on with it.
     *
     * @param person as checked at this moment; the caller has checked that they may promote at all
     * @param binding of what the person saw, null not to compare
     * @throws PromotionRefused when it waits for no input, asks for something else now, was answered by somebody else, its
     *     time is over, the person is none of those who are asked, or the answer is not valid
     */
    public void answer(
            @NonNull ProjectKey project,
            @NonNull String name,
            @NonNull Approver person,
            @NonNull Map<String, Object> values,
            @CheckForNull String binding)
            throws PromotionRefused {
        String stage;
        try {
            stage = store.transaction(() -> put(project, name, person, values, binding));
        } catch (Refusal e) {
            throw new PromotionRefused(e.getMessage());
        }
        signals.changed(project, stage);
    }

    private String put(
            ProjectKey project,
            String name,
            Approver person,
            Map<String, Object> values,
            @CheckForNull String binding) {
        Promotion promotion = store.promotions()
                .find(project, name)
                .orElseThrow(() -> new Refusal("The project " + project + " has no promotion \"" + name + '"'));
        StepRecord record = waiting(promotion)
                .orElseThrow(() -> new Refusal(notWaiting(promotion).getMessage()));
        InputRequest request = InputRequest.ofIntention(record.intention());
        if (binding != null && !binding.equals(request.binding())) {
            throw new Refusal("What promotion " + name + " asks is not what you saw: look at it again");
        }
        refusal(promotion, request, person).ifPresent(why -> {
            throw new Refusal(why);
        });
        List<String> problems = InputSchema.parse(request.schema()).problems(values);
        if (!problems.isEmpty()) {
            throw new Refusal(String.join("; ", problems));
        }
        InputRequest.Answer answer =
                new InputRequest.Answer(values, person.user(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Map<String, Object> intention = request.answered(answer).toIntention();
        store.promotions().update(project, name, stored -> Transitions.stepIntends(stored, record.alias(), intention));
        // The names only: what was entered stands with the step.
        store.events()
                .add(new Event(
                        project,
                        "PromotionInputGiven",
                        name,
                        person.user(),
                        String.join(", ", values.keySet()),
                        answer.at()));
        return promotion.stage();
    }

    private Optional<String> refusal(Promotion promotion, InputRequest request, Approver person) {
        if (request.answer() != null) {
            return Optional.of(request.answer().by() + " has answered promotion " + promotion.name() + " already");
        }
        if (request.isExpired(clock.instant())) {
            return Optional.of("Promotion " + promotion.name() + " was to be answered until " + request.expiresAt()
                    + ": promote the Freight again");
        }
        return request.admits(person)
                ? Optional.empty()
                : Optional.of(person.user() + " is not among those whom promotion " + promotion.name() + " asks: "
                        + request.describeResponders());
    }

    private static PromotionRefused notWaiting(Promotion promotion) {
        return new PromotionRefused(
                "Promotion " + promotion.name() + " does not wait for input; it is " + promotion.phase());
    }

    private static Optional<StepRecord> waiting(Promotion promotion) {
        return promotion
                .current()
                .filter(step -> StepRegistry.GET_USER_INPUT.equals(step.uses()))
                .flatMap(step -> promotion.recordOf(step.as()))
                .filter(record -> !record.status().isTerminal())
                .filter(record -> !record.intention().isEmpty());
    }

    /** Carries a refusal out of the transaction, which it rolls back. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message, null, false, false);
        }
    }
}
