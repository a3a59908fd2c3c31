package io.jenkins.plugins.kargo.engine.promotion.step.control;

import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.GoDurations;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.promotion.ApprovalBinding;
import io.jenkins.plugins.kargo.engine.promotion.InputRequest;
import io.jenkins.plugins.kargo.engine.promotion.InputSchema;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepRegistry;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code get-user-input}: asks people with a form and goes on with what one of them enters. */
final class GetUserInputStep extends ControlStep {
    private static final Duration DEFAULT_POLL = Duration.ofSeconds(30);

    private final KargoStore store;

    GetUserInputStep(KargoStore store) {
        super(StepRegistry.GET_USER_INPUT);
        this.store = store;
    }

    @Override
    public StepResult run(StepContext context) throws StepFailure {
        InputSchema schema = schema(context);
        InputRequest request = request(context, schema);
        String words = "waits for input by " + request.describeResponders();
        if (context.isPreview()) {
            return StepResult.skipped(
                    "a preview; it " + words.replaceFirst("^waits", "would wait"), Map.of("values", schema.defaults()));
        }
        Optional<InputRequest> noted = context.intention().isEmpty()
                ? Optional.empty()
                : Optional.of(InputRequest.ofIntention(context.intention()));
        if (!noted.map(one -> one.answered(null)).equals(Optional.of(request))) {
            context.intend(request.toIntention());
            tell(context, words);
        } else if (noted.get().answer() != null) {
            return StepResult.succeeded(output(noted.get().answer()));
        }
        Instant now = context.clock().instant();
        if (request.isExpired(now)) {
            throw new StepFailure("not answered within "
                    + GoDurations.text(duration(context, "timeout").orElseThrow()) + " by "
                    + request.describeResponders());
        }
        Duration poll = duration(context, "pollInterval").orElse(DEFAULT_POLL);
        return StepResult.running(words, ApprovalTimes.pollAfter(poll, start(context), null, request.expiresAt(), now));
    }

    @SuppressWarnings("unchecked")
    private static InputSchema schema(StepContext context) throws StepFailure {
        try {
            return InputSchema.of((Map<String, Object>) context.config().get("schema"));
        } catch (IllegalArgumentException e) {
            throw new StepFailure(e.getMessage(), e);
        }
    }

    private static InputRequest request(StepContext context, InputSchema schema) {
        String display = display(context.config().get("display"));
        String binding = ApprovalBinding.of(
                context.promotion(), context.diffs(), context.step().as());
        return new InputRequest(
                schema.toString(),
                People.of(context.config().get("responders")),
                display,
                ApprovalBinding.with(binding, schema + "\n" + display),
                duration(context, "timeout").map(start(context)::plus).orElse(null),
                null);
    }

    private static String display(Object display) {
        if (display instanceof Map<?, ?> map) {
            Object text = map.get("description") == null ? map.get("title") : map.get("description");
            return text == null ? "" : text.toString();
        }
        return display == null ? "" : display.toString();
    }

    private void tell(StepContext context, String message) {
        store.events()
                .add(new Event(
                        context.promotion().project(),
                        "PromotionAwaitsInput",
                        context.promotion().name(),
                        "",
                        message,
                        context.clock().instant()));
    }

    private static Map<String, Object> output(InputRequest.Answer answer) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("values", answer.values());
        output.put("respondedBy", answer.by());
        output.put("respondedAt", answer.at().toString());
        return output;
    }

    /** As the store keeps it, so that it is the same in every run. */
    private static Instant start(StepContext context) {
        return context.promotion()
                .recordOf(context.step().as())
                .map(StepRecord::startedAt)
                .orElseGet(() -> context.clock().instant())
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private static Optional<Duration> duration(StepContext context, String key) {
        return context.config().get(key) instanceof String text
                ? Optional.of(GoDurations.parseKargo(text))
                : Optional.empty();
    }
}
