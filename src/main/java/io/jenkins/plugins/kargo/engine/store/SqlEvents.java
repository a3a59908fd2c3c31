package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.Event;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.List;

final class SqlEvents implements EventStore {
    private final Database database;

    SqlEvents(Database database) {
        this.database = database;
    }

    @Override
    public void add(Event event) {
        database.write(session -> session.insert(
                event.project(),
                "event",
                new Row()
                        .number("seq", session.touch(event.project()))
                        .text("type", event.type())
                        .text("subject", event.subject())
                        .text("actor", event.actor())
                        .text("message", event.message())
                        .time("happened_at", event.at())));
    }

    @Override
    public List<Entry> page(ProjectKey project, Long before, int limit) {
        return database.read(session -> session.query(
                        project,
                        "SELECT * FROM event WHERE " + KEY + " AND seq < :before ORDER BY seq DESC LIMIT :limit")
                .bind("before", before == null ? Long.MAX_VALUE : before)
                .bind("limit", limit)
                .map((row, context) -> new Entry(
                        row.getLong("seq"),
                        new Event(
                                Columns.project(row),
                                row.getString("type"),
                                row.getString("subject"),
                                row.getString("actor"),
                                row.getString("message"),
                                Columns.time(row, "happened_at"))))
                .list());
    }
}
