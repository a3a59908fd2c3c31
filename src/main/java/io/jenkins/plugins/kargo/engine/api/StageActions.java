package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.AutoPromotion;
import io.jenkins.plugins.kargo.engine.freight.StageGraph;
import io.jenkins.plugins.kargo.engine.model.BuildReference;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people do about a stage: verify again, stop and resume auto-promotion, roll back, promote on from it. */
final class StageActions {
    private static final int HISTORY = 50;

    private final ApiServices services;
    private final ProjectReader reader;
    private final PromotionRequests requests;
    private final Audit audit;

    StageActions(ApiServices services, ProjectReader reader, PromotionRequests requests, Audit audit) {
        this.services = services;
        this.reader = reader;
        this.requests = requests;
        this.audit = audit;
    }

    @NonNull
    ApiResponse perform(ProjectKey project, String name, String action, ApiRequest request, Caller caller)
            throws ApiProblem {
        switch (action) {
            case "verify":
                return verify(project, name, caller);
            case "abort-verification":
                return abortVerification(project, name, caller);
            case "hold":
                return hold(
                        project,
                        name,
                        ApiJson.optional(request.body(), "warehouse"),
                        Audit.text(request.body(), "reason"),
                        caller);
            case "resume":
                return resume(project, name, ApiJson.optional(request.body(), "warehouse"), caller);
            case "rollback":
                return rollBack(project, name, ApiJson.optional(request.body(), "freight"), caller);
            case "downstream":
                return downstream(project, name, ApiJson.optional(request.body(), "freight"), caller);
            default:
                throw ProjectActions.nothing(request);
        }
    }

    private ApiResponse verify(ProjectKey project, String name, Caller caller) throws ApiProblem {
        audit.require(Caller.Right.PROMOTE, project, caller);
        Stage stage = reader.findStage(project, name);
        StageHistoryEntry held = reader.held(project, name).orElse(null);
        if (held == null) {
            throw ApiProblem.conflict("Stage " + name + " holds nothing that could be verified: promote to it first");
        }
        if (stage.isVerifiedByPipeline()) {
            throw ApiProblem.conflict("Stage " + name + " is verified by the block of kargoVerify in its Jenkinsfile:"
                    + " promote its Freight again, and the build verifies it again");
        }
        VerificationRecord begun = services.verifications().start(project, name, caller.userId(), BuildReference.NONE);
        audit.note(project, "VerificationRequested", name, caller, "promotion " + held.promotion());
        return ApiJson.ok(202, PromotionViews.verification(begun), null);
    }

    private ApiResponse abortVerification(ProjectKey project, String name, Caller caller) throws ApiProblem {
        audit.require(Caller.Right.PROMOTE, project, caller);
        reader.findStage(project, name);
        VerificationRecord running = services.verifications()
                .pendingFor(project, name, null)
                .orElseThrow(() -> ApiProblem.conflict("No verification of stage " + name + " is under way"));
        VerificationRecord ended = services.verifications()
                .settle(
                        project,
                        running.id(),
                        VerificationPhase.Aborted,
                        "aborted by " + caller.userId(),
                        caller.userId());
        return ApiJson.ok(200, PromotionViews.verification(ended), null);
    }

    private ApiResponse hold(ProjectKey project, String name, String warehouse, String reason, Caller caller)
            throws ApiProblem {
        audit.require(Caller.Right.PROMOTE, project, caller);
        Stage stage = reader.findStage(project, name);
        if (!AutoPromotion.isEnabled(reader.configuration(project).promotionPolicies(), stage.metadata())) {
            throw ApiProblem.conflict("Auto-promotion is not enabled for stage " + name
                    + ": no promotion policy of the ProjectConfig enables it");
        }
        String origin = origin(stage, warehouse);
        services.store().transaction(() -> {
            services.store()
                    .holds()
                    .put(new PromotionHold(
                            project,
                            name,
                            origin,
                            caller.userId(),
                            reason,
                            services.clock().instant()));
            audit.note(project, "AutoPromotionHeld", name, caller, message(origin, reason));
            return origin;
        });
        return ApiJson.ok(200, reader.stage(project, stage, caller), null);
    }

    private ApiResponse resume(ProjectKey project, String name, String warehouse, Caller caller) throws ApiProblem {
        audit.require(Caller.Right.PROMOTE, project, caller);
        Stage stage = reader.findStage(project, name);
        String origin = origin(stage, warehouse);
        boolean held = services.store().transaction(() -> {
            boolean removed = services.store().holds().remove(project, name, origin);
            if (removed) {
                audit.note(project, "AutoPromotionResumed", name, caller, message(origin, ""));
            }
            return removed;
        });
        if (!held) {
            throw ApiProblem.conflict("The auto-promotion of stage " + name + " is not held");
        }
        return ApiJson.ok(200, reader.stage(project, stage, caller), null);
    }

    private static String origin(Stage stage, String warehouse) throws ApiProblem {
        if (warehouse.isEmpty()) {
            return "";
        }
        FreightOrigin origin = FreightOrigin.warehouse(warehouse);
        if (stage.request(origin).isEmpty()) {
            throw ApiProblem.notFound("Stage " + stage.name() + " requests no Freight of warehouse " + warehouse);
        }
        return origin.toString();
    }

    private static String message(String origin, String reason) {
        String words = origin.isEmpty() ? "" : "for Freight of " + origin;
        return words.isEmpty() || reason.isEmpty() ? words + reason : words + ": " + reason;
    }

    /** Asks for Freight that the stage held before: the given one, else what it held last before the present one. */
    private ApiResponse rollBack(ProjectKey project, String name, String freightName, Caller caller) throws ApiProblem {
        audit.require(Caller.Right.PROMOTE, project, caller);
        Stage stage = reader.findStage(project, name);
        List<StageHistoryEntry> history = services.store().promotions().history(project, name, HISTORY);
        Freight target = freightName.isEmpty()
                ? previous(name, history)
                : earlier(
                        name, history, reader.findFreight(project, freightName).freight());
        StoredFreight stored = reader.findFreight(project, target.name());
        Optional<String> refusal = requests.refusal(stage, stored);
        if (refusal.isPresent()) {
            throw ApiProblem.conflict(refusal.get());
        }
        requests.requireRunner(project, caller);
        return ApiJson.ok(202, requests.ask(project, stage, stored.freight(), "RollbackRequested", caller), null);
    }

    private static Freight previous(String stage, List<StageHistoryEntry> history) throws ApiProblem {
        if (!history.isEmpty()) {
            Set<String> present = names(history.get(0));
            for (StageHistoryEntry entry : history) {
                for (Freight freight : entry.collection().items().values()) {
                    if (!present.contains(freight.name())) {
                        return freight;
                    }
                }
            }
        }
        throw ApiProblem.conflict("Stage " + stage + " has held nothing else before to which it could go back");
    }

    private static Freight earlier(String stage, List<StageHistoryEntry> history, Freight wanted) throws ApiProblem {
        boolean present = !history.isEmpty() && names(history.get(0)).contains(wanted.name());
        boolean held = history.stream().anyMatch(entry -> names(entry).contains(wanted.name()));
        if (present || !held) {
            throw ApiProblem.conflict("Stage " + stage
                    + (present
                            ? " holds Freight " + wanted.alias() + " now"
                            : " has not held Freight " + wanted.alias())
                    + ": choose one of its history, or promote it instead");
        }
        return wanted;
    }

    private static Set<String> names(StageHistoryEntry entry) {
        Set<String> names = new LinkedHashSet<>();
        entry.collection().items().values().forEach(freight -> names.add(freight.name()));
        return names;
    }

    /** Asks for the same Freight in every stage that takes it from this one; what one of them cannot have is told. */
    private ApiResponse downstream(ProjectKey project, String name, String freightName, Caller caller)
            throws ApiProblem {
        audit.require(Caller.Right.PROMOTE, project, caller);
        Configuration configuration = reader.configuration(project);
        reader.findStage(project, name);
        StoredFreight freight = freightName.isEmpty() ? held(project, name) : reader.findFreight(project, freightName);
        List<Stage> targets = behind(configuration, name, freight.freight().origin());
        if (targets.isEmpty()) {
            throw ApiProblem.conflict(
                    "No stage takes Freight of " + freight.freight().origin() + " from stage " + name);
        }
        requests.requireRunner(project, caller);
        List<Views.Request> asked = new ArrayList<>();
        List<Views.StageRefusal> refused = new ArrayList<>();
        for (Stage stage : targets) {
            Optional<String> refusal = requests.refusal(stage, freight);
            if (refusal.isPresent()) {
                refused.add(new Views.StageRefusal(stage.name(), refusal.get()));
            } else {
                asked.add(requests.ask(project, stage, freight.freight(), "PromotionRequested", caller));
            }
        }
        if (asked.isEmpty()) {
            throw ApiProblem.conflict(refused.get(0).reason());
        }
        return ApiJson.ok(202, new Views.DownstreamRequests(asked, refused), null);
    }

    private StoredFreight held(ProjectKey project, String name) throws ApiProblem {
        StageHistoryEntry held = reader.held(project, name).orElse(null);
        if (held == null || held.collection().items().size() != 1) {
            throw ApiProblem.badRequest("Stage " + name + " holds "
                    + (held == null ? "nothing" : "Freight of several warehouses")
                    + ": say which Freight is meant, as in {\"freight\": \"…\"}");
        }
        return reader.findFreight(
                project, held.collection().items().values().iterator().next().name());
    }

    /** Control-flow stages pass Freight on, so those behind them count instead. */
    private static List<Stage> behind(Configuration configuration, String name, FreightOrigin origin) {
        StageGraph graph = StageGraph.of(configuration.stages().values());
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(graph.downstreams(name));
        List<Stage> found = new ArrayList<>();
        while (!open.isEmpty()) {
            String next = open.pop();
            Stage stage = configuration.stages().get(next);
            if (seen.add(next) && stage.request(origin).isPresent()) {
                if (stage.isControlFlow()) {
                    open.addAll(graph.downstreams(next));
                } else {
                    found.add(stage);
                }
            }
        }
        return found;
    }
}
