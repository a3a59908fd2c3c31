package io.jenkins.plugins.kargo.engine.promotion.step.control;

import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.GoDurations;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.promotion.ApprovalBinding;
import io.jenkins.plugins.kargo.engine.promotion.ApprovalRequest;
import io.jenkins.plugins.kargo.engine.promotion.StepContext;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.StepRegistry;
import io.jenkins.plugins.kargo.engine.promotion.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code wait-for-approval}: goes on when enough of the listed people have approved, fails when one of them rejects. */
final class WaitForApprovalStep extends ControlStep {
    private static final Duration DEFAULT_POLL = Duration.ofSeconds(30);

    WaitForApprovalStep() {
        super(StepRegistry.WAIT_FOR_APPROVAL);
    }

    @Override
    public StepResult run(StepContext context) throws StepFailure {
        String alias = context.step().as();
        int minApprovals = context.config().get("minApprovals") instanceof Number number ? number.intValue() : 1;
        ApprovalRequest request =
                new ApprovalRequest(approvers(context), minApprovals, ApprovalBinding.of(context.promotion(), alias));
        if (context.isPreview()) {
            return StepResult.skipped("a preview; it would wait for " + request.describeApprovers(), null);
        }
        if (!isNoted(context, request)) {
            context.intend(request.toIntention());
        }
        List<Approval> answers = context.approvals().stream()
                .filter(answer -> answer.binding().equals(request.binding()))
                .toList();
        Optional<Approval> rejection =
                answers.stream().filter(answer -> !answer.approved()).findFirst();
        if (rejection.isPresent()) {
            String comment = rejection.get().comment();
            throw new StepFailure("rejected by " + rejection.get().user() + (comment.isEmpty() ? "" : ": " + comment));
        }
        if (answers.size() >= request.minApprovals()) {
            return StepResult.succeeded(output(answers));
        }
        requireTimeLeft(context, request);
        String count = request.minApprovals() == 1
                ? ""
                : ", " + answers.size() + " of " + request.minApprovals() + " have approved";
        return StepResult.running(
                "waits for approval by " + request.describeApprovers() + count,
                duration(context, "pollInterval").orElse(DEFAULT_POLL));
    }

    private static boolean isNoted(StepContext context, ApprovalRequest request) {
        return !context.intention().isEmpty()
                && ApprovalRequest.ofIntention(context.intention()).equals(request);
    }

    private static void requireTimeLeft(StepContext context, ApprovalRequest request) throws StepFailure {
        Optional<Duration> timeout = duration(context, "timeout");
        Instant start = context.promotion()
                .recordOf(context.step().as())
                .map(StepRecord::startedAt)
                .orElseGet(() -> context.clock().instant());
        if (timeout.isPresent()
                && start.plus(timeout.get()).isBefore(context.clock().instant())) {
            throw new StepFailure(
                    "not approved within " + GoDurations.text(timeout.get()) + " by " + request.describeApprovers());
        }
    }

    private static List<ApprovalRequest.Entry> approvers(StepContext context) {
        List<ApprovalRequest.Entry> entries = new ArrayList<>();
        for (Object approver : (List<?>) context.config().get("approvers")) {
            entries.add(entry((Map<?, ?>) approver));
        }
        return entries;
    }

    private static ApprovalRequest.Entry entry(Map<?, ?> approver) {
        if (approver.get("user") instanceof String user) {
            return new ApprovalRequest.Entry(user, "");
        }
        if (approver.get("claim") instanceof String claim && "sub".equals(claim)) {
            return new ApprovalRequest.Entry((String) approver.get("value"), "");
        }
        for (String key : List.of("group", "role", "value")) {
            if (approver.get(key) instanceof String group) {
                return new ApprovalRequest.Entry("", group);
            }
        }
        throw new IllegalArgumentException("An approver is neither a user nor a group: " + approver);
    }

    private static Map<String, Object> output(List<Approval> answers) {
        List<Map<String, Object>> responses = new ArrayList<>();
        for (Approval answer : answers) {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("user", answer.user());
            response.put("action", "approved");
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
