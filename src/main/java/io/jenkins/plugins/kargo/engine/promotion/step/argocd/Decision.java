package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import io.jenkins.plugins.kargo.engine.argocd.Application;
import io.jenkins.plugins.kargo.engine.argocd.Operation;
import io.jenkins.plugins.kargo.engine.argocd.OperationState;
import io.jenkins.plugins.kargo.engine.promotion.step.common.GoText;
import java.util.List;
import java.util.Optional;

/**
 * What a promotion has to do about an Application now: Kargo's rules ({@code mustPerformUpdate}), except that an operation
 * that was asked for and has not begun is waited for, too, instead of being replaced.
 *
 * @param reason for people; for FAILED what Argo CD says
 */
record Decision(Kind kind, String reason) {
    enum Kind {
        /** Start a sync. */
        START,
        /** An operation is under way. */
        WAIT,
        /** This promotion's sync is done. */
        SUCCEEDED,
        /** This promotion's sync went wrong. */
        FAILED
    }

    /** @param desired one for each source, empty for any revision */
    static Decision of(Application application, String promotion, List<String> desired) {
        Optional<Operation> requested = application.requested();
        if (requested.isPresent()) {
            return new Decision(Kind.WAIT, waitingFor(requested.get(), promotion));
        }
        Optional<OperationState> latest = application.operationState();
        if (latest.isEmpty()) {
            return new Decision(Kind.START, "");
        }
        OperationState state = latest.get();
        if (!state.isCompleted()) {
            return new Decision(Kind.WAIT, waitingFor(state.operation(), promotion));
        }
        if (!state.operation().isOf(promotion)) {
            return new Decision(Kind.START, "");
        }
        if (state.isFailed()) {
            return new Decision(Kind.FAILED, state.message());
        }
        if (state.revisions() == null) {
            return new Decision(Kind.START, "operation completed without a sync result");
        }
        return reached(state.revisions(), desired)
                ? new Decision(Kind.SUCCEEDED, "")
                : new Decision(
                        Kind.START,
                        "sync result revisions " + state.revisions() + " do not match desired revisions " + desired);
    }

    private static boolean reached(List<String> observed, List<String> desired) {
        for (int i = 0; i < desired.size(); i++) {
            boolean wanted = !desired.get(i).isEmpty();
            if (wanted && (i >= observed.size() || !observed.get(i).equals(desired.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static String waitingFor(Operation operation, String promotion) {
        if (operation.isOf(promotion)) {
            return "its sync is under way";
        }
        return operation.isOfAPromotion()
                ? "current operation was not initiated for Promotion " + promotion
                        + ": waiting for operation to complete"
                : "current operation was initiated by " + GoText.quoted(operation.initiatedBy())
                        + ": waiting for operation to complete";
    }
}
