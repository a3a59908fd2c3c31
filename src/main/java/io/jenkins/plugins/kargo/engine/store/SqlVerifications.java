package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

final class SqlVerifications implements VerificationStore {
    private final Database database;

    SqlVerifications(Database database) {
        this.database = database;
    }

    @Override
    public void add(VerificationRecord verification) {
        database.write(session -> {
            ProjectKey project = verification.project();
            Row row = row(verification).text("id", verification.id()).number("seq", session.touch(project));
            if (!session.insert(project, "verification", row)) {
                throw new StoreException(
                        "There is already a verification " + verification.id() + " in the project " + project + ".");
            }
            return null;
        });
    }

    private static Row row(VerificationRecord verification) {
        Row row = new Row()
                .text("stage", verification.stage())
                .text("promotion", verification.promotion())
                .text("collection", verification.collection())
                .text("phase", verification.phase().name())
                .flag("finished", verification.phase().isTerminal())
                .text("message", verification.message())
                .text("actor", verification.actor())
                .json("result", verification.result())
                .time("started_at", verification.startedAt())
                .time("finished_at", verification.finishedAt());
        Columns.build(row, verification.build());
        return row;
    }

    @Override
    public Optional<VerificationRecord> find(ProjectKey project, String id) {
        return database.read(session -> find(session, project, id));
    }

    private static Optional<VerificationRecord> find(Session session, ProjectKey project, String id) {
        return session.query(project, "SELECT * FROM verification WHERE " + KEY + " AND id = :id")
                .bind("id", id)
                .map((row, context) -> verification(row))
                .findOne();
    }

    @Override
    public VerificationRecord update(ProjectKey project, String id, UnaryOperator<VerificationRecord> change) {
        return database.write(session -> {
            VerificationRecord stored = find(session, project, id)
                    .orElseThrow(() ->
                            new StoreException("There is no verification " + id + " in the project " + project + "."));
            if (stored.phase().isTerminal()) {
                return stored;
            }
            VerificationRecord changed = change.apply(stored);
            if (!changed.project().equals(project) || !changed.id().equals(id)) {
                throw new StoreException("A verification's project and id never change: " + id);
            }
            Row changes = row(changed).changesFrom(row(stored));
            if (changes.isEmpty()) {
                return stored;
            }
            session.touch(project);
            session.set(project, "verification", changes, "id = :id", Map.of("id", id));
            return changed;
        });
    }

    @Override
    public List<VerificationRecord> list(ProjectKey project, String stage, String promotion, int limit) {
        StringBuilder condition = new StringBuilder();
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (stage != null) {
            condition.append(" AND stage = :stage");
            arguments.put("stage", stage);
        }
        if (promotion != null) {
            condition.append(" AND promotion = :promotion");
            arguments.put("promotion", promotion);
        }
        return database.read(session -> session.query(
                        project,
                        "SELECT * FROM verification WHERE " + KEY + condition + " ORDER BY seq DESC LIMIT :limit")
                .bindMap(arguments)
                .bind("limit", limit)
                .map((row, context) -> verification(row))
                .list());
    }

    @Override
    public Map<String, VerificationRecord> latest(ProjectKey project) {
        return database.read(session -> session
                .query(
                        project,
                        "SELECT * FROM verification WHERE " + KEY + " AND seq IN ("
                                + Session.newestOfEveryStage("verification") + ") ORDER BY stage")
                .map((row, context) -> verification(row))
                .stream()
                .collect(Collectors.toMap(
                        VerificationRecord::stage, Function.identity(), (a, b) -> a, LinkedHashMap::new)));
    }

    @Override
    public List<VerificationRecord> unfinished() {
        return database.read(session -> session.query("SELECT * FROM verification WHERE controller = :controller"
                        + " AND finished = 0 ORDER BY started_at, owner, project, seq")
                .map((row, context) -> verification(row))
                .list());
    }

    private static VerificationRecord verification(ResultSet row) throws SQLException {
        return new VerificationRecord(
                Columns.project(row),
                row.getString("id"),
                row.getString("stage"),
                row.getString("promotion"),
                row.getString("collection"),
                VerificationPhase.valueOf(row.getString("phase")),
                row.getString("message"),
                row.getString("actor"),
                Columns.build(row),
                Columns.json(row, "result", Json.VALUES),
                Columns.time(row, "started_at"),
                Columns.time(row, "finished_at"));
    }
}
