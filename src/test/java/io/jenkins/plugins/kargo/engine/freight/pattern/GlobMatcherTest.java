package io.jenkins.plugins.kargo.engine.freight.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobMatcherTest {

    /** The expected values were computed by doublestar itself. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apps/**            | apps               | true",
                "apps/**            | apps/a/b           | true",
                "apps/**            | application        | false",
                "**/values.yaml     | values.yaml        | true",
                "**/values.yaml     | a/b/values.yaml    | true",
                "**/values.yaml     | a/my-values.yaml   | false",
                "a/**/b/**/c        | a/b/c              | true",
                "a/**/b/**/c        | a/x/b/y/z/c        | true",
                "a/**/b/**/c        | a/x/c              | false",
                "apps/**.yaml       | apps/a.yaml        | true",
                "apps/**.yaml       | apps/a/b.yaml      | false",
                "**                 | a/b/c              | true",
                "*                  | a/b                | false",
                "a?c                | a/c                | false",
                "a[^b]c             | abc                | false",
                "a[!b]c             | adc                | true",
                "[a-]               | -                  | true",
                "[\\]]              | ]                  | true",
                "\\*                | *                  | true",
                "\\*                | a                  | false",
                "{a,b{c,d}}e        | bde                | true",
                "{a,b{c,d}}e        | be                 | false",
                "{apps/**,env}/x    | apps/a/b/x         | true",
                "stage-{dev,test}-* | stage-test-eu      | true",
                "{a,}b              | b                  | true",
                "a,b                | a,b                | true",
                "é[à-ü]?            | éöx                | true",
                "****/              | a                  | false",
                "{a,**}**/          | abc                | false",
                "{a,**}**/          | abc/               | true",
            })
    void matchesAsDoublestarDoes(String pattern, String name, boolean expected) {
        assertThat(GlobMatcher.compile(pattern).matches(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[]", "[^]", "[a", "{a", "a}", "{a,{b}", "a\\", "[a\\"})
    void aMalformedPatternIsRefusedWithItsText(String pattern) {
        assertThatThrownBy(() -> GlobMatcher.compile(pattern))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageStartingWith("\"" + pattern + "\" is not a valid glob: ");
    }

    @Test
    void anUnclosedBraceIsNamedByItsPosition() {
        assertThatThrownBy(() -> GlobMatcher.compile("ab{c"))
                .hasMessage("\"ab{c\" is not a valid glob: the '{' at position 3 is not closed");
    }

    @Test
    void aHostilePatternTakesNoLongerThanAnother() {
        GlobMatcher matcher = GlobMatcher.compile("{a,a}".repeat(60) + "{*a*,**/*}".repeat(30) + "z");
        boolean matched = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> matcher.matches("a".repeat(500)));
        assertThat(matched).isFalse();
    }

    @Property
    void aPatternWithoutSpecialCharactersMatchesItselfOnly(
            @ForAll("plain") String pattern, @ForAll("plain") String name) {
        assertThat(GlobMatcher.compile(pattern).matches(pattern)).isTrue();
        assertThat(GlobMatcher.compile(pattern).matches(name)).isEqualTo(pattern.equals(name));
    }

    @Property
    void anEscapedTextMatchesItself(@ForAll @Chars({'a', '*', '?', '[', ']', '{', '}', ',', '\\', '/'}) String text) {
        String escaped = text.replaceAll("(.)", "\\\\$1");
        assertThat(GlobMatcher.compile(escaped).matches(text)).isTrue();
    }

    @Property
    void alternativesMatchWhatOneOfThemMatches(@ForAll("plain") String a, @ForAll("plain") String b) {
        GlobMatcher matcher = GlobMatcher.compile("x{" + a + "," + b + "}y");
        assertThat(matcher.matches("x" + a + "y")).isTrue();
        assertThat(matcher.matches("x" + b + "y")).isTrue();
    }

    @Property
    void anyTextIsEitherRefusedOrCompiled(
            @ForAll @Chars({'a', '*', '[', ']', '{', '}', ',', '\\', '/', '-'}) String text) {
        try {
            GlobMatcher.compile(text).matches("a/b");
        } catch (InvalidPatternException e) {
            assertThat(e).hasMessageContaining("is not a valid glob");
        }
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.strings().withChars("ab/.-é").ofMaxLength(6);
    }
}
