package io.jenkins.plugins.kargo.engine.freight.url;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RepoUrlConformanceTest {

    private static final Map<String, UnaryOperator<String>> FUNCTIONS = Map.of(
            "git", GitUrls::normalize,
            "image", ImageUrls::normalize,
            "chart", ChartUrls::normalize,
            "sanitize", UrlText::sanitize);

    @TestFactory
    Stream<DynamicTest> everyUrlBecomesWhatKargoMakesOfIt() {
        return Conformance.cases("urls.json").map(c -> DynamicTest.dynamicTest(c.toString(), () -> check(c)));
    }

    private static void check(JsonNode c) {
        UnaryOperator<String> function = FUNCTIONS.get(c.get("fn").asText());
        assertThat(function.apply(c.get("in").asText())).isEqualTo(c.get("out").asText());
    }
}
