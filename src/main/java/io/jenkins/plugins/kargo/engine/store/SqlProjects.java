package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.ConfigurationRevision;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SqlProjects implements ProjectStore {
    private static final String REVISION = "hash, commit_id, actor, build_id, stored_at";

    private final Database database;

    /** Former names of projects, null before they are read; only this process changes them. */
    private volatile Map<ProjectKey, ProjectKey> former;

    SqlProjects(Database database) {
        this.database = database;
    }

    @Override
    public List<ProjectRecord> all() {
        return database.read(
                session -> session.query("SELECT * FROM project WHERE controller = :controller ORDER BY owner, project")
                        .map((row, context) -> project(row))
                        .list());
    }

    @Override
    public Optional<ProjectRecord> find(ProjectKey key) {
        return database.read(session -> find(session, key));
    }

    private static Optional<ProjectRecord> find(Session session, ProjectKey key) {
        return session.query(key, "SELECT * FROM project WHERE " + KEY)
                .map((row, context) -> project(row))
                .findOne();
    }

    private static ProjectRecord project(ResultSet row) throws SQLException {
        return new ProjectRecord(
                Columns.project(row),
                row.getString("config_job"),
                Columns.flag(row, "declared"),
                Columns.time(row, "created_at"),
                Columns.time(row, "archived_at"));
    }

    @Override
    public ProjectRecord claim(ProjectKey key, String configJob, boolean declared, Instant now) {
        ProjectRecord claimed = database.write(session -> {
            Row owner = new Row().text("config_job", configJob).flag("declared", declared);
            Row claim = new Row().number("version", 1).time("created_at", now);
            claim.columns.putAll(owner.columns);
            if (session.insert(key, "project", claim)) {
                session.update(key, "DELETE FROM project_former WHERE " + KEY).execute();
            } else {
                owner.time("archived_at", null);
                if (session.set(key, "project", owner, "archived_at IS NOT NULL", Map.of()) == 1) {
                    session.touch(key);
                }
            }
            return find(session, key).orElseThrow();
        });
        former = null;
        return claimed;
    }

    @Override
    public ProjectKey current(ProjectKey key) {
        Map<ProjectKey, ProjectKey> known = former;
        if (known == null) {
            Map<ProjectKey, ProjectKey> read = new HashMap<>();
            database.read(session -> session.query("SELECT * FROM project_former WHERE controller = :controller")
                            .map((row, context) -> Map.entry(
                                    Columns.project(row),
                                    new ProjectKey(row.getString("now_owner"), row.getString("now_project"))))
                            .list())
                    .forEach(entry -> read.put(entry.getKey(), entry.getValue()));
            known = Map.copyOf(read);
            former = known;
        }
        return known.getOrDefault(key, key);
    }

    @Override
    public void reassign(ProjectKey key, String configJob, boolean declared) {
        database.write(session -> {
            session.touch(key);
            Row row = new Row().text("config_job", configJob).flag("declared", declared);
            return session.set(key, "project", row, "1 = 1", Map.of());
        });
    }

    @Override
    public void moved(String from, String to) {
        database.write(session -> {
            new ItemMove(session, from, to).follow();
            return null;
        });
        former = null;
    }

    @Override
    public void archived(String item, Instant now) {
        database.write(session -> session.update("UPDATE project SET archived_at = :now, version = version + 1"
                        + " WHERE controller = :controller AND archived_at IS NULL AND ("
                        + ItemMove.atOrBelow("owner") + " OR " + ItemMove.atOrBelow("config_job") + ")")
                .bind("now", now.toEpochMilli())
                .bind("item", item)
                .execute());
    }

    @Override
    public boolean addRevision(ProjectKey key, ConfigurationRevision revision) {
        return database.write(session -> {
            boolean known = session.query(key, "SELECT hash FROM revision WHERE " + KEY + " ORDER BY seq DESC LIMIT 1")
                    .mapTo(String.class)
                    .findOne()
                    .filter(revision.hash()::equals)
                    .isPresent();
            return !known
                    && session.insert(
                            key,
                            "revision",
                            new Row()
                                    .number("seq", session.touch(key))
                                    .text("hash", revision.hash())
                                    .text("commit_id", revision.commit())
                                    .text("actor", revision.actor())
                                    .text("build_id", revision.build())
                                    .time("stored_at", revision.storedAt())
                                    .json("files", revision.files()));
        });
    }

    @Override
    public Optional<ConfigurationRevision> currentRevision(ProjectKey key) {
        return database.read(session -> session.query(
                        key, "SELECT " + REVISION + ", files FROM revision WHERE " + KEY + " ORDER BY seq DESC LIMIT 1")
                .map((row, context) -> revision(row, true))
                .findOne());
    }

    @Override
    public Optional<ConfigurationRevision> revision(ProjectKey key, String hash) {
        return database.read(session -> session.query(
                        key,
                        "SELECT " + REVISION + ", files FROM revision WHERE " + KEY
                                + " AND hash = :hash ORDER BY seq DESC LIMIT 1")
                .bind("hash", hash)
                .map((row, context) -> revision(row, true))
                .findOne());
    }

    @Override
    public List<ConfigurationRevision> revisions(ProjectKey key, int limit) {
        return database.read(session -> session.query(
                        key, "SELECT " + REVISION + " FROM revision WHERE " + KEY + " ORDER BY seq DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> revision(row, false))
                .list());
    }

    private static ConfigurationRevision revision(ResultSet row, boolean withFiles) throws SQLException {
        return new ConfigurationRevision(
                row.getString("hash"),
                row.getString("commit_id"),
                row.getString("actor"),
                row.getString("build_id"),
                Columns.time(row, "stored_at"),
                withFiles ? Columns.json(row, "files", Json.FILES) : List.of());
    }

    @Override
    public Map<String, Object> stageMetadata(ProjectKey key, String stage) {
        return database.read(session -> stageMetadata(session, key, stage).orElse(Map.of()));
    }

    private static Optional<Map<String, Object>> stageMetadata(Session session, ProjectKey key, String stage) {
        return session.query(key, "SELECT metadata FROM stage_metadata WHERE " + KEY + " AND stage = :stage")
                .bind("stage", stage)
                .map((row, context) -> Columns.json(row, "metadata", Json.VALUES))
                .findOne();
    }

    @Override
    public void putStageMetadata(ProjectKey key, String stage, Map<String, Object> values) {
        database.write(session -> {
            session.touch(key);
            Map<String, Object> all =
                    Columns.merged(stageMetadata(session, key, stage).orElse(Map.of()), values);
            Row row = new Row().json("metadata", all);
            if (session.set(key, "stage_metadata", row, "stage = :stage", Map.of("stage", stage)) == 0) {
                session.insert(key, "stage_metadata", row.text("stage", stage));
            }
            return null;
        });
    }
}
