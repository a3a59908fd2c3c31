package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.HealthCheck;
import io.jenkins.plugins.kargo.engine.model.HealthStatus;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.StageHealth;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class SqlHealth implements HealthStore {
    private static final String OF_PROJECT =
            "%1$s.controller = :controller AND %1$s.owner = :owner AND %1$s.project = :project";

    /**
     * Begins with what stages hold now: of promotions there are hundreds for each. It counts the checks because SQLite
     * since 3.51 makes a join of an {@code EXISTS} and then gives a stage once per check.
     */
    private static final String WATCHED = "SELECT h.owner, h.project, h.stage AS held_by, h.promotion AS brought_by,"
            + " s.promotion, s.status, s.results, s.since, s.checked_at"
            + " FROM stage_history h LEFT JOIN stage_health s ON s.controller = h.controller AND s.owner = h.owner"
            + " AND s.project = h.project AND s.stage = h.stage AND s.promotion = h.promotion"
            + " WHERE " + OF_PROJECT.formatted("h")
            + " AND h.seq IN (" + Session.newestOfEveryStage("stage_history") + ")"
            + " AND (SELECT COUNT(*) FROM promotion_health c WHERE " + OF_PROJECT.formatted("c")
            + " AND c.promotion = h.promotion) > 0"
            + " AND EXISTS (SELECT 1 FROM project p WHERE " + OF_PROJECT.formatted("p") + " AND p.archived_at IS NULL)"
            + " ORDER BY h.stage";

    private final Database database;

    SqlHealth(Database database) {
        this.database = database;
    }

    @Override
    public void register(ProjectKey project, String promotion, String step, List<HealthCheck> checks) {
        database.write(session -> {
            Row row = new Row().number("seq", session.touch(project)).json("checks", checks);
            Map<String, String> key = Map.of("promotion", promotion, "alias", step);
            if (session.set(project, "promotion_health", row, "promotion = :promotion AND alias = :alias", key) == 0) {
                session.insert(
                        project,
                        "promotion_health",
                        row.text("promotion", promotion).text("alias", step));
            }
            return null;
        });
    }

    @Override
    public List<HealthCheck> checks(ProjectKey project, String promotion) {
        return database.read(session -> session
                .query(
                        project,
                        "SELECT checks FROM promotion_health WHERE " + KEY + " AND promotion = :promotion ORDER BY seq")
                .bind("promotion", promotion)
                .map((row, context) -> Columns.json(row, "checks", Json.HEALTH_CHECKS))
                .list()
                .stream()
                .flatMap(List::stream)
                .toList());
    }

    @Override
    public void put(ProjectKey project, String stage, StageHealth health) {
        database.write(session -> {
            Row seen = new Row()
                    .text("promotion", health.promotion())
                    .text("status", health.status().name())
                    .json("results", health.results())
                    .time("since", health.since());
            Map<String, String> key = Map.of("stage", stage);
            Row time = new Row().time("checked_at", health.checkedAt());
            if (session.set(project, "stage_health", time, "stage = :stage", key) == 0) {
                session.touch(project);
                seen.columns.putAll(time.columns);
                session.insert(project, "stage_health", seen.text("stage", stage));
            } else if (session.set(
                            project,
                            "stage_health",
                            seen,
                            "stage = :stage AND (promotion <> :promotion OR status <> :status OR results <> :results"
                                    + " OR since <> :since)",
                            key)
                    > 0) {
                session.touch(project);
            }
            return null;
        });
    }

    @Override
    public Map<String, StageHealth> latest(ProjectKey project) {
        Map<String, StageHealth> latest = new LinkedHashMap<>();
        database.read(session -> session.query(project, "SELECT * FROM stage_health WHERE " + KEY + " ORDER BY stage")
                .map((row, context) -> latest.put(row.getString("stage"), health(row)))
                .list());
        return latest;
    }

    @Override
    public List<Watched> watched() {
        return database.read(session -> {
            List<Watched> watched = new ArrayList<>();
            session.query("SELECT owner, project FROM project WHERE controller = :controller AND archived_at IS NULL")
                    .map((row, context) -> Columns.project(row))
                    .list()
                    .forEach(project -> watched.addAll(watched(session, project)));
            return watched;
        });
    }

    @Override
    public List<Watched> watched(ProjectKey project) {
        return database.read(session -> watched(session, project));
    }

    private static List<Watched> watched(Session session, ProjectKey project) {
        return session.query(project, WATCHED)
                .map((row, context) -> watched(row))
                .list();
    }

    private static Watched watched(ResultSet row) throws SQLException {
        return new Watched(
                Columns.project(row),
                row.getString("held_by"),
                row.getString("brought_by"),
                row.getString("status") == null ? null : health(row));
    }

    private static StageHealth health(ResultSet row) throws SQLException {
        return new StageHealth(
                row.getString("promotion"),
                HealthStatus.valueOf(row.getString("status")),
                Columns.json(row, "results", Json.HEALTH_RESULTS),
                Columns.time(row, "since"),
                Columns.time(row, "checked_at"));
    }
}
