package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.AutoPromotion;
import io.jenkins.plugins.kargo.engine.freight.Availability;
import io.jenkins.plugins.kargo.engine.freight.FreightAvailability;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks for promotions: notes the wish and starts the project's runner job, whose {@code kargoPromote} adopts it. Who
 * promotes by hand something else than auto-promotion would, stops it for that origin; who promotes what it would have
 * promoted resumes it, as in Kargo.
 */
final class PromotionRequests {
    private final ApiServices services;
    private final ProjectReader reader;
    private final Audit audit;

    PromotionRequests(ApiServices services, ProjectReader reader, Audit audit) {
        this.services = services;
        this.reader = reader;
        this.audit = audit;
    }

    /** Why this Freight cannot be asked for now, in words; empty when it can. */
    @NonNull
    Optional<String> refusal(Stage stage, StoredFreight stored) {
        if (stage.isControlFlow()) {
            return Optional.of("Stage " + stage.name() + " is a control-flow stage: Freight passes it by itself");
        }
        Availability availability = FreightAvailability.of(
                stage, stored.freight(), stored.status(), services.clock().instant());
        return availability.isAvailable()
                ? Optional.empty()
                : Optional.of("Freight " + stored.freight().alias() + " is not available to stage " + stage.name()
                        + ": " + availability.reason());
    }

    /** @throws ApiProblem when no build could carry it out */
    void requireRunner(ProjectKey project, Caller caller) throws ApiProblem {
        Runners.Readiness readiness = services.runners().readiness(project, caller);
        if (!readiness.possible()) {
            throw ApiProblem.conflict(readiness.reason());
        }
    }

    /**
     * Call after the right, the runner and {@link #refusal} were looked at.
     *
     * @param type of the entry in the audit trail
     */
    @NonNull
    Views.Request ask(ProjectKey project, Stage stage, Freight freight, String type, Caller caller) {
        PromotionRequest wish = new PromotionRequest(
                project,
                UUID.randomUUID().toString(),
                stage.name(),
                freight.name(),
                caller.userId(),
                services.clock().instant(),
                "");
        services.store().transaction(() -> {
            services.store().requests().add(wish);
            audit.note(project, type, stage.name(), caller, "Freight " + freight.alias());
            holdOrResume(project, stage, freight, caller);
            return wish;
        });
        services.runners().start(project, wish, caller);
        return new Views.Request(wish.id(), wish.stage(), wish.freight(), wish.actor(), wish.createdAt());
    }

    private void holdOrResume(ProjectKey project, Stage stage, Freight freight, Caller caller) {
        Configuration configuration = reader.configuration(project);
        if (!AutoPromotion.isEnabled(configuration.promotionPolicies(), stage.metadata())) {
            return;
        }
        String origin = freight.origin().toString();
        Freight candidate = reader.autoPromotionCandidates(project, stage).get(origin);
        if (candidate == null) {
            return;
        }
        if (!candidate.name().equals(freight.name())) {
            services.store()
                    .holds()
                    .put(new PromotionHold(
                            project,
                            stage.name(),
                            origin,
                            caller.userId(),
                            "promoted " + freight.alias() + " by hand instead of " + candidate.alias(),
                            services.clock().instant()));
            audit.note(project, "AutoPromotionHeld", stage.name(), caller, "for Freight of " + origin);
        } else if (services.store().holds().remove(project, stage.name(), origin)) {
            audit.note(project, "AutoPromotionResumed", stage.name(), caller, "for Freight of " + origin);
        }
    }
}
