package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import java.util.List;

/** Promotions and verifications as the API shows them. Pure. */
final class PromotionViews {
    private PromotionViews() {}

    @NonNull
    static Views.PromotionSummary summary(Promotion promotion, @CheckForNull Views.ApprovalState approval) {
        return new Views.PromotionSummary(
                promotion.name(),
                promotion.stage(),
                promotion.freight(),
                aliasOf(promotion),
                promotion.phase(),
                promotion.message(),
                promotion.waitingFor(),
                promotion.actor(),
                link(promotion.build()),
                promotion.createdAt(),
                promotion.startedAt(),
                promotion.finishedAt(),
                promotion.steps().size(),
                promotion.currentStep(),
                promotion.current().map(PromotionStep::as).orElse(""),
                approval);
    }

    @NonNull
    static Views.Promotion of(
            Promotion promotion,
            @CheckForNull Views.ApprovalState approval,
            List<Approval> answers,
            List<VerificationRecord> verifications,
            @CheckForNull Views.InputState input) {
        return new Views.Promotion(
                summary(promotion, approval),
                promotion.steps().stream()
                        .map(step -> step(step, promotion.records().get(step.as())))
                        .toList(),
                answers.stream()
                        .map(each ->
                                new Views.Answer(each.step(), each.user(), each.approved(), each.comment(), each.at()))
                        .toList(),
                verifications.stream().map(PromotionViews::verification).toList(),
                input);
    }

    private static Views.Step step(PromotionStep step, @CheckForNull StepRecord record) {
        if (record == null) {
            return new Views.Step(step.as(), step.uses(), null, "", null, null, 0, step.continueOnError(), null);
        }
        return new Views.Step(
                step.as(),
                step.uses(),
                record.status(),
                record.message(),
                record.startedAt(),
                record.finishedAt(),
                record.errorCount(),
                step.continueOnError(),
                record.output());
    }

    @NonNull
    static Views.Verification verification(VerificationRecord record) {
        return new Views.Verification(
                record.id(),
                record.stage(),
                record.promotion(),
                record.phase(),
                record.message(),
                link(record.build()),
                record.startedAt(),
                record.finishedAt());
    }

    private static Views.BuildLink link(BuildReference build) {
        return new Views.BuildLink(build.id(), build.url(), build.displayName());
    }

    private static String aliasOf(Promotion promotion) {
        return promotion.collection().items().values().stream()
                .filter(freight -> freight.name().equals(promotion.freight()))
                .map(Freight::alias)
                .findFirst()
                .orElse("");
    }
}
