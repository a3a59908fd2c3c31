package io.jenkins.plugins.kargo.engine.store;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.Map;
import java.util.StringJoiner;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** A connection in a transaction, and the statements that all tables share. */
final class Session {
    /** The condition that every statement about one project has. */
    static final String KEY = "controller = :controller AND owner = :owner AND project = :project";

    /**
     * The places (seq) of the newest row of every stage, as a query: one step in an index for each stage, however many
     * rows there are, where grouping would read them all.
     *
     * @param table one with an index on its stage and seq
     */
    static String newestOfEveryStage(String table) {
        String of =
                " FROM " + table + " m WHERE m.controller = :controller AND m.owner = :owner AND m.project = :project";
        return "WITH RECURSIVE s(stage) AS (SELECT MIN(m.stage)" + of + " UNION ALL SELECT (SELECT MIN(m.stage)" + of
                + " AND m.stage > s.stage) FROM s WHERE s.stage IS NOT NULL)"
                + " SELECT (SELECT MAX(m.seq)" + of + " AND m.stage = s.stage) FROM s WHERE s.stage IS NOT NULL";
    }

    final Handle handle;
    final String controller;
    private int savepoints;

    Session(Handle handle, String controller) {
        this.handle = handle;
        this.controller = controller;
    }

    /** A query with {@link #KEY} bound. */
    Query query(ProjectKey project, String sql) {
        return query(sql).bind("owner", project.owner()).bind("project", project.name());
    }

    /** A query over all projects of the controller. */
    Query query(String sql) {
        return handle.createQuery(sql).bind("controller", controller);
    }

    /** An update with {@link #KEY} bound. */
    Update update(ProjectKey project, String sql) {
        return update(sql).bind("owner", project.owner()).bind("project", project.name());
    }

    Update update(String sql) {
        return handle.createUpdate(sql).bind("controller", controller);
    }

    /** Inserts the row unless one with its key exists. @return whether it was inserted */
    boolean insert(ProjectKey project, String table, Row row) {
        StringJoiner columns = new StringJoiner(", ", "controller, owner, project, ", "");
        StringJoiner values = new StringJoiner(", ", ":controller, :owner, :project, ", "");
        row.columns.keySet().forEach(column -> {
            columns.add(column);
            values.add(":" + column);
        });
        String sql = "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ") ON CONFLICT DO NOTHING";
        return update(project, sql).bindMap(row.columns).execute() == 1;
    }

    /** Sets columns of the rows that the condition selects besides {@link #KEY}. @return how many */
    int set(ProjectKey project, String table, Row row, String condition, Map<String, ?> arguments) {
        if (row.isEmpty()) {
            return 0;
        }
        StringJoiner assignments = new StringJoiner(", ");
        row.columns.keySet().forEach(column -> assignments.add(column + " = :" + column));
        String sql = "UPDATE " + table + " SET " + assignments + " WHERE " + KEY + " AND " + condition;
        return update(project, sql).bindMap(row.columns).bindMap(arguments).execute();
    }

    /**
     * Notes that something of the project changes. @return the project's new version, the place of the change in order
     *
     * @throws StoreException when there is no such project
     */
    long touch(ProjectKey project) {
        return query(project, "UPDATE project SET version = version + 1 WHERE " + KEY + " RETURNING version")
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new StoreException("There is no project " + project + " in the Kargo store: "
                        + "it must be claimed by its config job or declared before anything is stored for it."));
    }

    String nextSavepoint() {
        return "kargo_" + ++savepoints;
    }
}
