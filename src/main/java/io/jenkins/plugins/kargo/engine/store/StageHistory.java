package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.StageHistoryEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The collections that stages hold and held. */
final class StageHistory {
    private final Database database;

    StageHistory(Database database) {
        this.database = database;
    }

    void add(ProjectKey project, String stage, FreightCollection collection, String promotion, Instant at) {
        database.write(session -> session.insert(
                project,
                "stage_history",
                new Row()
                        .text("stage", stage)
                        .number("seq", session.touch(project))
                        .json("collection", collection)
                        .text("promotion", promotion)
                        .time("since", at)));
    }

    List<StageHistoryEntry> list(ProjectKey project, String stage, int limit) {
        return database.read(session -> session.query(
                        project,
                        "SELECT * FROM stage_history WHERE " + KEY
                                + " AND stage = :stage ORDER BY seq DESC LIMIT :limit")
                .bind("stage", stage)
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
    }

    Map<String, StageHistoryEntry> current(ProjectKey project) {
        return database.read(session -> session
                .query(
                        project,
                        "SELECT * FROM stage_history WHERE " + KEY + " AND seq IN ("
                                + Session.newestOfEveryStage("stage_history") + ") ORDER BY stage")
                .map((row, context) -> entry(row))
                .stream()
                .collect(Collectors.toMap(
                        StageHistoryEntry::stage, Function.identity(), (a, b) -> a, LinkedHashMap::new)));
    }

    private static StageHistoryEntry entry(ResultSet row) throws SQLException {
        return new StageHistoryEntry(
                row.getString("stage"),
                Columns.json(row, "collection", Json.COLLECTION),
                row.getString("promotion"),
                Columns.time(row, "since"));
    }
}
