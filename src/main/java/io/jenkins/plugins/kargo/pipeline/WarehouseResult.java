package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.discovery.WarehouseOutcome;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** What a script gets from {@code kargoWarehouse} for one warehouse. */
final class WarehouseResult {
    private WarehouseResult() {}

    @NonNull
    static LinkedHashMap<String, Object> of(@NonNull String warehouse, @NonNull WarehouseOutcome outcome) {
        Freight freight = outcome.freight();
        LinkedHashMap<String, Object> result = new LinkedHashMap<>();
        result.put("warehouse", warehouse);
        result.put("freight", freight == null ? "" : freight.name());
        result.put("alias", freight == null ? "" : freight.alias());
        result.put("created", outcome.status() == WarehouseOutcome.Status.CREATED);
        result.put("status", outcome.status().name());
        result.put("artifacts", artifacts(freight));
        return result;
    }

    private static ArrayList<Object> artifacts(@CheckForNull Freight freight) {
        ArrayList<Object> artifacts = new ArrayList<>();
        if (freight == null) {
            return artifacts;
        }
        for (GitCommit commit : freight.commits()) {
            artifacts.add(map(
                    "git", commit.repoURL(), "commit", commit.id(), "branch", commit.branch(), "tag", commit.tag()));
        }
        for (Image image : freight.images()) {
            artifacts.add(map("image", image.repoURL(), "tag", image.tag(), "digest", image.digest()));
        }
        for (Chart chart : freight.charts()) {
            artifacts.add(map("chart", chart.repoURL(), "name", chart.name(), "version", chart.version()));
        }
        for (ArtifactReference other : freight.artifacts()) {
            artifacts.add(map(other.artifactType(), "", "name", other.subscriptionName(), "version", other.version()));
        }
        return artifacts;
    }

    private static LinkedHashMap<String, Object> map(String type, String repoURL, String... pairs) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("type", type);
        map.put("repoURL", repoURL);
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
