package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.promotion.Approver;
import io.jenkins.plugins.kargo.engine.promotion.InputNeed;
import io.jenkins.plugins.kargo.engine.promotion.PromotionRefused;
import io.jenkins.plugins.kargo.engine.promotion.Promotions;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people do about promotions: ask for one, ask again, end one, answer one that waits. */
final class PromotionActions {
    private final Promotions promotions;
    private final ProjectReader reader;
    private final PromotionRequests requests;
    private final Audit audit;

    PromotionActions(ApiServices services, ProjectReader reader, PromotionRequests requests, Audit audit) {
        this.promotions = services.promotions();
        this.reader = reader;
        this.requests = requests;
        this.audit = audit;
    }

    /** @param name of the promotion, empty together with {@code action} to ask for a new one */
    @NonNull
    ApiResponse perform(ProjectKey project, String name, String action, ApiRequest request, Caller caller)
            throws ApiProblem {
        switch (action) {
            case "":
                return promote(
                        project,
                        ApiJson.required(request.body(), "stage"),
                        ApiJson.required(request.body(), "freight"),
                        "PromotionRequested",
                        caller);
            case "retry":
                Promotion earlier = reader.findPromotion(project, name);
                return promote(project, earlier.stage(), earlier.freight(), "PromotionRetryRequested", caller);
            case "abort":
                return abort(project, name, caller);
            case "approve":
                return answer(project, name, true, request, caller);
            case "reject":
                return answer(project, name, false, request, caller);
            case "input":
                return input(project, name, request, caller);
            default:
                throw ProjectActions.nothing(request);
        }
    }

    private ApiResponse promote(ProjectKey project, String stageName, String freightName, String type, Caller caller)
            throws ApiProblem {
        audit.require(Caller.Right.PROMOTE, project, caller);
        Stage stage = reader.findStage(project, stageName);
        StoredFreight freight = reader.findFreight(project, freightName);
        Optional<String> refusal = requests.refusal(stage, freight);
        if (refusal.isPresent()) {
            throw ApiProblem.conflict(refusal.get());
        }
        requests.requireRunner(project, caller);
        return ApiJson.ok(202, requests.ask(project, stage, freight.freight(), type, caller), null);
    }

    private ApiResponse abort(ProjectKey project, String name, Caller caller) throws ApiProblem {
        audit.require(Caller.Right.PROMOTE, project, caller);
        reader.findPromotion(project, name);
        try {
            Promotion asked = promotions.abort(project, name, caller.userId());
            audit.note(project, "PromotionAbortRequested", name, caller, "");
            return ApiJson.ok(200, reader.promotion(asked, caller), null);
        } catch (PromotionRefused refused) {
            throw ApiProblem.conflict(refused.getMessage());
        }
    }

    private ApiResponse answer(ProjectKey project, String name, boolean approved, ApiRequest request, Caller caller)
            throws ApiProblem {
        audit.require(Caller.Right.APPROVE, project, caller);
        reader.findPromotion(project, name);
        String comment = Audit.text(request.body(), "comment");
        String binding = ApiJson.optional(request.body(), "binding");
        try {
            promotions.answer(
                    project,
                    name,
                    new Approver(caller.userId(), caller.groups(), caller.caseMatters()),
                    approved,
                    comment,
                    binding.isEmpty() ? null : binding);
            return ApiJson.ok(200, reader.promotion(reader.findPromotion(project, name), caller), null);
        } catch (PromotionRefused refused) {
            throw ApiProblem.forbidden(refused.getMessage());
        }
    }

    private ApiResponse input(ProjectKey project, String name, ApiRequest request, Caller caller) throws ApiProblem {
        audit.require(Caller.Right.PROMOTE, project, caller);
        Promotion promotion = reader.findPromotion(project, name);
        Map<String, Object> values = ApiJson.object(request.body(), "values");
        String binding = ApiJson.optional(request.body(), "binding");
        Approver person = new Approver(caller.userId(), caller.groups(), caller.caseMatters());
        String refusal = promotions
                .inputs()
                .need(promotion, person)
                .map(InputNeed::refusal)
                .orElse("");
        if (!refusal.isEmpty()) {
            throw ApiProblem.forbidden(refusal);
        }
        try {
            List<String> problems = promotions.inputs().problems(promotion, values);
            if (!problems.isEmpty()) {
                throw ApiProblem.badRequest(String.join("; ", problems));
            }
            promotions.inputs().answer(project, name, person, values, binding.isEmpty() ? null : binding);
            return ApiJson.ok(200, reader.promotion(reader.findPromotion(project, name), caller), null);
        } catch (PromotionRefused refused) {
            throw ApiProblem.conflict(refused.getMessage());
        }
    }
}
