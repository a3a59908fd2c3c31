package io.jenkins.plugins.kargo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The columns of {@code kargo get}, and what Jenkins knows besides. Pure. */
final class GetTables {
    private static final String NAME = "NAME";
    private static final String AGE = "AGE";

    private GetTables() {}

    /** @param kind singular or plural, lower case */
    @NonNull
    static TextTable of(@NonNull String kind, @NonNull JsonNode rows, @NonNull Instant now) {
        return switch (kind.replaceFirst("s$", "")) {
            case "project" -> projects(rows);
            case "stage" -> stages(rows, now);
            case "warehouse" -> warehouses(rows, now);
            case "freight" -> freight(rows, now);
            case "promotion" -> promotions(rows, now);
            case "verification" -> verifications(rows, now);
            default -> events(rows, now);
        };
    }

    private static TextTable projects(JsonNode rows) {
        TextTable table = new TextTable(NAME, "STAGES", "PROBLEMS");
        for (JsonNode row : rows) {
            long problems = StreamSupport.stream(row.path("stages").spliterator(), false)
                    .filter(stage -> text(stage, "phase").endsWith("Failed"))
                    .count();
            table.row(text(row, "path"), Integer.toString(row.path("stages").size()), Long.toString(problems));
        }
        return table;
    }

    private static TextTable stages(JsonNode rows, Instant now) {
        TextTable table = new TextTable(NAME, "CURRENT FREIGHT", "PHASE", "AUTO-PROMOTION", AGE);
        for (JsonNode row : rows) {
            String held = StreamSupport.stream(row.path("holds").spliterator(), false)
                    .map(each -> text(each, "alias").isEmpty() ? text(each, "freight") : text(each, "alias"))
                    .collect(Collectors.joining(","));
            JsonNode since = row.path("holds").isEmpty()
                    ? row.path("none")
                    : row.path("holds").iterator().next().path("since");
            table.row(text(row, "name"), held, text(row, "phase"), autoPromotion(row), Ages.of(since, now));
        }
        return table;
    }

    private static String autoPromotion(JsonNode stage) {
        JsonNode auto = stage.path("autoPromotion");
        if (!auto.path("enabled").asBoolean()) {
            return "off";
        }
        return auto.path("holds").isEmpty() ? "on" : "held";
    }

    private static TextTable warehouses(JsonNode rows, Instant now) {
        TextTable table = new TextTable(NAME, "POLICY", "READY", "CHECKED");
        for (JsonNode row : rows) {
            JsonNode check = row.path("check");
            String ready = check.isNull() ? "Unknown" : check.path("failed").asBoolean() ? "False" : "True";
            table.row(text(row, "name"), text(row, "freightCreationPolicy"), ready, Ages.of(check.path("at"), now));
        }
        return table;
    }

    private static TextTable freight(JsonNode rows, Instant now) {
        TextTable table = new TextTable(NAME, "ALIAS", "ORIGIN", "STAGES", AGE);
        for (JsonNode row : rows) {
            String stages = String.join(
                    ",", (Iterable<String>) () -> row.path("currentlyIn").fieldNames());
            table.row(
                    text(row, "name"),
                    text(row, "alias"),
                    text(row, "warehouse"),
                    stages,
                    Ages.of(row.path("discoveredAt"), now));
        }
        return table;
    }

    private static TextTable promotions(JsonNode rows, Instant now) {
        TextTable table = new TextTable(NAME, "STAGE", "FREIGHT", "PHASE", AGE);
        for (JsonNode row : rows) {
            String freight = text(row, "freightAlias").isEmpty() ? text(row, "freight") : text(row, "freightAlias");
            table.row(
                    text(row, "name"),
                    text(row, "stage"),
                    freight,
                    text(row, "phase"),
                    Ages.of(row.path("createdAt"), now));
        }
        return table;
    }

    private static TextTable verifications(JsonNode rows, Instant now) {
        TextTable table = new TextTable("ID", "STAGE", "PHASE", AGE);
        for (JsonNode row : rows) {
            table.row(text(row, "id"), text(row, "stage"), text(row, "phase"), Ages.of(row.path("startedAt"), now));
        }
        return table;
    }

    private static TextTable events(JsonNode rows, Instant now) {
        TextTable table = new TextTable(AGE, "TYPE", "SUBJECT", "ACTOR", "MESSAGE");
        for (JsonNode row : rows) {
            table.row(
                    Ages.of(row.path("at"), now),
                    text(row, "type"),
                    text(row, "subject"),
                    text(row, "actor"),
                    text(row, "message"));
        }
        return table;
    }

    private static String text(JsonNode row, String member) {
        return row.path(member).asText("");
    }
}
