package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SqlFreight implements FreightStore {
    private static final String NEWEST_FIRST = " ORDER BY discovered_at DESC, name DESC";

    /** The same order, but by sorting: for conditions that let so little through that looking by age would be long. */
    private static final String FEW_NEWEST_FIRST = " ORDER BY discovered_at + 0 DESC, name DESC";

    private final Database database;

    SqlFreight(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(ProjectKey project, Freight freight, String build) {
        return database.write(session -> {
            if (session.query(project, "SELECT 1 FROM freight WHERE " + KEY + " AND name = :name")
                    .bind("name", freight.name())
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent()) {
                return false;
            }
            session.touch(project);
            requireFree(session, project, freight.name(), freight.alias());
            return session.insert(
                    project,
                    "freight",
                    new Row()
                            .text("name", freight.name())
                            .text("alias", freight.alias())
                            .text("origin_kind", freight.origin().kind())
                            .text("origin_name", freight.origin().name())
                            .time("discovered_at", freight.discoveredAt())
                            .text("build_id", build)
                            .json("artifacts", Json.Artifacts.of(freight))
                            .json("metadata", Map.of()));
        });
    }

    private static void requireFree(Session session, ProjectKey project, String name, String alias) {
        ownerOf(session, project, alias).filter(owner -> !owner.equals(name)).ifPresent(owner -> {
            throw new AliasTakenException("The alias " + alias + " belongs to other Freight of the project " + project
                    + ", " + owner + ": choose another one.");
        });
    }

    private static Optional<String> ownerOf(Session session, ProjectKey project, String alias) {
        return alias.isEmpty()
                ? Optional.empty()
                : session.query(
                                project,
                                "SELECT name FROM freight WHERE " + KEY + " AND alias <> '' AND alias = :alias")
                        .bind("alias", alias)
                        .mapTo(String.class)
                        .findOne();
    }

    @Override
    public Optional<StoredFreight> find(ProjectKey project, String nameOrAlias) {
        return nameOrAlias.isEmpty()
                ? Optional.empty()
                : database
                        .read(session -> select(
                                session,
                                project,
                                "(name = :sought OR alias <> '' AND alias = :sought)"
                                        + " ORDER BY CASE WHEN name = :sought THEN 0 ELSE 1 END LIMIT 1",
                                Map.of("sought", nameOrAlias)))
                        .stream()
                        .findFirst();
    }

    @Override
    public List<StoredFreight> list(ProjectKey project, FreightOrigin origin, String before, int limit) {
        return search(project, FreightFilter.of(origin), before, limit);
    }

    @Override
    public List<StoredFreight> search(ProjectKey project, FreightFilter filter, String before, int limit) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        StringBuilder condition = new StringBuilder("1 = 1").append(filter.condition(arguments));
        if (before != null) {
            condition.append(" AND (discovered_at, name) < (SELECT b.discovered_at, b.name FROM freight b"
                    + " WHERE b.controller = :controller AND b.owner = :owner AND b.project = :project"
                    + " AND b.name = :before)");
            arguments.put("before", before);
        }
        condition.append(filter.held() ? FEW_NEWEST_FIRST : NEWEST_FIRST).append(" LIMIT :limit");
        arguments.put("limit", limit);
        return database.read(session -> select(session, project, condition.toString(), arguments));
    }

    @Override
    public List<StoredFreight> createdBy(ProjectKey project, String build) {
        return database.read(session -> select(
                session, project, "build_id <> '' AND build_id = :build" + NEWEST_FIRST, Map.of("build", build)));
    }

    /** Two queries, however many rows: the Freight that the condition selects, then its stages. */
    private static List<StoredFreight> select(
            Session session, ProjectKey project, String condition, Map<String, ?> arguments) {
        List<Found> found = session.query(project, "SELECT * FROM freight WHERE " + KEY + " AND " + condition)
                .bindMap(arguments)
                .map((row, context) -> found(row))
                .list();
        if (found.isEmpty()) {
            return List.of();
        }
        Map<String, FreightStages> stages = new LinkedHashMap<>();
        session.query(project, "SELECT * FROM freight_stage WHERE " + KEY + " AND freight IN (<names>) ORDER BY stage")
                .bindList(
                        "names",
                        found.stream().map(each -> each.freight().name()).toList())
                .map((row, context) -> stages.computeIfAbsent(row.getString("freight"), name -> new FreightStages())
                        .add(row))
                .list();
        return found.stream()
                .map(each -> each.with(stages.getOrDefault(each.freight().name(), new FreightStages())))
                .toList();
    }

    /** Freight before it is known what it is to the stages. */
    private record Found(Freight freight, Map<String, Object> metadata, String build) {
        StoredFreight with(FreightStages stages) {
            return new StoredFreight(freight, stages.status(metadata), build);
        }
    }

    private static Found found(ResultSet row) throws SQLException {
        Json.Artifacts artifacts = Columns.json(row, "artifacts", Json.ARTIFACTS);
        Freight freight = new Freight(
                row.getString("name"),
                row.getString("alias"),
                new FreightOrigin(row.getString("origin_kind"), row.getString("origin_name")),
                artifacts.commits(),
                artifacts.images(),
                artifacts.charts(),
                artifacts.artifacts(),
                Columns.time(row, "discovered_at"));
        return new Found(freight, Columns.json(row, "metadata", Json.VALUES), row.getString("build_id"));
    }

    @Override
    public boolean aliasExists(ProjectKey project, String alias) {
        return database.read(session -> ownerOf(session, project, alias).isPresent());
    }

    @Override
    public void rename(ProjectKey project, String name, String alias) {
        database.write(session -> {
            session.touch(project);
            requireFree(session, project, name, alias);
            renameCopies(session, project, name, alias);
            return change(session, project, name, new Row().text("alias", alias));
        });
    }

    /** What stages hold and what promotions bring is stored with the Freight in it, which people look for by its alias. */
    private static void renameCopies(Session session, ProjectKey project, String name, String alias) {
        String old = session.query(project, "SELECT alias FROM freight WHERE " + KEY + " AND name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> unknown(project, name));
        for (String table : List.of("promotion_plan", "stage_history")) {
            session.update(
                            project,
                            "UPDATE " + table + " SET collection = replace(collection, :old, :new) WHERE " + KEY
                                    + " AND collection LIKE :holds")
                    .bind("old", member("alias", old))
                    .bind("new", member("alias", alias))
                    .bind("holds", '%' + member("name", name) + '%')
                    .execute();
        }
    }

    /** As it stands in JSON; neither names nor aliases have anything that would be escaped. */
    private static String member(String name, String value) {
        return '"' + name + "\":\"" + value + '"';
    }

    private static int change(Session session, ProjectKey project, String name, Row row) {
        if (session.set(project, "freight", row, "name = :name", Map.of("name", name)) == 0) {
            throw unknown(project, name);
        }
        return 1;
    }

    private static StoreException unknown(ProjectKey project, String name) {
        return new StoreException("There is no Freight " + name + " in the project " + project + ".");
    }

    @Override
    public void enter(ProjectKey project, String name, String stage, Instant at) {
        mark(project, name, stage, new Row().time("since", at), true, at);
    }

    @Override
    public void verified(ProjectKey project, String name, String stage, Instant at) {
        mark(project, name, stage, new Row().time("verified_at", at), false, at);
    }

    @Override
    public void approved(ProjectKey project, String name, String stage, String actor, Instant at) {
        mark(project, name, stage, new Row().time("approved_at", at).text("approved_by", actor), false, at);
    }

    private void mark(ProjectKey project, String name, String stage, Row row, boolean enters, Instant at) {
        database.write(session -> {
            session.touch(project);
            requireKnown(session, project, name);
            if (enters) {
                FreightStages.leave(session, project, name, stage, at);
            }
            return FreightStages.markFirst(session, project, name, stage, row);
        });
    }

    private static void requireKnown(Session session, ProjectKey project, String name) {
        boolean missing = session.query(project, "SELECT 1 FROM freight WHERE " + KEY + " AND name = :name")
                .bind("name", name)
                .mapTo(Integer.class)
                .findOne()
                .isEmpty();
        if (missing) {
            throw unknown(project, name);
        }
    }

    @Override
    public void putMetadata(ProjectKey project, String name, Map<String, Object> values) {
        database.write(session -> {
            session.touch(project);
            Map<String, Object> stored = session.query(
                            project, "SELECT metadata FROM freight WHERE " + KEY + " AND name = :name")
                    .bind("name", name)
                    .map((row, context) -> Columns.json(row, "metadata", Json.VALUES))
                    .findOne()
                    .orElseThrow(() -> unknown(project, name));
            return change(session, project, name, new Row().json("metadata", Columns.merged(stored, values)));
        });
    }
}
