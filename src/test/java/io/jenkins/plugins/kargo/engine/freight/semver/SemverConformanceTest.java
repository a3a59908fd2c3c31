package io.jenkins.plugins.kargo.engine.freight.semver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SemverConformanceTest {

    /** The rows with a null version only say how Go compares nil pointers; a {@link Version} is never null. */
    @TestFactory
    Stream<DynamicTest> everyCaseHasTheResultOfTheLibrary() {
        return Conformance.cases("semver.json")
                .filter(c -> !c.path("a").isNull() && !c.path("b").isNull())
                .map(c -> DynamicTest.dynamicTest(c.toString(), () -> check(c)));
    }

    private static void check(JsonNode c) {
        switch (text(c, "type")) {
            case "constraint-match" ->
                assertThat(constraint(c).matches(version(c), flag(c, "includePrerelease")))
                        .isEqualTo(flag(c, "match"));
            case "constraint-parse" -> checkConstraint(c);
            case "constraint-single" -> checkTerm(c);
            case "constraint-string" -> assertThat(constraint(c)).hasToString(text(c, "string"));
            case "range-rewrite" ->
                assertThat(HyphenRanges.rewrite(text(c, "in"))).isEqualTo(text(c, "out"));
            case "version-parse" ->
                assertThat(VersionParser.parse(text(c, "version"), syntax(c)).isPresent())
                        .isEqualTo(flag(c, "valid"));
            case "version-string" -> assertThat(version(c)).hasToString(text(c, "string"));
            case "version-original" -> assertThat(version(c).original()).isEqualTo(text(c, "original"));
            case "version-parts" -> checkParts(c);
            case "compare" ->
                assertThat(Integer.signum(compare(c))).isEqualTo(c.get("cmp").asInt());
            case "relation" -> assertThat(holds(text(c, "op"), compare(c))).isEqualTo(flag(c, "result"));
            case "increment" -> checkSpelling(c, incremented(c));
            case "validate-prerelease" ->
                assertThat(Identifiers.isPrerelease(text(c, "in"))).isEqualTo(flag(c, "valid"));
            case "validate-metadata" ->
                assertThat(Identifiers.isMetadata(text(c, "in"))).isEqualTo(flag(c, "valid"));
            case "set-prerelease" -> checkSet(c, () -> version(c).withPrerelease(text(c, "prerelease")));
            case "set-metadata" -> checkSet(c, () -> version(c).withMetadata(text(c, "metadata")));
            case "sort" ->
                assertThat(texts(c.get("in")).stream()
                                .map(Version::parse)
                                .sorted()
                                .map(Version::toString))
                        .containsExactlyElementsOf(texts(c.get("out")));
            case "kargo-parse" -> checkTag(c);
            default -> throw new IllegalArgumentException("unknown type of case: " + c);
        }
    }

    private static void checkConstraint(JsonNode c) {
        if (!flag(c, "valid")) {
            assertThatThrownBy(() -> constraint(c)).isInstanceOf(InvalidConstraintException.class);
            return;
        }
        assertThat(constraint(c).groups()).hasSize(c.get("orGroups").asInt());
        assertThat(constraint(c).groups().get(0).terms())
                .hasSize(c.get("andCountFirst").asInt());
    }

    private static void checkTerm(JsonNode c) {
        if (!flag(c, "valid")) {
            assertThatThrownBy(() -> constraint(c)).isInstanceOf(InvalidConstraintException.class);
            return;
        }
        Term term = constraint(c).groups().get(0).terms().get(0);
        assertThat(term.operator().symbols()).contains(text(c, "op"));
        assertThat(term.bound()).hasToString(text(c, "version"));
    }

    private static void checkParts(JsonNode c) {
        Version version = version(c);
        assertThat(List.of(version.major(), version.minor(), version.patch()))
                .containsExactly(
                        c.get("major").asLong(),
                        c.get("minor").asLong(),
                        c.get("patch").asLong());
        assertThat(version.prerelease()).isEqualTo(text(c, "prerelease"));
        assertThat(version.metadata()).isEqualTo(text(c, "metadata"));
    }

    private static Version incremented(JsonNode c) {
        return switch (text(c, "part")) {
            case "major" -> version(c).incrementMajor();
            case "minor" -> version(c).incrementMinor();
            default -> version(c).incrementPatch();
        };
    }

    private static void checkSet(JsonNode c, Supplier<Version> change) {
        if (flag(c, "valid")) {
            checkSpelling(c, change.get());
        } else {
            assertThatThrownBy(change::get).isInstanceOf(InvalidVersionException.class);
        }
    }

    private static void checkSpelling(JsonNode c, Version version) {
        assertThat(version).hasToString(text(c, "string"));
        assertThat(version.original()).isEqualTo(text(c, "original"));
    }

    private static void checkTag(JsonNode c) {
        var tag = Version.ofTag(text(c, "version"), flag(c, "strict"));
        assertThat(tag.isPresent()).isEqualTo(flag(c, "valid"));
        tag.ifPresent(v -> checkSpelling(c, v));
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> order == 0;
        };
    }

    private static int compare(JsonNode c) {
        return Version.parse(text(c, "a")).compareTo(Version.parse(text(c, "b")));
    }

    private static VersionSyntax syntax(JsonNode c) {
        return switch (text(c, "mode")) {
            case "strict" -> VersionSyntax.FULL;
            case "loose-nocoerce" -> VersionSyntax.SHORTENED;
            default -> VersionSyntax.COERCED;
        };
    }

    private static Constraint constraint(JsonNode c) {
        return Constraint.parse(text(c, "constraint"));
    }

    private static Version version(JsonNode c) {
        return Version.parse(text(c, "version"));
    }

    private static String text(JsonNode c, String field) {
        return c.get(field).asText();
    }

    private static boolean flag(JsonNode c, String field) {
        return c.path(field).asBoolean();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(t -> texts.add(t.asText()));
        return texts;
    }
}
