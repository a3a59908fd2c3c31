package io.jenkins.plugins.kargo.engine.freight.semver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "^1.2            ; 1.9.0           ; true",
                "^1.2            ; 2.0.0           ; false",
                "^0.2.3          ; 0.2.9           ; true",
                "^0.2.3          ; 0.3.0           ; false",
                "~1.2.3          ; 1.2.9           ; true",
                "~> 1.2          ; 1.3.0           ; false",
                "1.x             ; 1.99.0          ; true",
                "1.2 - 1.4       ; 1.4.9           ; true",
                "1.2 - 1.4.0     ; 1.4.1           ; false",
                ">=1.0, <2 || 3  ; 3.5.0           ; true",
                "=> 1.0          ; 1.0.0           ; true",
                "*               ; 1.0.0-rc.1      ; false",
                "*-0             ; 1.0.0-rc.1      ; true",
                ">= 1.0.0-0      ; 2.0.0-beta      ; true",
                ">1.1            ; 1.1.9           ; false",
                "^*              ; 1.0.0           ; false",
                "<=*             ; 0.0.7           ; true",
            })
    void matchesAsTheLibraryDoes(String constraint, String version, boolean expected) {
        assertThat(Constraint.parse(constraint).matches(Version.parse(version))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "||",
                "1.2 ||",
                "latest",
                ">= latest",
                "1.2,",
                "1.2,,1.3",
                "1.2>1",
                "1.2.3.4",
                "> > 1",
                "1|2",
                "1.2.3-01",
                "18446744073709551616",
                "3 1 - 2",
                "1 - 2 - 3"
            })
    void whatIsNoConstraintIsRefusedWithItsText(String text) {
        assertThatThrownBy(() -> Constraint.parse(text))
                .isInstanceOf(InvalidConstraintException.class)
                .hasMessageStartingWith("\"" + text + "\" is not a version constraint: expected ");
    }

    @Test
    void theMessageShowsWhereReadingEnded() {
        assertThatThrownBy(() -> Constraint.parse(">=1.2 || => beta"))
                .hasMessage("\">=1.2 || => beta\" is not a version constraint: expected a version such as 1.2.3, 1.2 or"
                        + " 1.x, found \"=> beta\"");
    }

    @Test
    void limitsAreThoseOfTheLibrary() {
        assertThat(Constraint.parse(String.join("||", Collections.nCopies(32, "1")))
                        .groups())
                .hasSize(32);
        assertThatThrownBy(() -> Constraint.parse(String.join("||", Collections.nCopies(33, "1"))))
                .isInstanceOf(InvalidConstraintException.class)
                .hasMessageContaining("32");
        assertThatThrownBy(() -> Constraint.parse(" ".repeat(512) + "1"))
                .isInstanceOf(InvalidConstraintException.class)
                .hasMessageContaining("512");
    }

    @Property
    void theUniformSpellingMeansTheSame(@ForAll("constraints") String text, @ForAll("versions") Version version) {
        Constraint constraint = Constraint.parse(text);
        Constraint again = Constraint.parse(constraint.toString());
        assertThat(again.matches(version)).isEqualTo(constraint.matches(version));
        assertThat(again).hasToString(constraint.toString());
    }

    @Property
    void theFourComparisonsAgreeWithTheOrder(@ForAll("versions") Version a, @ForAll("versions") Version b) {
        int order = a.compareTo(b);
        assertThat(Constraint.parse("<" + b).matches(a, true)).isEqualTo(order < 0);
        assertThat(Constraint.parse("<=" + b).matches(a, true)).isEqualTo(order <= 0);
        assertThat(Constraint.parse(">" + b).matches(a, true)).isEqualTo(order > 0);
        assertThat(Constraint.parse(">=" + b).matches(a, true)).isEqualTo(order >= 0);
        assertThat(Constraint.parse("=" + b).matches(a, true)).isEqualTo(order == 0);
        assertThat(Constraint.parse("!=" + b).matches(a, true)).isEqualTo(order != 0);
    }

    @Property
    void aReleaseMatchesNoMatterWhetherPrereleasesAreIncluded(
            @ForAll("constraints") String text, @ForAll("versions") Version version) {
        if (!version.isPrerelease()) {
            Constraint constraint = Constraint.parse(text);
            assertThat(constraint.matches(version, true)).isEqualTo(constraint.matches(version, false));
        }
    }

    @Test
    void fiveThousandTagsAreFilteredAndSortedInMilliseconds() {
        List<String> tags = IntStream.range(0, 5_000)
                .mapToObj(i -> i % 10 == 0
                        ? "main-" + i
                        : "v" + i % 7 + '.' + i % 50 + '.' + i + (i % 3 == 0 ? "-rc." + i : ""))
                .toList();
        Constraint constraint = Constraint.parse(">=1.2.0-0, <5 || ^6.x");
        for (int warmUp = 0; warmUp < 5; warmUp++) {
            select(tags, constraint);
        }
        long start = System.nanoTime();
        List<Version> selected = select(tags, constraint);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(selected).isNotEmpty();
        assertThat(taken).as("generous, for a busy machine").isLessThan(Duration.ofMillis(500));
    }

    private static List<Version> select(List<String> tags, Constraint constraint) {
        return tags.stream()
                .flatMap(t -> Version.ofTag(t, true).stream())
                .filter(constraint::matches)
                .sorted(Version.NEWEST_FIRST)
                .toList();
    }

    @Provide
    Arbitrary<Version> versions() {
        return VersionTest.VersionArbitraries.versions();
    }

    @Provide
    Arbitrary<String> constraints() {
        Arbitrary<String> operators = Arbitraries.of("", "=", "!=", ">", "<", ">=", "=>", "<= ", "~", "~>", "^ ");
        Arbitrary<String> bounds =
                Arbitraries.of("*", "1", "1.x", "1.2", "v1.2.X", "1.2.3", "0.0.1", "1.0-0", "1.0.0-beta.2");
        Arbitrary<String> terms = Combinators.combine(operators, bounds).as(String::concat);
        Arbitrary<String> groups = terms.list().ofMinSize(1).ofMaxSize(3).map(t -> String.join(", ", t));
        return groups.list().ofMinSize(1).ofMaxSize(3).map(g -> String.join(" || ", g));
    }
}
