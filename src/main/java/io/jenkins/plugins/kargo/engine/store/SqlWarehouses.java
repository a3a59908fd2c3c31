package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

final class SqlWarehouses implements WarehouseStore {
    private final Database database;

    SqlWarehouses(Database database) {
        this.database = database;
    }

    @Override
    public void put(WarehouseState state) {
        database.write(session -> {
            ProjectKey project = state.project();
            Row row = new Row()
                    .flag("failed", state.check().failed())
                    .text("message", state.check().message())
                    .json("subscriptions", state.subscriptions());
            Optional<Row> stored = stored(session, project, state.warehouse());
            if (stored.isEmpty() || !row.changesFrom(stored.get()).isEmpty()) {
                session.touch(project);
            }
            row.time("checked_at", state.check().at());
            if (stored.isEmpty()) {
                session.insert(project, "warehouse_state", row.text("warehouse", state.warehouse()));
            } else {
                session.set(
                        project,
                        "warehouse_state",
                        row,
                        "warehouse = :warehouse",
                        Map.of("warehouse", state.warehouse()));
            }
            return null;
        });
    }

    private static Optional<Row> stored(Session session, ProjectKey project, String warehouse) {
        return session.query(
                        project,
                        "SELECT failed, message, subscriptions FROM warehouse_state WHERE " + KEY
                                + " AND warehouse = :warehouse")
                .bind("warehouse", warehouse)
                .map((row, context) -> new Row()
                        .flag("failed", Columns.flag(row, "failed"))
                        .text("message", row.getString("message"))
                        .text("subscriptions", row.getString("subscriptions")))
                .findOne();
    }

    @Override
    public Optional<WarehouseState> find(ProjectKey project, String warehouse) {
        return database.read(session -> session.query(
                        project, "SELECT * FROM warehouse_state WHERE " + KEY + " AND warehouse = :warehouse")
                .bind("warehouse", warehouse)
                .map((row, context) -> new WarehouseState(
                        project, warehouse, check(row), Columns.json(row, "subscriptions", Json.FOUND)))
                .findOne());
    }

    @Override
    public Map<String, WarehouseState.Check> checks(ProjectKey project) {
        Map<String, WarehouseState.Check> checks = new LinkedHashMap<>();
        database.read(session -> session.query(
                        project,
                        "SELECT warehouse, checked_at, failed, message FROM warehouse_state WHERE " + KEY
                                + " ORDER BY warehouse")
                .map((row, context) -> checks.put(row.getString("warehouse"), check(row)))
                .list());
        return checks;
    }

    private static WarehouseState.Check check(ResultSet row) throws SQLException {
        return new WarehouseState.Check(
                Columns.time(row, "checked_at"), Columns.flag(row, "failed"), row.getString("message"));
    }
}
