package io.jenkins.plugins.kargo.engine.store;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionPhase;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.StepStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A promotion in three tables: its progress, its plan (which does not change) and one row for each step that has
 * started, so that a step's change writes that step's row alone.
 */
final class PromotionRows {
    private record Name(ProjectKey project, String promotion) {}

    private PromotionRows() {}

    static Row identity(Promotion promotion) {
        return new Row()
                .text("promotion", promotion.name())
                .text("stage", promotion.stage())
                .text("freight", promotion.freight())
                .time("created_at", promotion.createdAt());
    }

    static Row progress(Promotion promotion) {
        Row row = new Row()
                .text("phase", promotion.phase().name())
                .flag("finished", promotion.phase().isTerminal())
                .text("message", promotion.message())
                .number("current_step", promotion.currentStep())
                .text("waiting_for", promotion.waitingFor())
                .text("actor", promotion.actor())
                .text("abort_requested_by", promotion.abortRequestedBy())
                .text("configuration", promotion.configuration())
                .time("started_at", promotion.startedAt())
                .time("finished_at", promotion.finishedAt());
        Columns.build(row, promotion.build());
        return row;
    }

    static Row plan(Promotion promotion) {
        return new Row()
                .json("collection", promotion.collection())
                .json("vars", promotion.vars())
                .json("steps", promotion.steps());
    }

    private static Row step(StepRecord step, int position) {
        return new Row()
                .number("position", position)
                .text("uses", step.uses())
                .text("status", step.status().name())
                .text("message", step.message())
                .time("started_at", step.startedAt())
                .time("finished_at", step.finishedAt())
                .number("error_count", step.errorCount())
                .flag("continue_on_error", step.continueOnError())
                .json("output", step.output())
                .json("intention", step.intention());
    }

    static void requireSameIdentity(Promotion stored, Promotion changed) {
        if (!stored.project().equals(changed.project())
                || !identity(changed).changesFrom(identity(stored)).isEmpty()) {
            throw new StoreException(
                    "A promotion's project, name, stage, freight and time of creation never change: " + stored.name());
        }
    }

    /** Writes what differs. @return whether anything did */
    static boolean write(Session session, Promotion stored, Promotion changed) {
        Row progress = progress(changed).changesFrom(progress(stored));
        Row plan = hasPlanOf(changed, stored) ? new Row() : plan(changed).changesFrom(plan(stored));
        boolean steps = writeSteps(session, changed, stored.records());
        if (progress.isEmpty() && plan.isEmpty() && !steps) {
            return false;
        }
        ProjectKey project = stored.project();
        Map<String, String> name = Map.of("promotion", stored.name());
        session.touch(project);
        session.set(project, "promotion", progress, "promotion = :promotion", name);
        session.set(project, "promotion_plan", plan, "promotion = :promotion", name);
        return true;
    }

    private static boolean hasPlanOf(Promotion changed, Promotion stored) {
        return changed.collection().equals(stored.collection())
                && changed.vars().equals(stored.vars())
                && changed.steps().equals(stored.steps());
    }

    /** Writes the records that are new or changed, and removes those that are gone (a retried promotion). */
    static boolean writeSteps(Session session, Promotion promotion, Map<String, StepRecord> stored) {
        List<String> before = List.copyOf(stored.keySet());
        boolean written = false;
        int position = 0;
        for (Map.Entry<String, StepRecord> entry : promotion.records().entrySet()) {
            String alias = entry.getKey();
            StepRecord record = entry.getValue();
            int old = before.indexOf(alias);
            if (old < 0) {
                Row row = step(record, position)
                        .text("promotion", promotion.name())
                        .text("alias", alias);
                session.insert(promotion.project(), "promotion_step", row);
                written = true;
            } else if (old != position || !record.equals(stored.get(alias))) {
                Row changes = step(record, position).changesFrom(step(stored.get(alias), old));
                session.set(
                        promotion.project(),
                        "promotion_step",
                        changes,
                        "promotion = :promotion AND alias = :alias",
                        Map.of("promotion", promotion.name(), "alias", alias));
                written |= !changes.isEmpty();
            }
            position++;
        }
        for (String alias : before) {
            if (!promotion.records().containsKey(alias)) {
                session.update(
                                promotion.project(),
                                "DELETE FROM promotion_step WHERE " + Session.KEY
                                        + " AND promotion = :promotion AND alias = :alias")
                        .bind("promotion", promotion.name())
                        .bind("alias", alias)
                        .execute();
                written = true;
            }
        }
        return written;
    }

    /** Two queries, however many promotions. */
    static List<Promotion> select(Session session, Selection selection) {
        Map<Name, Map<String, StepRecord>> steps = new HashMap<>();
        session.query("SELECT * FROM promotion_step WHERE controller = :controller"
                        + " AND (owner, project, promotion) IN (SELECT owner, project, promotion FROM promotion WHERE "
                        + selection.condition() + ") ORDER BY position")
                .bindMap(selection.arguments())
                .map((row, context) -> steps.computeIfAbsent(name(row), name -> new LinkedHashMap<>())
                        .put(row.getString("alias"), record(row)))
                .list();
        return session.query("SELECT * FROM promotion JOIN promotion_plan USING (controller, owner, project, promotion)"
                        + " WHERE " + selection.condition())
                .bindMap(selection.arguments())
                .map((row, context) -> promotion(row, steps.getOrDefault(name(row), Map.of())))
                .list();
    }

    private static Name name(ResultSet row) throws SQLException {
        return new Name(Columns.project(row), row.getString("promotion"));
    }

    private static StepRecord record(ResultSet row) throws SQLException {
        return new StepRecord(
                row.getString("alias"),
                row.getString("uses"),
                StepStatus.valueOf(row.getString("status")),
                row.getString("message"),
                Columns.time(row, "started_at"),
                Columns.time(row, "finished_at"),
                row.getInt("error_count"),
                Columns.flag(row, "continue_on_error"),
                Columns.json(row, "output", Json.VALUES),
                Columns.json(row, "intention", Json.VALUES));
    }

    private static Promotion promotion(ResultSet row, Map<String, StepRecord> steps) throws SQLException {
        return new Promotion(
                Columns.project(row),
                row.getString("promotion"),
                row.getString("stage"),
                row.getString("freight"),
                Columns.json(row, "collection", Json.COLLECTION),
                Columns.json(row, "vars", Json.VARIABLES),
                Columns.json(row, "steps", Json.STEPS),
                PromotionPhase.valueOf(row.getString("phase")),
                row.getString("message"),
                row.getInt("current_step"),
                steps,
                row.getString("waiting_for"),
                row.getString("actor"),
                row.getString("abort_requested_by"),
                Columns.build(row),
                row.getString("configuration"),
                Columns.time(row, "created_at"),
                Columns.time(row, "started_at"),
                Columns.time(row, "finished_at"));
    }
}
