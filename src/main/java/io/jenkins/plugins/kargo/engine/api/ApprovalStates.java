package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.promotion.Approver;
import io.jenkins.plugins.kargo.engine.promotion.Promotions;

/** Tells what approval or input a promotion waits for, and whether the caller may give it. */
final class ApprovalStates {
    private final Promotions promotions;

    ApprovalStates(Promotions promotions) {
        this.promotions = promotions;
    }

    /** @return null when it waits for none */
    @CheckForNull
    Views.ApprovalState of(@NonNull Promotion promotion, @NonNull Caller caller) {
        return promotions
                .approvalNeed(promotion, new Approver(caller.userId(), caller.groups(), caller.caseMatters()))
                .map(need -> {
                    boolean may = caller.may(Caller.Right.APPROVE, promotion.project());
                    String reason = may ? need.refusal() : caller.userId() + " is missing the Kargo/Approve permission";
                    return new Views.ApprovalState(
                            need.step(),
                            reason.isEmpty(),
                            reason,
                            need.given(),
                            need.required(),
                            need.missing(),
                            need.expiresAt(),
                            need.binding());
                })
                .orElse(null);
    }

    /** @return null when it waits for no input */
    @CheckForNull
    Views.InputState input(@NonNull Promotion promotion, @NonNull Caller caller) {
        return promotions
                .inputs()
                .need(promotion, new Approver(caller.userId(), caller.groups(), caller.caseMatters()))
                .map(need -> {
                    boolean may = caller.may(Caller.Right.PROMOTE, promotion.project());
                    String reason = may ? need.refusal() : caller.userId() + " is missing the Kargo/Promote permission";
                    return new Views.InputState(
                            need.step(),
                            reason.isEmpty(),
                            reason,
                            need.display(),
                            need.schema(),
                            need.expiresAt(),
                            need.binding());
                })
                .orElse(null);
    }
}
