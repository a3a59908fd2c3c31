package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import java.util.Optional;
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

    /** Whether an actor, as Kargo prints it or as a plain id, is the user. Upper and lower case are alike, as in Jenkins. */
    private static boolean isSame(String user, String actor) {
        return Stream.of(actor, without(actor, "subject:"), without(actor, "email:"))
                .anyMatch(user::equalsIgnoreCase);
    }

    private static String without(String actor, String prefix) {
        return actor.startsWith(prefix) ? actor.substring(prefix.length()) : actor;
    }
}
