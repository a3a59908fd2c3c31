package io.jenkins.plugins.kargo.local.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what git has with what the timeline says. */
final class PushRecords {
    private static final Pattern TRAILER = Pattern.compile("(?m)^Kargo-Promotion: (\\S+)$");

    private PushRecords() {}

    /** Every pushed commit of the stage belongs to exactly one promotion, which knows it; every recorded push is in git. */
    static void agreeWithGit(World world, String stage) throws Exception {
        Map<String, Integer> inGit = commits(world, stage);
        assertThat(inGit.values())
                .as("commits of one promotion to stage " + stage)
                .allMatch(count -> count == 1);
        List<String> pushed = new ArrayList<>();
        for (JsonNode promotion : promotions(world, stage)) {
            if (succeeded(promotion, "push") && succeeded(promotion, "commit")) {
                pushed.add(promotion.path("name").asText());
            }
        }
        assertThat(pushed)
                .as("pushes to stage " + stage + " on the timeline")
                .containsExactlyInAnyOrderElementsOf(inGit.keySet());
    }

    /** How many commits on the stage's branch every promotion has. */
    static Map<String, Integer> commits(World world, String stage) {
        Map<String, Integer> commits = new HashMap<>();
        if (world.repository.head("stage/" + stage) == null) {
            return commits;
        }
        for (String message : world.repository.log("stage/" + stage)) {
            Matcher trailer = TRAILER.matcher(message);
            // git-clone with create: true makes the branch with an empty commit of its own.
            if (!message.startsWith("Initial commit") && trailer.find()) {
                commits.merge(trailer.group(1), 1, Integer::sum);
            }
        }
        return commits;
    }

    private static boolean succeeded(JsonNode promotion, String alias) {
        for (JsonNode step : promotion.path("steps")) {
            if (step.path("alias").asText().equals(alias)) {
                return step.path("status").asText().equals("Succeeded");
            }
        }
        return false;
    }

    /** The promotions to the stage with their steps, the newest first. */
    static List<JsonNode> promotions(World world, String stage) throws Exception {
        JenkinsClient dana = world.dana();
        List<JsonNode> all = new ArrayList<>();
        String path = JenkinsClient.apiPath(World.PROJECT) + "promotions";
        for (JsonNode each : dana.get(path + "?limit=200").json().path("promotions")) {
            if (each.path("stage").asText().equals(stage)) {
                all.add(dana.get(path + '/' + each.path("name").asText()).json());
            }
        }
        return all;
    }
}
