package io.jenkins.plugins.kargo.engine.freight.semver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @Test
    void newestFirstPutsTheFullerSpellingOfEqualVersionsFirst() {
        List<String> sorted = List.of("1.0", "1.0.0-rc.1", "1.0.0", "v1.0.0", "1.10.0", "1.9.0").stream()
                .map(Version::parse)
                .sorted(Version.NEWEST_FIRST)
                .map(Version::original)
                .toList();
        assertThat(sorted).containsExactly("1.10.0", "1.9.0", "v1.0.0", "1.0.0", "1.0", "1.0.0-rc.1");
    }

    @Test
    void numbersUseAllSixtyFourBits() {
        Version huge = Version.parse("18446744073709551615.0.0");
        assertThat(huge).hasToString("18446744073709551615.0.0");
        assertThat(huge).isGreaterThan(Version.parse("9223372036854775807"));
        assertThat(Version.tryParse("18446744073709551616.0.0")).isEmpty();
        assertThatThrownBy(huge::incrementMajor)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("18446744073709551615");
    }

    @Test
    void aPrereleaseNumberBeyondSixtyFourBitsCountsAsAWord() {
        assertThat(Version.parse("1.0.0-99999999999999999999"))
                .isGreaterThan(Version.parse("1.0.0-18446744073709551615"));
        assertThat(Version.parse("1.0.0-99999999999999999999")).isLessThan(Version.parse("1.0.0-a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "v", "1.", "1..2", "1.2.3.4", "V1", " 1", "1 ", "1.2.3-", "1.2.3+", "1-a..b", "1.2.3-01", "é"
            })
    void whatIsNoVersionIsRefusedWithItsText(String text) {
        assertThatThrownBy(() -> Version.parse(text))
                .isInstanceOf(InvalidVersionException.class)
                .hasMessageStartingWith("\"" + text + "\" is not a semantic version: expected ");
    }

    @Test
    void anOverlongTextIsNoVersion() {
        assertThat(Version.tryParse("1.0.0-" + "a".repeat(250))).isPresent();
        assertThat(Version.tryParse("1.0.0-" + "a".repeat(251))).isEmpty();
    }

    @Test
    void aStrictTagMayHaveOneLeadingV() {
        assertThat(Version.ofTag("v1.2.3", true)).isPresent();
        assertThat(Version.ofTag("vv1.2.3", true)).isEmpty();
        assertThat(Version.ofTag("v1.2", true)).isEmpty();
        assertThat(Version.ofTag("v1.2", false)).contains(Version.parse("v1.2"));
        assertThat(Version.ofTag("latest", false)).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theOrderIsTotal(@ForAll("versions") Version a, @ForAll("versions") Version b, @ForAll("versions") Version c) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertThat(a).isLessThanOrEqualTo(c);
        }
        if (a.compareTo(b) == 0) {
            assertThat(Integer.signum(a.compareTo(c))).isEqualTo(Integer.signum(b.compareTo(c)));
        }
    }

    @Property
    void theFullSpellingIsStrictAndMeansTheSame(@ForAll("versions") Version version) {
        Version full = Version.parseStrict(version.toString());
        assertThat(full).isEqualByComparingTo(version);
        assertThat(full).hasToString(version.toString());
    }

    @Property
    void incrementsAreGreater(@ForAll("versions") Version version) {
        assertThat(version.incrementPatch()).isGreaterThan(version);
        assertThat(version.incrementMinor()).isGreaterThan(version);
        assertThat(version.incrementMajor()).isGreaterThan(version.incrementMinor());
    }

    @Property
    void anyTextIsEitherRefusedOrKeptAsTheOriginal(@ForAll String text) {
        Version.tryParse(text).ifPresent(v -> assertThat(v.original()).isEqualTo(text));
    }

    @Provide
    Arbitrary<Version> versions() {
        return VersionArbitraries.versions();
    }

    /** Versions close to each other, so that comparisons are not decided by the first number. */
    static final class VersionArbitraries {

        private VersionArbitraries() {}

        static Arbitrary<Version> versions() {
            Arbitrary<String> numbers = Arbitraries.of("0", "1", "1.0", "1.2", "0.0.1", "1.0.0", "1.2.3", "2.0.0");
            Arbitrary<String> identifiers = Arbitraries.of("alpha", "beta", "rc1", "0", "1", "2", "10", "-", "a-b");
            Arbitrary<String> prereleases = identifiers.list().ofMaxSize(3).map(VersionArbitraries::prerelease);
            return Combinators.combine(Arbitraries.of("", "v"), numbers, prereleases, Arbitraries.of("", "+b1"))
                    .as((v, n, pre, meta) -> Version.parse(v + n + pre + meta));
        }

        private static String prerelease(List<String> identifiers) {
            return identifiers.isEmpty() ? "" : '-' + String.join(".", identifiers);
        }
    }
}
