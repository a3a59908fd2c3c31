package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.RenderedDiff;
import java.util.LinkedHashMap;
import java.util.Map;

/** What promotions changed in the rendered output. */
final class RenderedDiffRows {
    private final Database database;

    RenderedDiffRows(Database database) {
        this.database = database;
    }

    void put(ProjectKey project, String promotion, String step, RenderedDiff diff) {
        database.write(session -> {
            Row row = new Row().number("seq", session.touch(project)).json("diff", diff);
            Map<String, String> key = Map.of("promotion", promotion, "alias", step);
            if (session.set(project, "promotion_diff", row, "promotion = :promotion AND alias = :alias", key) == 0) {
                session.insert(
                        project,
                        "promotion_diff",
                        row.text("promotion", promotion).text("alias", step));
            }
            return null;
        });
    }

    Map<String, RenderedDiff> of(ProjectKey project, String promotion) {
        Map<String, RenderedDiff> diffs = new LinkedHashMap<>();
        database.read(session -> session.query(
                        project,
                        "SELECT alias, diff FROM promotion_diff WHERE " + KEY
                                + " AND promotion = :promotion ORDER BY seq")
                .bind("promotion", promotion)
                .map((row, context) -> diffs.put(row.getString("alias"), Columns.json(row, "diff", Json.DIFF)))
                .list());
        return diffs;
    }
}
