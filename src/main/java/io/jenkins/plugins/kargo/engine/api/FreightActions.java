package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.store.FreightStore;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;
import java.time.Instant;

/** What people do to Freight: approve it for a stage, give it another alias. */
final class FreightActions {
    private static final String ALIAS = "[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?";

    private final KargoStore store;
    private final ProjectReader reader;
    private final Audit audit;
    private final Clock clock;

    FreightActions(ApiServices services, ProjectReader reader, Audit audit) {
        this.store = services.store();
        this.reader = reader;
        this.audit = audit;
        this.clock = services.clock();
    }

    @NonNull
    ApiResponse perform(ProjectKey project, String name, String action, ApiRequest request, Caller caller)
            throws ApiProblem {
        switch (action) {
            case "approve":
                return approve(project, name, ApiJson.required(request.body(), "stage"), caller);
            case "alias":
                return rename(project, name, ApiJson.required(request.body(), "alias"), caller);
            default:
                throw ProjectActions.nothing(request);
        }
    }

    private ApiResponse approve(ProjectKey project, String name, String stageName, Caller caller) throws ApiProblem {
        audit.require(Caller.Right.APPROVE, project, caller);
        Stage stage = reader.findStage(project, stageName);
        StoredFreight freight = reader.findFreight(project, name);
        if (stage.request(freight.freight().origin()).isEmpty()) {
            throw ApiProblem.conflict("Stage " + stageName + " requests no Freight of "
                    + freight.freight().origin() + ", so an approval would change nothing");
        }
        Instant now = clock.instant();
        store.transaction(() -> {
            store.freight().approved(project, freight.freight().name(), stageName, caller.userId(), now);
            audit.note(project, "FreightApproved", freight.freight().alias(), caller, "for stage " + stageName);
            return now;
        });
        return view(project, freight.freight().name());
    }

    private ApiResponse rename(ProjectKey project, String name, String alias, Caller caller) throws ApiProblem {
        audit.require(Caller.Right.PROMOTE, project, caller);
        StoredFreight freight = reader.findFreight(project, name);
        if (!alias.matches(ALIAS)) {
            throw ApiProblem.badRequest(
                    "An alias has 1 to 63 lower-case letters, digits, dots and hyphens, and begins and"
                            + " ends with a letter or digit; '" + alias + "' does not");
        }
        try {
            store.transaction(() -> {
                store.freight().rename(project, freight.freight().name(), alias);
                audit.note(
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
}
