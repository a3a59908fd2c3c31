package io.jenkins.plugins.kargo.engine.store;

import static io.jenkins.plugins.kargo.engine.store.Session.KEY;

import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import io.jenkins.plugins.kargo.engine.model.FreightStatus.ApprovedStage;
import io.jenkins.plugins.kargo.engine.model.FreightStatus.VerifiedStage;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a piece of Freight is to each stage: one row for each pair of them; mutable while rows are gathered. */
final class FreightStages {
    private final Map<String, Instant> currentlyIn = new LinkedHashMap<>();
    private final Map<String, VerifiedStage> verifiedIn = new LinkedHashMap<>();
    private final Map<String, ApprovedStage> approvedFor = new LinkedHashMap<>();

    FreightStages add(ResultSet row) throws SQLException {
        String stage = row.getString("stage");
        Instant since = Columns.time(row, "since");
        if (since != null) {
            currentlyIn.put(stage, since);
        }
        Instant verifiedAt = Columns.time(row, "verified_at");
        if (verifiedAt != null) {
            verifiedIn.put(stage, new VerifiedStage(verifiedAt, Columns.duration(row, "longest_soak")));
        }
        Instant approvedAt = Columns.time(row, "approved_at");
        if (approvedAt != null) {
            approvedFor.put(stage, new ApprovedStage(approvedAt, row.getString("approved_by")));
        }
        return this;
    }

    FreightStatus status(Map<String, Object> metadata) {
        return new FreightStatus(currentlyIn, verifiedIn, approvedFor, metadata);
    }

    /** Other Freight of the same origin leaves the stage; how long it stayed counts where it was verified. */
    static void leave(Session session, ProjectKey project, String entering, String stage, Instant at) {
        session.update(
                        project,
                        "UPDATE freight_stage SET longest_soak = CASE WHEN verified_at IS NULL THEN longest_soak"
                                + " WHEN longest_soak IS NULL OR longest_soak < :now - since THEN :now - since"
                                + " ELSE longest_soak END, since = NULL"
                                + " WHERE " + KEY + " AND stage = :stage AND since IS NOT NULL AND freight <> :entering"
                                + " AND EXISTS (SELECT 1 FROM freight f JOIN freight e"
                                + " ON e.controller = f.controller AND e.owner = f.owner AND e.project = f.project"
                                + " AND e.origin_kind = f.origin_kind AND e.origin_name = f.origin_name"
                                + " WHERE f.controller = :controller AND f.owner = :owner AND f.project = :project"
                                + " AND f.name = freight_stage.freight AND e.name = :entering)")
                .bind("now", at.toEpochMilli())
                .bind("stage", stage)
                .bind("entering", entering)
                .execute();
    }

    /** Sets the columns unless the first of them has a value already: the first time counts. */
    static int markFirst(Session session, ProjectKey project, String freight, String stage, Row row) {
        session.insert(
                project, "freight_stage", new Row().text("freight", freight).text("stage", stage));
        String first = row.columns.keySet().iterator().next();
        return session.set(
                project,
                "freight_stage",
                row,
                "freight = :freight AND stage = :stage AND " + first + " IS NULL",
                Map.of("freight", freight, "stage", stage));
    }
}
