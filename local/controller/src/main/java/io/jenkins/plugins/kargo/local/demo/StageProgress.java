package io.jenkins.plugins.kargo.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Prints a line for every change of a stage. */
final class StageProgress {
    private final DemoPrinter out;
    private final Map<String, String> shown = new HashMap<>();

    StageProgress(DemoPrinter out) {
        this.out = out;
    }

    void show(JsonNode board) {
        JsonNode newest = board.path("freight").path("freight").path(0);
        if (newest.has("alias")) {
            print("Freight", newest.path("alias").asText() + ": " + artifacts(newest));
        }
        for (JsonNode stage : board.path("stages")) {
            if (!stage.path("promotion").isNull()) {
                print(stage.path("name").asText(), state(stage));
            }
        }
    }

    private void print(String subject, String state) {
        if (!state.equals(shown.put(subject, state))) {
            out.line(String.format("%-15s %s", subject, state));
        }
    }

    private static String state(JsonNode stage) {
        JsonNode promotion = stage.path("promotion");
        String phase = stage.path("phase").asText();
        return switch (phase) {
            case "Waiting" -> promotion.path("waitingFor").asText();
            case "Promoting" ->
                "promoting " + promotion.path("freightAlias").asText() + ": "
                        + promotion.path("currentAlias").asText();
            case "Failed" -> "failed: " + promotion.path("message").asText();
            default -> phase.toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static String artifacts(JsonNode freight) {
        StringBuilder text = new StringBuilder();
        freight.path("images")
                .forEach(image ->
                        text.append("image ").append(image.path("tag").asText()).append(", "));
        freight.path("charts")
                .forEach(chart -> text.append("chart ")
                        .append(chart.path("version").asText())
                        .append(", "));
        freight.path("commits")
                .forEach(commit ->
                        text.append("commit ").append(commit.path("id").asText(), 0, 7));
        return text.toString();
    }
}
