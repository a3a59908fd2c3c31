package io.jenkins.plugins.kargo.engine.freight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class FreightIdConformanceTest {

    @TestFactory
    Stream<DynamicTest> everyIdIsKargos() {
        return Conformance.cases("freight-ids.json")
                .map(c -> DynamicTest.dynamicTest(c.get("id").asText(), () -> check(c)));
    }

    private static void check(JsonNode c) {
        if (c.get("kind").asText().equals("collection")) {
            List<String> names = list(c, "freight", JsonNode::asText);
            assertThat(FreightCollections.idOf(names)).isEqualTo(c.get("expect").asText());
            return;
        }
        JsonNode origin = c.get("origin");
        FreightOrigin from = new FreightOrigin(text(origin, "kind"), text(origin, "name"));
        List<GitCommit> commits = list(c, "commits", FreightIdConformanceTest::commit);
        List<Image> images = list(c, "images", FreightIdConformanceTest::image);
        List<Chart> charts = list(c, "charts", FreightIdConformanceTest::chart);
        List<ArtifactReference> artifacts = list(c, "artifacts", FreightIdConformanceTest::artifact);
        assertThat(FreightId.hashed(from, commits, images, charts, artifacts)).isEqualTo(text(c, "hashed"));
        assertThat(FreightId.of(from, commits, images, charts, artifacts)).isEqualTo(text(c, "expect"));
    }

    private static GitCommit commit(JsonNode n) {
        return new GitCommit(
                text(n, "repoURL"),
                text(n, "id"),
                text(n, "branch"),
                text(n, "tag"),
                text(n, "message"),
                text(n, "author"),
                text(n, "committer"),
                text(n, "subscriptionName"));
    }

    private static Image image(JsonNode n) {
        return new Image(text(n, "repoURL"), text(n, "tag"), text(n, "digest"), Map.of(), text(n, "subscriptionName"));
    }

    private static Chart chart(JsonNode n) {
        return new Chart(text(n, "repoURL"), text(n, "name"), text(n, "version"), text(n, "subscriptionName"));
    }

    private static ArtifactReference artifact(JsonNode n) {
        return new ArtifactReference(
                text(n, "artifactType"), text(n, "subscriptionName"), text(n, "version"), Map.of());
    }

    private static <T> List<T> list(JsonNode c, String field, Function<JsonNode, T> mapper) {
        List<T> values = new ArrayList<>();
        c.path(field).forEach(n -> values.add(mapper.apply(n)));
        return values;
    }

    private static String text(JsonNode n, String field) {
        return n.path(field).asText("");
    }
}
