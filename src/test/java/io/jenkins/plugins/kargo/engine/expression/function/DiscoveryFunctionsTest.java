package io.jenkins.plugins.kargo.engine.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryFunctionsTest {
    private static final Instant TIME = Instant.parse("2024-05-06T07:08:09Z");
    private static final DiscoveredArtifacts FOUND = new DiscoveredArtifacts(
            List.of(new DiscoveredArtifacts.Commits(
                    "https://github.com/example/app.git",
                    List.of(
                            new DiscoveredArtifacts.Commit("new", "main", "", "fix: it", "a", "c", TIME),
                            new DiscoveredArtifacts.Commit("old", "main", "", "", "", "", null)))),
            List.of(
                    new DiscoveredArtifacts.Images("nginx", List.of()),
                    new DiscoveredArtifacts.Images(
                            "docker.io/library/nginx",
                            List.of(new DiscoveredArtifacts.ImageReference(
                                    "1.27", "sha256:a", Map.of("k", "v"), TIME)))),
            List.of(new DiscoveredArtifacts.Charts("https://charts.example.com", "app", List.of("2.0.0", "1.0.0"))),
            List.of());

    private static Object value(String source, DiscoveredArtifacts artifacts) {
        Environment environment = Environment.of(Map.of()).withFunctions(DiscoveryFunctions.table(artifacts));
        return Expression.parse(source, environment.functions()).evaluate(environment);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u00a7',
            value = {
                "commitFrom('https://github.com/example/app').ID ~ new",
                "commitFrom('https://github.com/example/app').CreatorDate.Year() ~ 2024",
                "commitFrom('https://github.com/example/app').Subject startsWith 'fix' ~ true",
                "imageFrom('docker.io/library/nginx').Tag ~ 1.27",
                "imageFrom('docker.io/library/nginx').Annotations.k ~ v",
                "chartFrom('https://charts.example.com', 'app').Version ~ 2.0.0",
                "chartFrom('https://charts.example.com').Name ~ app",
                "chartFrom('https://charts.example.com', 'nope') ~ null",
                "artifactFrom('nope') ~ null"
            })
    void givesTheNewest(String source, String expected) {
        assertThat(String.valueOf(value(source, FOUND))).isEqualTo(expected);
    }

    @Test
    void beforeTheFirstDiscoveryThereIsNothing() {
        assertThat(value("[commitFrom('a'), imageFrom('a'), chartFrom('a'), artifactFrom('a')]", null))
                .isEqualTo(java.util.Arrays.asList(null, null, null, null));
    }
}
