package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.InvalidPinException;
import io.jenkins.plugins.kargo.engine.discovery.Warehouses;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What people do about warehouses: let them look again, put Freight together by hand. */
final class WarehouseActions {
    private final ApiServices services;
    private final ProjectReader reader;
    private final Audit audit;

    WarehouseActions(ApiServices services, ProjectReader reader, Audit audit) {
        this.services = services;
        this.reader = reader;
        this.audit = audit;
    }

    @NonNull
    ApiResponse perform(ProjectKey project, String name, String action, ApiRequest request, Caller caller)
            throws ApiProblem {
        switch (action) {
            case "refresh":
                return refresh(project, name, caller);
            case "freight":
                return assemble(project, name, ApiJson.texts(request.body(), "versions"), caller);
            default:
                throw ProjectActions.nothing(request);
        }
    }

    private ApiResponse refresh(ProjectKey project, String name, Caller caller) throws ApiProblem {
        audit.require(Caller.Right.PROMOTE, project, caller);
        Warehouse warehouse = reader.findWarehouse(project, name);
        Optional<String> refusal = services.refresher().refresh(project, warehouse.name(), caller);
        if (refusal.isPresent()) {
            throw ApiProblem.conflict(refusal.get());
        }
        audit.note(project, "WarehouseRefreshRequested", name, caller, "");
        return ApiJson.ok(202, reader.warehouse(project, warehouse), null);
    }

    private ApiResponse assemble(ProjectKey project, String name, Map<String, String> versions, Caller caller)
            throws ApiProblem {
        audit.require(Caller.Right.PROMOTE, project, caller);
        Warehouse warehouse = reader.findWarehouse(project, name);
        Map<Integer, String> byPlace = new HashMap<>();
        for (Map.Entry<String, String> entry : versions.entrySet()) {
            if (!entry.getKey().matches("\\d{1,3}")) {
                throw ApiProblem.badRequest("\"versions\" is keyed by the place of the subscription, from \"0\"; '"
                        + entry.getKey() + "' is none");
            }
            byPlace.put(Integer.valueOf(entry.getKey()), entry.getValue());
        }
        try {
            Warehouses.Stored stored = services.warehouses().assemble(project, warehouse, byPlace, caller.userId());
            return ApiJson.ok(
                    stored.created() ? 201 : 200,
                    reader.freight(reader.findFreight(project, stored.freight().name()), reader.configuration(project)),
                    null);
        } catch (InvalidPinException e) {
            throw ApiProblem.conflict(e.getMessage());
        }
    }
}
