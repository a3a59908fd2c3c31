package io.jenkins.plugins.kargo.engine.promotion.step.control;

import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.GoDurations;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import io.jenkins.plugins.kargo.engine.promotion.ApprovalBinding;
import io.jenkins.plugins.kargo.engine.promotion.ApprovalDecision;
import io.jenkins.plugins.kargo.engine.promotion.ApprovalRequest;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepRegistry;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code wait-for-approval}: goes on when enough of the listed people have approved, fails when one of them rejects. */
final class WaitForApprovalStep extends ControlStep {
    private static final String APPROVED = "approved";
    private static final Duration DEFAULT_POLL = Duration.ofSeconds(30);

    private final KargoStore store;

    WaitForApprovalStep(KargoStore store) {
        super(StepRegistry.WAIT_FOR_APPROVAL);
        this.store = store;
    }

    @Override
    public StepResult run(StepContext context) throws StepFailure {
        ApprovalRequest request = request(context);
        if (context.isPreview()) {
            return StepResult.skipped("a preview; it would wait for " + request.describeApprovers(), null);
        }
        Optional<String> obstacle = request.obstacle(context.promotion());
        if (obstacle.isPresent()) {
            throw new StepFailure("it can never be approved: " + obstacle.get());
        }
        Optional<ApprovalRequest> noted = noted(context);
        int reminded = noted.map(ApprovalRequest::reminders).orElse(0);
        if (!noted.equals(Optional.of(request.reminded(reminded)))) {
            context.intend(request.reminded(reminded).toIntention());
            tell(context, "PromotionAwaitsApproval", words(request, new ApprovalDecision.Open(0, List.of())));
        }
        ApprovalDecision decision = ApprovalDecision.of(request, context.approvals());
        if (decision instanceof ApprovalDecision.Granted granted) {
            return StepResult.succeeded(output(granted.answers()));
        }
        if (decision instanceof ApprovalDecision.Rejected rejected) {
            Approval answer = rejected.answer();
            String comment = answer.comment();
            return new StepResult(
                    StepStatus.Failed,
                    "rejected by " + answer.user() + (comment.isEmpty() ? "" : ": " + comment),
                    output(List.of(answer)),
                    null);
        }
        Instant now = context.clock().instant();
        if (request.isExpired(now)) {
            throw new StepFailure("not approved within "
                    + GoDurations.text(duration(context, "timeout").orElseThrow()) + " by "
                    + request.describeApprovers());
        }
        String words = words(request, (ApprovalDecision.Open) decision);
        Duration interval = duration(context, "remindEvery").orElse(null);
        int due = ApprovalTimes.remindersDue(start(context), interval, now);
        if (due > reminded) {
            context.intend(request.reminded(due).toIntention());
            tell(context, "PromotionApprovalReminder", words + ", since " + start(context));
        }
        return StepResult.running(
                words,
                ApprovalTimes.pollAfter(
                        duration(context, "pollInterval").orElse(DEFAULT_POLL),
                        start(context),
                        interval,
                        request.expiresAt(),
                        now));
    }

    private static ApprovalRequest request(StepContext context) {
        int minApprovals = context.config().get("minApprovals") instanceof Number number ? number.intValue() : 1;
        return new ApprovalRequest(
                People.of(context.config().get("approvers")),
                minApprovals,
                ApprovalBinding.of(
                        context.promotion(), context.diffs(), context.step().as()),
                duration(context, "timeout").map(start(context)::plus).orElse(null),
                0);
    }

    private static Optional<ApprovalRequest> noted(StepContext context) {
        return context.intention().isEmpty()
                ? Optional.empty()
                : Optional.of(ApprovalRequest.ofIntention(context.intention()));
    }

    private void tell(StepContext context, String type, String message) {
        store.events()
                .add(new Event(
                        context.promotion().project(),
                        type,
                        context.promotion().name(),
                        "",
                        message,
                        context.clock().instant()));
    }

    private static String words(ApprovalRequest request, ApprovalDecision.Open open) {
        StringBuilder words = new StringBuilder("waits for approval by ").append(request.describeApprovers());
        if (request.minApprovals() > 1) {
            words.append(", ")
                    .append(open.given())
                    .append(" of ")
                    .append(request.minApprovals())
                    .append(" have approved");
        }
        if (open.given() > 0 && !open.missing().isEmpty()) {
            words.append(", that of ")
                    .append(String.join(" and ", open.missing()))
                    .append(" is missing");
        }
        return words.toString();
    }

    /** As the store keeps it, so that it is the same in every run. */
    private static Instant start(StepContext context) {
        return context.promotion()
                .recordOf(context.step().as())
                .map(StepRecord::startedAt)
                .orElseGet(() -> context.clock().instant())
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private static Map<String, Object> output(List<Approval> answers) {
        List<Map<String, Object>> responses = new ArrayList<>();
        for (Approval answer : answers) {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("user", answer.user());
            response.put("action", answer.approved() ? APPROVED : "rejected");
            response.put("time", answer.at().toString());
            response.put("message", answer.comment());
            responses.add(response);
        }
        return Map.of("responses", responses);
    }

    private static Optional<Duration> duration(StepContext context, String key) {
        return context.config().get(key) instanceof String text
                ? Optional.of(GoDurations.parseKargo(text))
                : Optional.empty();
    }
}
