package io.jenkins.plugins.kargo.engine.freight.semver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SemverMatrixTest {

    @Test
    void everyConstraintMatchesTheVersionsThatTheLibraryMatches() {
        JsonNode matrix = Conformance.read("semver-matrix.json");
        List<Version> versions = versions(matrix.get("versions"));
        for (JsonNode row : matrix.get("rows")) {
            Constraint constraint = Constraint.parse(row.get("constraint").asText());
            boolean includePrereleases = row.get("includePrerelease").asBoolean();
            StringBuilder matches = new StringBuilder();
            versions.forEach(v -> matches.append(constraint.matches(v, includePrereleases) ? '1' : '0'));
            assertThat(matches.toString())
                    .as(row.toString())
                    .isEqualTo(row.get("match").asText());
        }
    }

    @Test
    void versionsSortAsTheLibrarySortsThem() {
        JsonNode matrix = Conformance.read("semver-matrix.json");
        assertThat(versions(matrix.get("versions")).stream().sorted())
                .containsExactlyElementsOf(versions(matrix.get("ascending")));
    }

    private static List<Version> versions(JsonNode texts) {
        List<Version> versions = new ArrayList<>();
        texts.forEach(t -> versions.add(Version.parse(t.asText())));
        return versions;
    }
}
