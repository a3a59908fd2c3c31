package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import java.util.List;
import java.util.Map;

final class SqlHolds implements HoldStore {
    private final Database database;

    SqlHolds(Database database) {
        this.database = database;
    }

    @Override
    public void put(PromotionHold hold) {
        database.write(session -> {
            ProjectKey project = hold.project();
            session.touch(project);
            Row row = new Row()
                    .text("actor", hold.actor())
                    .text("reason", hold.reason())
                    .time("held_at", hold.at());
            Map<String, String> key = Map.of("stage", hold.stage(), "origin", hold.origin());
            if (session.set(project, "promotion_hold", row, "stage = :stage AND origin = :origin", key) == 0) {
                session.insert(
                        project,
                        "promotion_hold",
                        row.text("stage", hold.stage()).text("origin", hold.origin()));
            }
            return null;
        });
    }

    @Override
    public boolean remove(ProjectKey project, String stage, String origin) {
        return database.write(session -> {
            boolean removed = session.update(
                                    project,
                                    "DELETE FROM promotion_hold WHERE " + KEY
                                            + " AND stage = :stage AND (:origin = '' OR origin = :origin)")
                            .bind("stage", stage)
                            .bind("origin", origin)
                            .execute()
                    > 0;
            if (removed) {
                session.touch(project);
            }
            return removed;
        });
    }

    @Override
    public List<PromotionHold> list(ProjectKey project) {
        return database.read(session -> session.query(
                        project, "SELECT * FROM promotion_hold WHERE " + KEY + " ORDER BY held_at, stage, origin")
                .map((row, context) -> new PromotionHold(
                        project,
                        row.getString("stage"),
                        row.getString("origin"),
                        row.getString("actor"),
                        row.getString("reason"),
                        Columns.time(row, "held_at")))
                .list());
    }
}
