package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.ConfigurationSource;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.FreightStore.StoredFreight;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a project out of the store, with a number of queries that does not depend on how much there is. */
final class ProjectReader {
    private static final int HISTORY = 10;

    private final KargoStore store;
    private final ConfigurationSource configurations;
    private final Runners runners;
    private final ApprovalStates approvals;
    private final Clock clock;

    ProjectReader(
            KargoStore store,
            ConfigurationSource configurations,
            Runners runners,
            ApprovalStates approvals,
            Clock clock) {
        this.store = store;
        this.configurations = configurations;
        this.runners = runners;
        this.approvals = approvals;
        this.clock = clock;
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
        Map<String, StageViews.Facts> facts = facts(project, caller);
        return new Views.ProjectSummary(
                project.path(),
                project.owner(),
                project.name(),
                record.archivedAt() != null,
                configuration(project).stages().values().stream()
                        .map(stage -> StageViews.summary(stage, factsOf(facts, stage)))
                        .toList());
    }

    @NonNull
    Views.Board board(ProjectRecord record, Caller caller, int limit) {
        ProjectKey project = record.key();
        Configuration configuration = configuration(project);
        Map<String, StageViews.Facts> facts = facts(project, caller);
        return new Views.Board(
                info(record, caller),
                caller.userId(),
                new Views.Permissions(
                        caller.may(Caller.Right.PROMOTE, project),
                        caller.may(Caller.Right.APPROVE, project),
                        caller.may(Caller.Right.ADMINISTER, project)),
                StageViews.warehouses(configuration),
                configuration.stages().values().stream()
                        .map(stage -> StageViews.of(stage, factsOf(facts, stage)))
                        .toList(),
                freight(project, configuration, null, null, limit),
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
                readiness.possible() ? "" : readiness.reason());
    }

    @NonNull
    Views.FreightPage freight(
            ProjectKey project,
            Configuration configuration,
            @CheckForNull String warehouse,
            @CheckForNull String before,
            int limit) {
        FreightOrigin origin = warehouse == null ? null : FreightOrigin.warehouse(warehouse);
        return FreightViews.page(
                store.freight().list(project, origin, before, limit), configuration, clock.instant(), limit);
    }

    @NonNull
    Views.Freight freight(StoredFreight stored, Configuration configuration) {
        return FreightViews.of(stored, configuration, clock.instant());
    }

    @NonNull
    Views.StageDetail stage(ProjectKey project, Stage stage, Caller caller) {
        Instant now = clock.instant();
        List<Views.Candidate> candidates = new ArrayList<>();
        stage.requestedFreight().forEach(request -> {
            for (StoredFreight stored : store.freight().list(project, request.origin(), null, HISTORY)) {
                candidates.add(StageViews.candidate(stage, stored, now));
            }
        });
        return Views.StageDetail.of(
                StageViews.of(stage, factsOf(facts(project, caller), stage)),
                store.promotions().history(project, stage.name(), HISTORY).stream()
                        .map(StageViews::history)
                        .toList(),
                candidates,
                store.verifications().list(project, stage.name(), null, HISTORY).stream()
                        .map(PromotionViews::verification)
                        .toList());
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
                store.verifications().list(promotion.project(), promotion.stage(), promotion.name(), HISTORY));
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
    Promotion findPromotion(ProjectKey project, String name) throws ApiProblem {
        return store.promotions()
                .find(project, name)
                .orElseThrow(() -> ApiProblem.notFound("There is no promotion '" + name + "' in " + project));
    }

    /** Facts of every stage that has any. */
    private Map<String, StageViews.Facts> facts(ProjectKey project, Caller caller) {
        Map<String, StageHistoryEntry> held = store.promotions().current(project);
        Map<String, Promotion> latest = store.promotions().latest(project);
        Map<String, VerificationRecord> verifications = store.verifications().latest(project);
        Map<String, List<Promotion>> unfinished = store.promotions().unfinished().stream()
                .filter(promotion -> promotion.project().equals(project))
                .collect(Collectors.groupingBy(Promotion::stage));
        Map<String, StageViews.Facts> facts = new HashMap<>();
        for (String stage : configuration(project).stages().keySet()) {
            List<Promotion> queue = unfinished.getOrDefault(stage, List.of());
            Promotion shown = shown(queue, latest.get(stage));
            facts.put(
                    stage,
                    new StageViews.Facts(
                            held.get(stage),
                            shown,
                            shown == null ? null : approvals.of(shown, caller),
                            verifications.get(stage),
                            Math.max(0, queue.size() - 1)));
        }
        return facts;
    }

    /** The one that runs, before one that waits behind it. */
    @CheckForNull
    private static Promotion shown(List<Promotion> queue, @CheckForNull Promotion latest) {
        return queue.stream()
                .min((one, other) -> one.phase() != other.phase()
                        ? other.phase().compareTo(one.phase())
                        : one.name().compareTo(other.name()))
                .orElse(latest);
    }

    private static StageViews.Facts factsOf(Map<String, StageViews.Facts> facts, Stage stage) {
        return facts.getOrDefault(stage.name(), new StageViews.Facts(null, null, null, null, 0));
    }
}
