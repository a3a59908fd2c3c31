package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * What people do to a project. Rights are checked at this moment and as the caller; everything leaves an entry in the
 * audit trail that names the caller.
 */
final class ProjectActions {
    private final PromotionActions promotions;
    private final FreightActions freight;
    private final StageActions stages;
    private final WarehouseActions warehouses;

    ProjectActions(ApiServices services, ProjectReader reader) {
        Audit audit = new Audit(services.store(), services.clock());
        PromotionRequests requests = new PromotionRequests(services, reader, audit);
        promotions = new PromotionActions(services, reader, requests, audit);
        freight = new FreightActions(services, reader, audit);
        stages = new StageActions(services, reader, requests, audit);
        warehouses = new WarehouseActions(services, reader, audit);
    }

    @NonNull
    ApiResponse perform(ApiPath path, ApiRequest request, Caller caller) throws ApiProblem {
        String subject = path.segment(1);
        switch (path.length() == 1 || path.length() == 3 ? path.segment(0) : "") {
            case "promotions":
                return promotions.perform(path.project(), subject, path.segment(2), request, caller);
            case "freight":
                return freight.perform(path.project(), subject, path.segment(2), request, caller);
            case "stages":
                return stages.perform(path.project(), subject, path.segment(2), request, caller);
            case "warehouses":
                return warehouses.perform(path.project(), subject, path.segment(2), request, caller);
            default:
                throw nothing(request);
        }
    }

    static ApiProblem nothing(ApiRequest request) {
        return ApiProblem.notFound("There is nothing to POST at " + request.path() + "; see openapi.yaml");
    }
}
