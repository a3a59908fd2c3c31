package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.time.Instant;
import java.util.List;

final class SqlRetention implements RetentionStore {
    /** Removed in one transaction, which keeps others waiting for some tenths of a second at most. */
    private static final int BATCH = 200;

    private static final String OLD_PROMOTIONS = "SELECT promotion FROM (SELECT promotion, created_at,"
            + " ROW_NUMBER() OVER (PARTITION BY stage ORDER BY seq DESC) AS place FROM promotion p WHERE " + KEY
            + " AND finished = 1 AND NOT EXISTS (SELECT 1 FROM promotion o WHERE " + same("o", "p")
            + " AND o.stage = p.stage AND o.finished = 0 AND o.seq < p.seq)) ranked"
            + " WHERE place > :keep AND created_at < :before"
            + " AND promotion NOT IN (SELECT promotion FROM verification WHERE " + KEY + " AND finished = 0)"
            + " AND promotion NOT IN (SELECT promotion FROM stage_history h WHERE " + KEY
            + " AND NOT EXISTS (SELECT 1 FROM stage_history n WHERE " + same("n", "h")
            + " AND n.stage = h.stage AND n.seq > h.seq)) ORDER BY created_at LIMIT " + BATCH;

    private static final String OLD_FREIGHT = "SELECT name FROM (SELECT name, discovered_at, place,"
            + " MAX(CASE WHEN used = 1 THEN place ELSE 0 END) OVER (PARTITION BY origin_kind, origin_name) AS oldest"
            + " FROM (SELECT name, discovered_at, origin_kind, origin_name,"
            + " ROW_NUMBER() OVER (PARTITION BY origin_kind, origin_name ORDER BY discovered_at DESC, name DESC) AS place,"
            + " CASE WHEN EXISTS (SELECT 1 FROM freight_stage s WHERE " + same("s", "f")
            + " AND s.freight = f.name AND s.since IS NOT NULL) THEN 1 ELSE 0 END AS used FROM freight f WHERE " + KEY
            + ") placed) ranked WHERE place > oldest + :keep AND discovered_at < :before"
            + " AND name NOT IN (SELECT freight FROM promotion WHERE " + KEY + ")"
            + " AND name NOT IN (SELECT freight FROM request WHERE " + KEY + " AND promotion = '')"
            + " ORDER BY discovered_at LIMIT " + BATCH;

    private static final String OLD_REVISIONS = "SELECT seq FROM (SELECT seq, hash, stored_at,"
            + " ROW_NUMBER() OVER (ORDER BY seq DESC) AS place FROM revision WHERE " + KEY + ") ranked"
            + " WHERE place > :keep AND stored_at < :before"
            + " AND hash NOT IN (SELECT configuration FROM promotion WHERE " + KEY + ") ORDER BY seq LIMIT " + BATCH;

    private final Database database;

    SqlRetention(Database database) {
        this.database = database;
    }

    private static String same(String one, String other) {
        return one + ".controller = " + other + ".controller AND " + one + ".owner = " + other + ".owner AND " + one
                + ".project = " + other + ".project";
    }

    @Override
    public Removed removeOld(ProjectKey project, Retention retention, Instant now) {
        long before = now.minus(retention.minimumAge()).toEpochMilli();
        int promotions = repeat(() -> promotions(project, retention.promotions(), before));
        int freight = repeat(() -> freight(project, retention.freight(), before));
        int revisions = repeat(() -> revisions(project, retention.promotions(), before));
        return new Removed(promotions, freight, revisions);
    }

    private static int repeat(java.util.function.IntSupplier batch) {
        int all = 0;
        int removed;
        do {
            removed = batch.getAsInt();
            all += removed;
        } while (removed == BATCH);
        return all;
    }

    private int promotions(ProjectKey project, int keep, long before) {
        return database.write(session -> {
            List<String> names = old(session, project, OLD_PROMOTIONS, keep, before);
            for (String name : names) {
                for (String table : List.of("verification", "stage_history", "request", "promotion")) {
                    delete(session, project, table, "promotion", name);
                }
            }
            return touched(session, project, names.size());
        });
    }

    private int freight(ProjectKey project, int keep, long before) {
        return database.write(session -> {
            List<String> names = old(session, project, OLD_FREIGHT, keep, before);
            names.forEach(name -> delete(session, project, "freight", "name", name));
            return touched(session, project, names.size());
        });
    }

    private int revisions(ProjectKey project, int keep, long before) {
        return database.write(session -> {
            List<Long> numbers = session.query(project, OLD_REVISIONS)
                    .bind("keep", keep)
                    .bind("before", before)
                    .mapTo(Long.class)
                    .list();
            numbers.forEach(number -> session.update(project, "DELETE FROM revision WHERE " + KEY + " AND seq = :seq")
                    .bind("seq", number)
                    .execute());
            return touched(session, project, numbers.size());
        });
    }

    private static List<String> old(Session session, ProjectKey project, String sql, int keep, long before) {
        return session.query(project, sql)
                .bind("keep", keep)
                .bind("before", before)
                .mapTo(String.class)
                .list();
    }

    private static void delete(Session session, ProjectKey project, String table, String column, String value) {
        session.update(project, "DELETE FROM " + table + " WHERE " + KEY + " AND " + column + " = :value")
                .bind("value", value)
                .execute();
    }

    private static int touched(Session session, ProjectKey project, int removed) {
        if (removed > 0) {
            session.touch(project);
        }
        return removed;
    }
}
