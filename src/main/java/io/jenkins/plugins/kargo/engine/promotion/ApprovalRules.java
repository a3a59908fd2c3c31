package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may answer a promotion that waits for approval. */
final class ApprovalRules {
    private ApprovalRules() {}

    /** The step that waits for answers at this moment. */
    static Optional<StepRecord> waiting(Promotion promotion) {
        return promotion
                .current()
                .filter(step -> StepRegistry.WAIT_FOR_APPROVAL.equals(step.uses()))
                .flatMap(step -> promotion.recordOf(step.as()))
                .filter(record -> !record.status().isTerminal())
                .filter(record -> !record.intention().isEmpty());
    }

    /** @return why this person may not answer, empty when they may */
    static Optional<String> refusal(Promotion promotion, ApprovalRequest request, Approver approver) {
        if (isSame(approver.user(), promotion.actor())) {
            return Optional.of(approver.user() + " asked for promotion " + promotion.name()
                    + ", and so cannot approve or reject it");
        }
        if (promotion.build().startedBy().stream().anyMatch(user -> isSame(approver.user(), user))) {
            return Optional.of(approver.user() + " started " + promotion.build().displayName()
                    + ", which carries out promotion " + promotion.name() + ", and so cannot approve or reject it");
        }
        if (!request.admits(approver)) {
            return Optional.of(approver.user() + " is not among the approvers of promotion " + promotion.name() + ": "
                    + request.describeApprovers());
        }
        return Optional.empty();
    }

    /**
     * Why nobody can ever approve, as far as that can be known: who is in a group is not.
     *
     * @return in words, empty when it may be
     */
    static Optional<String> obstacle(Promotion promotion, ApprovalRequest request) {
        for (ApprovalRequest.Entry entry : request.approvers()) {
            if (entry.required() && isExcluded(promotion, entry.user())) {
                return Optional.of("the approval of " + entry.user() + " is required, who asked for promotion "
                        + promotion.name() + " or started its build, and so cannot approve it");
            }
        }
        if (request.approvers().stream().anyMatch(entry -> entry.user().isEmpty())) {
            return Optional.empty();
        }
        Set<String> eligible = request.approvers().stream()
                .map(ApprovalRequest.Entry::user)
                .filter(user -> !isExcluded(promotion, user))
                .map(user -> user.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return eligible.size() >= request.minApprovals()
                ? Optional.empty()
                : Optional.of("minApprovals is " + request.minApprovals() + ", but of the approvers ("
                        + request.describeApprovers() + ") only " + eligible.size()
                        + " may answer: who asked for the promotion, or started its build, may not");
    }

    private static boolean isExcluded(Promotion promotion, String user) {
        return !user.isEmpty()
                && (isSame(user, promotion.actor())
                        || promotion.build().startedBy().stream().anyMatch(starter -> isSame(user, starter)));
    }

    /** Whether an actor, as Kargo prints it or as a plain id, is the user. Upper and lower case are alike, as in Jenkins. */
    private static boolean isSame(String user, String actor) {
        return Stream.of(actor, without(actor, "subject:"), without(actor, "email:"))
                .anyMatch(user::equalsIgnoreCase);
    }

    private static String without(String actor, String prefix) {
        return actor.startsWith(prefix) ? actor.substring(prefix.length()) : actor;
    }
}
