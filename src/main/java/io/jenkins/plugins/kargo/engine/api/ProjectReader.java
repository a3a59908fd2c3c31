package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.AutoPromotion;
import io.jenkins.plugins.kargo.engine.freight.Availability;
import io.jenkins.plugins.kargo.engine.freight.FreightAvailability;
import io.jenkins.plugins.kargo.engine.freight.FreightWithStatus;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.store.EventStore;
import io.jenkins.plugins.kargo.engine.store.FreightFilter;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a project out of the store, with a number of queries that does not depend on how much there is. */
final class ProjectReader {
    private static final int HISTORY = 20;

    /** So much of an origin's newest Freight is looked at for what auto-promotion would take. */
    private static final int CANDIDATES = 100;

    private final KargoStore store;
    private final ConfigurationSource configurations;
    private final Runners runners;
    private final ApprovalStates approvals;
    private final StageFacts stageFacts;
    private final Clock clock;

    ProjectReader(ApiServices services) {
        this.store = services.store();
        this.configurations = services.configurations();
        this.runners = services.runners();
        this.approvals = new ApprovalStates(services.promotions());
        this.stageFacts = new StageFacts(store, approvals, services.clock());
        this.clock = services.clock();
    }

    @NonNull
    Configuration configuration(ProjectKey project) {
        return newestRevision(project)
                .flatMap(revision -> configurations.find(project, revision.hash()))
                .orElse(Configuration.EMPTY);
    }

    private Optional<ConfigurationRevision> newestRevision(ProjectKey project) {
        return store.projects().revisions(project, 1).stream().findFirst();
    }

    @NonNull
    Views.ProjectSummary summary(ProjectRecord record, Caller caller) {
        ProjectKey project = record.key();
        Configuration configuration = configuration(project);
        Map<String, StageViews.Facts> facts = stageFacts.all(project, configuration, caller);
        return new Views.ProjectSummary(
                project.path(),
                project.owner(),
                project.name(),
                record.archivedAt() != null,
                configuration.stages().values().stream()
                        .map(stage -> StageViews.summary(stage, facts.get(stage.name())))
                        .toList());
    }

    @NonNull
    Views.Board board(ProjectRecord record, Caller caller, int limit) {
        ProjectKey project = record.key();
        Configuration configuration = configuration(project);
        Map<String, StageViews.Facts> facts = stageFacts.all(project, configuration, caller);
        return new Views.Board(
                info(record, caller),
                caller.userId(),
                new Views.Permissions(
                        caller.may(Caller.Right.PROMOTE, project),
                        caller.may(Caller.Right.APPROVE, project),
                        caller.may(Caller.Right.ADMINISTER, project)),
                WarehouseViews.all(configuration, store.warehouses().checks(project)),
                configuration.stages().values().stream()
                        .map(stage -> StageViews.of(stage, facts.get(stage.name())))
                        .toList(),
                freight(project, configuration, FreightFilter.ALL, null, limit),
                store.requests().pending(project).stream()
                        .map(request -> new Views.Request(
                                request.id(), request.stage(), request.freight(), request.actor(), request.createdAt()))
                        .toList());
    }

    private Views.ProjectInfo info(ProjectRecord record, Caller caller) {
        Runners.Readiness readiness = runners.readiness(record.key(), caller);
        Views.Revision revision = newestRevision(record.key())
                .map(each -> new Views.Revision(each.hash(), each.commit(), each.actor(), each.storedAt()))
                .orElse(null);
        return new Views.ProjectInfo(
                record.key().path(),
                record.key().owner(),
                record.key().name(),
                record.archivedAt() != null,
                record.declared(),
                record.configJob(),
                revision,
                runners.declared(record.key()).runnerJob(),
                readiness.possible() ? "" : readiness.reason());
    }

    @NonNull
    Views.FreightPage freight(
            ProjectKey project,
            Configuration configuration,
            FreightFilter filter,
            @CheckForNull String before,
            int limit) {
        return FreightViews.page(
                store.freight().search(project, filter, before, limit),
                new StagesByOrigin(configuration),
                clock.instant(),
                limit);
    }

    @NonNull
    Views.Freight freight(StoredFreight stored, Configuration configuration) {
        return FreightViews.of(stored, new StagesByOrigin(configuration), clock.instant());
    }

    @NonNull
    Views.FreightDetail freightDetail(ProjectKey project, StoredFreight stored, Caller caller) {
        Configuration configuration = configuration(project);
        StagesByOrigin stages = new StagesByOrigin(configuration);
        return new Views.FreightDetail(
                freight(stored, configuration),
                stored.status().metadata(),
                FreightViews.availability(stored, stages, clock.instant()),
                store.promotions().ofFreight(project, stored.freight().name(), HISTORY).stream()
                        .map(each -> PromotionViews.summary(each, approvals.of(each, caller)))
                        .toList());
    }

    @NonNull
    Views.StageDetail stage(ProjectKey project, Stage stage, Caller caller) {
        Instant now = clock.instant();
        StageViews.Facts facts = stageFacts.of(project, configuration(project), stage, caller);
        Set<String> held = facts.held() == null
                ? Set.of()
                : names(facts.held().collection().items().values());
        Set<String> next = facts.autoPromotion().enabled()
                ? names(autoPromotionCandidates(project, stage).values())
                : Set.of();
        List<Views.Candidate> candidates = new ArrayList<>();
        stage.requestedFreight().forEach(request -> {
            for (StoredFreight stored : store.freight().list(project, request.origin(), null, HISTORY)) {
                candidates.add(StageViews.candidate(stage, stored, held, next, now));
            }
        });
        return new Views.StageDetail(
                StageViews.of(stage, facts),
                store.promotions().history(project, stage.name(), HISTORY).stream()
                        .map(StageViews::history)
                        .toList(),
                candidates,
                store.verifications().list(project, stage.name(), null, HISTORY).stream()
                        .map(PromotionViews::verification)
                        .toList());
    }

    private static Set<String> names(Collection<Freight> freight) {
        return freight.stream().map(Freight::name).collect(Collectors.toSet());
    }

    /** What auto-promotion would promote to the stage, by origin, whether or not it is enabled or held. */
    @NonNull
    Map<String, Freight> autoPromotionCandidates(ProjectKey project, Stage stage) {
        List<FreightWithStatus> newest = new ArrayList<>();
        stage.requestedFreight()
                .forEach(request -> store.freight().list(project, request.origin(), null, CANDIDATES).stream()
                        .map(stored -> new FreightWithStatus(stored.freight(), stored.status()))
                        .forEach(newest::add));
        return AutoPromotion.candidates(stage, AutoPromotion.selectable(stage, newest, clock.instant()));
    }

    /** What promoting the Freight would change in what the stage has, and whether it can be asked for. */
    @NonNull
    Views.Preview preview(ProjectKey project, Stage stage, StoredFreight stored, Caller caller) {
        Freight freight = stored.freight();
        String origin = freight.origin().toString();
        StageHistoryEntry held = held(project, stage.name()).orElse(null);
        Freight present = held == null ? null : held.collection().items().get(origin);
        Availability availability = FreightAvailability.of(stage, freight, stored.status(), clock.instant());
        Runners.Readiness readiness = runners.readiness(project, caller);
        Freight next = AutoPromotion.isEnabled(configuration(project).promotionPolicies(), stage.metadata())
                ? autoPromotionCandidates(project, stage).get(origin)
                : null;
        return new Views.Preview(
                stage.name(),
                Comparisons.name(freight),
                availability.isAvailable(),
                availability.reason(),
                readiness.possible() ? "" : readiness.reason(),
                next == null || next.name().equals(freight.name())
                        ? ""
                        : "auto-promotion of this warehouse's Freight stops until it is resumed, because it would"
                                + " promote " + next.alias(),
                present == null ? null : Comparisons.name(present),
                Comparisons.changes(present, freight));
    }

    /** What the promotion changed in the rendered output so far. */
    @NonNull
    Views.Diff diff(Promotion promotion) {
        List<Views.StepDiff> steps = new ArrayList<>();
        store.promotions()
                .diffs(promotion.project(), promotion.name())
                .forEach((step, diff) -> steps.add(Views.StepDiff.of(step, diff)));
        return new Views.Diff(promotion.name(), steps);
    }

    @NonNull
    Views.WarehouseDetail warehouse(ProjectKey project, Warehouse warehouse) {
        return WarehouseViews.detail(
                warehouse, store.warehouses().find(project, warehouse.name()).orElse(null));
    }

    @NonNull
    Views.ConfigurationInfo configurationInfo(ProjectRecord record, int limit, Caller caller) {
        Runners.Declared declared = runners.declared(record.key());
        Runners.Readiness readiness = runners.readiness(record.key(), caller);
        return new Views.ConfigurationInfo(
                record.key().owner(),
                record.configJob(),
                record.declared(),
                declared.branch(),
                declared.manifests(),
                declared.runnerJob(),
                readiness.possible() ? "" : readiness.reason(),
                declared.promoters(),
                store.projects().revisions(record.key(), limit).stream()
                        .map(each -> new Views.RevisionEntry(
                                each.hash(), each.commit(), each.actor(), each.storedAt(), each.build()))
                        .toList());
    }

    @NonNull
    Views.RequestDetail request(ProjectKey project, String id) throws ApiProblem {
        PromotionRequest request = store.requests()
                .find(project, id)
                .orElseThrow(() -> ApiProblem.notFound("There is no request '" + id + "' in " + project
                        + " any more: its build ended without carrying it out"));
        return new Views.RequestDetail(
                new Views.Request(
                        request.id(), request.stage(), request.freight(), request.actor(), request.createdAt()),
                request.promotion());
    }

    @NonNull
    Views.VerificationList verifications(ProjectKey project, @CheckForNull String stage, int limit) {
        return new Views.VerificationList(store.verifications().list(project, stage, null, limit).stream()
                .map(PromotionViews::verification)
                .toList());
    }

    @NonNull
    Views.EventList events(ProjectKey project, @CheckForNull Long before, int limit) {
        List<EventStore.Entry> entries = store.events().page(project, before, limit);
        return new Views.EventList(
                entries.stream()
                        .map(EventStore.Entry::event)
                        .map(event -> new Views.EventView(
                                event.type(), event.subject(), event.actor(), event.message(), event.at()))
                        .toList(),
                entries.size() < limit
                        ? null
                        : Long.toString(entries.get(entries.size() - 1).place()));
    }

    @NonNull
    Views.PromotionPage promotions(
            ProjectKey project, @CheckForNull String stage, @CheckForNull String before, int limit, Caller caller) {
        List<Promotion> promotions = store.promotions().list(project, stage, before, limit);
        String next = promotions.size() < limit
                ? null
                : promotions.get(promotions.size() - 1).name();
        return new Views.PromotionPage(
                promotions.stream()
                        .map(each -> PromotionViews.summary(each, approvals.of(each, caller)))
                        .toList(),
                next);
    }

    @NonNull
    Views.Promotion promotion(Promotion promotion, Caller caller) {
        return PromotionViews.of(
                promotion,
                approvals.of(promotion, caller),
                store.promotions().approvals(promotion.project(), promotion.name()),
                store.verifications().list(promotion.project(), promotion.stage(), promotion.name(), HISTORY),
                approvals.input(promotion, caller));
    }

    @NonNull
    StoredFreight findFreight(ProjectKey project, String nameOrAlias) throws ApiProblem {
        return store.freight()
                .find(project, nameOrAlias)
                .orElseThrow(() -> ApiProblem.notFound("There is no Freight '" + nameOrAlias + "' in " + project));
    }

    @NonNull
    Stage findStage(ProjectKey project, String name) throws ApiProblem {
        return configuration(project)
                .stage(name)
                .orElseThrow(() -> ApiProblem.notFound("There is no stage '" + name + "' in " + project));
    }

    @NonNull
    Warehouse findWarehouse(ProjectKey project, String name) throws ApiProblem {
        return configuration(project)
                .warehouse(name)
                .orElseThrow(() -> ApiProblem.notFound("There is no warehouse '" + name + "' in " + project));
    }

    @NonNull
    VerificationRecord findVerification(ProjectKey project, String id) throws ApiProblem {
        return store.verifications()
                .find(project, id)
                .orElseThrow(() -> ApiProblem.notFound("There is no verification '" + id + "' in " + project));
    }

    @NonNull
    Promotion findPromotion(ProjectKey project, String name) throws ApiProblem {
        return store.promotions()
                .find(project, name)
                .orElseThrow(() -> ApiProblem.notFound("There is no promotion '" + name + "' in " + project));
    }

    /** What the stage holds now. */
    @NonNull
    Optional<StageHistoryEntry> held(ProjectKey project, String stage) {
        return stageFacts.held(project, stage);
    }
}
