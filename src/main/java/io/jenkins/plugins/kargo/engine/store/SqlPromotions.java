package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

final class SqlPromotions implements PromotionStore {
    private final Database database;
    private final StageHistory history;
    private final Approvals approvals;
    private final RenderedDiffRows diffs;

    SqlPromotions(Database database) {
        this.database = database;
        history = new StageHistory(database);
        approvals = new Approvals(database);
        diffs = new RenderedDiffRows(database);
    }

    @Override
    public void add(Promotion promotion) {
        database.write(session -> {
            ProjectKey project = promotion.project();
            Row row = PromotionRows.progress(promotion);
            row.number("seq", session.touch(project));
            row.columns.putAll(PromotionRows.identity(promotion).columns);
            if (!session.insert(project, "promotion", row)) {
                throw new StoreException(
                        "There is already a promotion " + promotion.name() + " in the project " + project + ".");
            }
            session.insert(
                    project, "promotion_plan", PromotionRows.plan(promotion).text("promotion", promotion.name()));
            PromotionRows.writeSteps(session, promotion, Map.of());
            return null;
        });
    }

    @Override
    public Optional<Promotion> find(ProjectKey project, String name) {
        return database.read(session -> find(session, project, name));
    }

    private static Optional<Promotion> find(Session session, ProjectKey project, String name) {
        return PromotionRows.select(session, of(project, "promotion = :name", Map.of("name", name))).stream()
                .findFirst();
    }

    @Override
    public Promotion update(ProjectKey project, String name, UnaryOperator<Promotion> change) {
        return database.write(session -> {
            Promotion stored = find(session, project, name)
                    .orElseThrow(() ->
                            new StoreException("There is no promotion " + name + " in the project " + project + "."));
            if (stored.phase().isTerminal()) {
                return stored;
            }
            Promotion changed = change.apply(stored);
            PromotionRows.requireSameIdentity(stored, changed);
            return PromotionRows.write(session, stored, changed) ? changed : stored;
        });
    }

    @Override
    public List<Promotion> queue(ProjectKey project, String stage) {
        return list(of(project, "finished = 0 AND stage = :stage ORDER BY seq", Map.of("stage", stage)));
    }

    @Override
    public List<Promotion> list(ProjectKey project, String stage, String before, int limit) {
        StringBuilder condition = new StringBuilder("1 = 1");
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (stage != null) {
            condition.append(" AND stage = :stage");
            arguments.put("stage", stage);
        }
        if (before != null) {
            condition.append(" AND seq < (SELECT b.seq FROM promotion b WHERE b.controller = :controller"
                    + " AND b.owner = :owner AND b.project = :project AND b.promotion = :before)");
            arguments.put("before", before);
        }
        condition.append(" ORDER BY seq DESC LIMIT :limit");
        arguments.put("limit", limit);
        return list(of(project, condition.toString(), arguments));
    }

    @Override
    public List<Promotion> ofFreight(ProjectKey project, String freight, int limit) {
        return list(of(
                project,
                "freight = :freight ORDER BY seq DESC LIMIT :limit",
                Map.of("freight", freight, "limit", limit)));
    }

    @Override
    public List<Promotion> unfinished() {
        return list(new Selection(
                "controller = :controller AND finished = 0 ORDER BY created_at, owner, project, seq", Map.of()));
    }

    @Override
    public List<Promotion> ofBuild(String build) {
        return build.isEmpty()
                ? List.of()
                : list(new Selection(
                        "controller = :controller AND build_id <> '' AND build_id = :build"
                                + " ORDER BY created_at, owner, project, seq",
                        Map.of("build", build)));
    }

    @Override
    public Map<String, Promotion> latest(ProjectKey project) {
        return list(of(project, "seq IN (" + Session.newestOfEveryStage("promotion") + ") ORDER BY stage", Map.of()))
                .stream()
                .collect(Collectors.toMap(Promotion::stage, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    private List<Promotion> list(Selection selection) {
        return database.read(session -> PromotionRows.select(session, selection));
    }

    private static Selection of(ProjectKey project, String condition, Map<String, ?> arguments) {
        Map<String, Object> all = new LinkedHashMap<>(arguments);
        all.put("owner", project.owner());
        all.put("project", project.name());
        return new Selection(KEY + " AND " + condition, all);
    }

    @Override
    public void enterStage(
            ProjectKey project, String stage, FreightCollection collection, String promotion, Instant at) {
        history.add(project, stage, collection, promotion, at);
    }

    @Override
    public List<StageHistoryEntry> history(ProjectKey project, String stage, int limit) {
        return history.list(project, stage, limit);
    }

    @Override
    public Map<String, StageHistoryEntry> current(ProjectKey project) {
        return history.current(project);
    }

    @Override
    public void putDiff(ProjectKey project, String promotion, String step, RenderedDiff diff) {
        diffs.put(project, promotion, step, diff);
    }

    @Override
    public Map<String, RenderedDiff> diffs(ProjectKey project, String promotion) {
        return diffs.of(project, promotion);
    }

    @Override
    public void answer(Approval approval) {
        approvals.put(approval);
    }

    @Override
    public List<Approval> approvals(ProjectKey project, String promotion) {
        return approvals.list(project, promotion);
    }
}
