package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.Approval;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.List;
import java.util.Map;

/** The answers of people to promotions that wait for them: the newest of each person and step. */
final class Approvals {
    private final Database database;

    Approvals(Database database) {
        this.database = database;
    }

    void put(Approval approval) {
        database.write(session -> {
            ProjectKey project = approval.project();
            requirePromotion(session, project, approval.promotion());
            Row answer = new Row()
                    .flag("approved", approval.approved())
                    .text("comment", approval.comment())
                    .text("binding", approval.binding())
                    .time("answered_at", approval.at())
                    .json("meets", approval.meets())
                    .number("seq", session.touch(project));
            Map<String, String> key =
                    Map.of("promotion", approval.promotion(), "step", approval.step(), "approver", approval.user());
            String which = "promotion = :promotion AND step = :step AND approver = :approver";
            if (session.set(project, "approval", answer, which, key) == 0) {
                key.forEach(answer::text);
                session.insert(project, "approval", answer);
            }
            return null;
        });
    }

    private static void requirePromotion(Session session, ProjectKey project, String promotion) {
        boolean unknown = session.query(project, "SELECT 1 FROM promotion WHERE " + KEY + " AND promotion = :promotion")
                .bind("promotion", promotion)
                .mapTo(Integer.class)
                .findOne()
                .isEmpty();
        if (unknown) {
            throw new StoreException("There is no promotion " + promotion + " in the project " + project + ".");
        }
    }

    /** In the order in which they were given. */
    List<Approval> list(ProjectKey project, String promotion) {
        return database.read(session -> session.query(
                        project, "SELECT * FROM approval WHERE " + KEY + " AND promotion = :promotion ORDER BY seq")
                .bind("promotion", promotion)
                .map((row, context) -> new Approval(
                        Columns.project(row),
                        row.getString("promotion"),
                        row.getString("step"),
                        row.getString("approver"),
                        Columns.flag(row, "approved"),
                        row.getString("comment"),
                        row.getString("binding"),
                        Columns.time(row, "answered_at"),
                        Columns.json(row, "meets", Json.STRINGS)))
                .list());
    }
}
