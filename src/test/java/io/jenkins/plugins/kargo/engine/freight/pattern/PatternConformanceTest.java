package io.jenkins.plugins.kargo.engine.freight.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PatternConformanceTest {

    private static final Map<String, Class<? extends Matcher>> KINDS = Map.of(
            "exact", ExactMatcher.class,
            "glob", GlobMatcher.class,
            "regexp", RegexpMatcher.class,
            "basedir", BaseDirMatcher.class);

    @TestFactory
    Stream<DynamicTest> everyPatternMatchesWhatKargoMatches() {
        return Conformance.cases("patterns.json")
                .map(c -> DynamicTest.dynamicTest(c.get("id").asText(), () -> check(c)));
    }

    private static void check(JsonNode c) {
        if (c.path("error").asBoolean()) {
            assertThatThrownBy(() -> matcher(c)).isInstanceOf(InvalidPatternException.class);
            return;
        }
        Matcher matcher = matcher(c);
        if (c.has("kind")) {
            assertThat(matcher).isInstanceOf(KINDS.get(c.get("kind").asText()));
        }
        if (c.has("string")) {
            assertThat(matcher).hasToString(c.get("string").asText());
        }
        for (JsonNode match : c.path("cases")) {
            String candidate = match.get("in").asText();
            assertThat(matcher.matches(candidate))
                    .as(candidate)
                    .isEqualTo(match.get("match").asBoolean());
        }
    }

    private static Matcher matcher(JsonNode c) {
        String pattern = c.path("pattern").asText();
        return switch (c.get("parse").asText()) {
            case "name" -> Patterns.parseName(pattern);
            case "path" -> Patterns.parsePath(pattern);
            case "any" -> anyOf(c.get("patterns"));
            default -> ofKind(c.get("parse").asText(), pattern);
        };
    }

    private static Matcher anyOf(JsonNode patterns) {
        List<Matcher> matchers = new ArrayList<>();
        patterns.forEach(p ->
                matchers.add(ofKind(p.get("kind").asText(), p.get("pattern").asText())));
        return Patterns.anyOf(matchers);
    }

    private static Matcher ofKind(String kind, String pattern) {
        return switch (kind) {
            case "exact" -> new ExactMatcher(pattern);
            case "basedir" -> new BaseDirMatcher(pattern);
            case "glob" -> GlobMatcher.compile(pattern);
            case "regexp" -> RegexpMatcher.compile(pattern);
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
