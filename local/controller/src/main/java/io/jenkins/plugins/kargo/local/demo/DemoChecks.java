package io.jenkins.plugins.kargo.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.local.control.JenkinsClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Holds what landed in git against what the controller says. */
final class DemoChecks {
    private static final List<String> STAGES = List.of("test", "uat", "prod");

    private final DemoServers servers;
    private final JenkinsClient client;
    private final DemoPrinter out;
    private boolean right = true;

    DemoChecks(DemoServers servers, JenkinsClient client, DemoPrinter out) {
        this.servers = servers;
        this.client = client;
        this.out = out;
    }

    boolean everythingArrived(String version) throws IOException, InterruptedException {
        JsonNode board = client.board(DemoWorld.PROJECT);
        String freight =
                board.path("freight").path("freight").path(0).path("name").asText();
        for (String stage : STAGES) {
            inGit(stage, version);
            onTheTimeline(board, stage, freight);
        }
        return right;
    }

    private void inGit(String stage, String version) {
        String branch = "stage/" + stage;
        out.title(branch);
        List<String> log = servers.repository().log(branch);
        Map<String, String> files = servers.repository().files(branch);
        if (log.isEmpty()) {
            check(false, "the branch " + branch + " exists");
            return;
        }
        log.get(0).lines().forEach(out::line);
        String manifests = files.getOrDefault("manifests.yaml", "");
        manifests
                .lines()
                .filter(line -> line.contains("image:") || line.contains("replicas:"))
                .forEach(out::line);
        check(manifests.contains("guestbook:" + version), "the rendered manifests run " + version);
        check(log.get(0).contains("Kargo-Promotion: " + stage + '.'), "the commit names its promotion");
    }

    private void onTheTimeline(JsonNode board, String stage, String freight) {
        for (JsonNode each : board.path("stages")) {
            if (each.path("name").asText().equals(stage)) {
                check(
                        each.path("holds")
                                .path(DemoWorld.PROJECT)
                                .path("freight")
                                .asText()
                                .equals(freight),
                        "the timeline says that " + stage + " holds the newest Freight");
                check(each.path("phase").asText().equals("Ready"), "and that " + stage + " is ready");
                return;
            }
        }
        check(false, "the timeline shows the stage " + stage);
    }

    private void check(boolean holds, String what) {
        right &= holds;
        if (holds) {
            out.right(what);
        } else {
            out.wrong("not so: " + what);
        }
    }
}
