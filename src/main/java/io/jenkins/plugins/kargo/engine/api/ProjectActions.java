package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.Availability;
import io.jenkins.plugins.kargo.engine.freight.FreightAvailability;
import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.promotion.Approver;
import io.jenkins.plugins.kargo.engine.promotion.PromotionRefused;
import io.jenkins.plugins.kargo.engine.promotion.Promotions;
import io.jenkins.plugins.kargo.engine.store.FreightStore;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * What people do to a project. Rights are checked at this moment and as the caller; everything leaves an entry in the
 * audit trail that names the caller.
 */
final class ProjectActions {
    private static final int MAX_COMMENT = 2000;
    private static final String ALIAS = "[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?";

    private final KargoStore store;
    private final ProjectReader reader;
    private final Promotions promotions;
    private final Runners runners;
    private final Clock clock;

    ProjectActions(KargoStore store, ProjectReader reader, Promotions promotions, Runners runners, Clock clock) {
        this.store = store;
        this.reader = reader;
        this.promotions = promotions;
        this.runners = runners;
        this.clock = clock;
    }

    @NonNull
    ApiResponse perform(ApiPath path, ApiRequest request, Caller caller) throws ApiProblem {
        ProjectKey project = path.project();
        String action = path.segment(0) + '/' + path.segment(2);
        switch (path.length() == 1 || path.length() == 3 ? action : "") {
            case "promotions/":
                return promote(
                        project,
                        ApiJson.required(request.body(), "stage"),
                        ApiJson.required(request.body(), "freight"),
                        caller);
            case "promotions/retry":
                Promotion earlier = reader.findPromotion(project, path.segment(1));
                return promote(project, earlier.stage(), earlier.freight(), caller);
            case "promotions/abort":
                return abort(project, path.segment(1), caller);
            case "promotions/approve":
                return answer(project, path.segment(1), true, request, caller);
            case "promotions/reject":
                return answer(project, path.segment(1), false, request, caller);
            case "freight/approve":
                return approveFreight(project, path.segment(1), ApiJson.required(request.body(), "stage"), caller);
            case "freight/alias":
                return rename(project, path.segment(1), ApiJson.required(request.body(), "alias"), caller);
            default:
                throw ApiProblem.notFound("There is nothing to POST at " + request.path() + "; see openapi.yaml");
        }
    }

    private ApiResponse promote(ProjectKey project, String stageName, String freightName, Caller caller)
            throws ApiProblem {
        require(Caller.Right.PROMOTE, project, caller);
        Stage stage = reader.findStage(project, stageName);
        StoredFreight freight = reader.findFreight(project, freightName);
        if (stage.isControlFlow()) {
            throw ApiProblem.conflict("Stage " + stageName + " is a control-flow stage: Freight passes it by itself");
        }
        Availability availability = FreightAvailability.of(stage, freight.freight(), freight.status(), clock.instant());
        if (!availability.isAvailable()) {
            throw ApiProblem.conflict("Freight " + freight.freight().alias() + " is not available to stage " + stageName
                    + ": " + availability.reason());
        }
        Runners.Readiness readiness = runners.readiness(project, caller);
        if (!readiness.possible()) {
            throw ApiProblem.conflict(readiness.reason());
        }
        PromotionRequest wish = new PromotionRequest(
                project,
                UUID.randomUUID().toString(),
                stageName,
                freight.freight().name(),
                caller.userId(),
                clock.instant(),
                "");
        store.transaction(() -> {
            store.requests().add(wish);
            event(
                    project,
                    "PromotionRequested",
                    stageName,
                    caller,
                    "Freight " + freight.freight().alias());
            return wish;
        });
        runners.start(project, wish, caller);
        return ApiJson.ok(
                202, new Views.Request(wish.id(), wish.stage(), wish.freight(), wish.actor(), wish.createdAt()), null);
    }

    private ApiResponse abort(ProjectKey project, String name, Caller caller) throws ApiProblem {
        require(Caller.Right.PROMOTE, project, caller);
        reader.findPromotion(project, name);
        try {
            Promotion asked = promotions.abort(project, name, caller.userId());
            event(project, "PromotionAbortRequested", name, caller, "");
            return ApiJson.ok(200, reader.promotion(asked, caller), null);
        } catch (PromotionRefused refused) {
            throw ApiProblem.conflict(refused.getMessage());
        }
    }

    private ApiResponse answer(ProjectKey project, String name, boolean approved, ApiRequest request, Caller caller)
            throws ApiProblem {
        require(Caller.Right.APPROVE, project, caller);
        reader.findPromotion(project, name);
        String comment = ApiJson.optional(request.body(), "comment");
        if (comment.length() > MAX_COMMENT) {
            throw ApiProblem.badRequest("The comment is longer than " + MAX_COMMENT + " characters");
        }
        String binding = ApiJson.optional(request.body(), "binding");
        try {
            promotions.answer(
                    project,
                    name,
                    new Approver(caller.userId(), caller.groups()),
                    approved,
                    comment,
                    binding.isEmpty() ? null : binding);
            return ApiJson.ok(200, reader.promotion(reader.findPromotion(project, name), caller), null);
        } catch (PromotionRefused refused) {
            throw ApiProblem.forbidden(refused.getMessage());
        }
    }

    private ApiResponse approveFreight(ProjectKey project, String name, String stageName, Caller caller)
            throws ApiProblem {
        require(Caller.Right.APPROVE, project, caller);
        Stage stage = reader.findStage(project, stageName);
        StoredFreight freight = reader.findFreight(project, name);
        if (stage.request(freight.freight().origin()).isEmpty()) {
            throw ApiProblem.conflict("Stage " + stageName + " requests no Freight of "
                    + freight.freight().origin() + ", so an approval would change nothing");
        }
        Instant now = clock.instant();
        store.transaction(() -> {
            store.freight().approved(project, freight.freight().name(), stageName, caller.userId(), now);
            event(project, "FreightApproved", freight.freight().alias(), caller, "for stage " + stageName);
            return now;
        });
        return view(project, freight.freight().name());
    }

    private ApiResponse rename(ProjectKey project, String name, String alias, Caller caller) throws ApiProblem {
        require(Caller.Right.PROMOTE, project, caller);
        StoredFreight freight = reader.findFreight(project, name);
        if (!alias.matches(ALIAS)) {
            throw ApiProblem.badRequest(
                    "An alias has 1 to 63 lower-case letters, digits, dots and hyphens, and begins and"
                            + " ends with a letter or digit; '" + alias + "' does not");
        }
        try {
            store.transaction(() -> {
                store.freight().rename(project, freight.freight().name(), alias);
                event(
                        project,
                        "FreightRenamed",
                        alias,
                        caller,
                        "was " + freight.freight().alias());
                return alias;
            });
        } catch (FreightStore.AliasTakenException taken) {
            throw ApiProblem.conflict(taken.getMessage());
        }
        return view(project, freight.freight().name());
    }

    private ApiResponse view(ProjectKey project, String freight) throws ApiProblem {
        return ApiJson.ok(
                200, reader.freight(reader.findFreight(project, freight), reader.configuration(project)), null);
    }

    private static void require(Caller.Right right, ProjectKey project, Caller caller) throws ApiProblem {
        if (!caller.may(right, project)) {
            String name = right.name().charAt(0) + right.name().substring(1).toLowerCase(java.util.Locale.ROOT);
            throw ApiProblem.forbidden(caller.userId() + " is missing the Kargo/" + name + " permission");
        }
    }

    private void event(ProjectKey project, String type, String subject, Caller caller, String message) {
        store.events().add(new Event(project, type, subject, caller.userId(), message, clock.instant()));
    }
}
