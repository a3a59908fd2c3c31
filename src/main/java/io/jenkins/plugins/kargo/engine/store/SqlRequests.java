package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SqlRequests implements RequestStore {
    private final Database database;

    SqlRequests(Database database) {
        this.database = database;
    }

    @Override
    public void add(PromotionRequest request) {
        database.write(session -> {
            ProjectKey project = request.project();
            Row row = new Row()
                    .text("id", request.id())
                    .number("seq", session.touch(project))
                    .text("stage", request.stage())
                    .text("freight", request.freight())
                    .text("actor", request.actor())
                    .time("created_at", request.createdAt())
                    .text("promotion", request.promotion());
            if (!session.insert(project, "request", row)) {
                throw new StoreException(
                        "There is already a request " + request.id() + " in the project " + project + ".");
            }
            return null;
        });
    }

    @Override
    public Optional<PromotionRequest> find(ProjectKey project, String id) {
        return database.read(session -> find(session, project, id));
    }

    private static Optional<PromotionRequest> find(Session session, ProjectKey project, String id) {
        return session.query(project, "SELECT * FROM request WHERE " + KEY + " AND id = :id")
                .bind("id", id)
                .map((row, context) -> request(row))
                .findOne();
    }

    @Override
    public List<PromotionRequest> pending(ProjectKey project) {
        return database.read(session -> session.query(
                        project, "SELECT * FROM request WHERE " + KEY + " AND promotion = '' ORDER BY seq")
                .map((row, context) -> request(row))
                .list());
    }

    @Override
    public boolean adopt(ProjectKey project, String id, String promotion) {
        return database.write(session -> {
            Row row = new Row().text("promotion", promotion);
            if (session.set(project, "request", row, "id = :id AND promotion = ''", Map.of("id", id)) == 1) {
                session.touch(project);
                return true;
            }
            return find(session, project, id)
                    .filter(request -> request.promotion().equals(promotion))
                    .isPresent();
        });
    }

    @Override
    public void remove(ProjectKey project, String id) {
        database.write(session -> {
            if (session.update(project, "DELETE FROM request WHERE " + KEY + " AND id = :id")
                            .bind("id", id)
                            .execute()
                    == 1) {
                session.touch(project);
            }
            return null;
        });
    }

    private static PromotionRequest request(ResultSet row) throws SQLException {
        return new PromotionRequest(
                Columns.project(row),
                row.getString("id"),
                row.getString("stage"),
                row.getString("freight"),
                row.getString("actor"),
                Columns.time(row, "created_at"),
                row.getString("promotion"));
    }
}
