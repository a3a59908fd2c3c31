package io.jenkins.plugins.kargo.engine.freight.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexpMatcherTest {

    @Test
    void matchesAnywhereUnlessAnchored() {
        assertThat(RegexpMatcher.compile("rc\\d").matches("1.0.0-rc1-x")).isTrue();
        assertThat(RegexpMatcher.compile("^rc\\d").matches("1.0.0-rc1-x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:a{100}){100}",
                "((a{10}){10}){11}",
                "[a-z{]{501}{2}",
                "(?:(?:\\Qa{2\\E){999}){2}",
                "(x|(y{30}){40})",
                "(?:[[:alpha:]]{2}){501}",
                "(?:\\p{Greek}{2}){501}",
                "(?:a{2,}){501}"
            })
    void nestedRepetitionsBeyondAThousandAreRefusedAsGoDoes(String expression) {
        assertThatThrownBy(() -> RegexpMatcher.compile(expression))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageEndingWith("it repeats something more than 1000 times");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:a{10}){100}", "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", "\\x{61}{1000}",
                        "(a{600}|b{600})",
                "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z]{2,63}){1,15}$", "a{1000}b{1000}", "\\Qa{9}\\E{1000}",
                        "[]{9}]{1000}"
            })
    void ordinaryRepetitionsAreAccepted(String expression) {
        assertThat(RegexpMatcher.compile(expression)).hasToString(expression);
    }

    @Test
    void manyLongRepetitionsAreRefusedBeforeTheyFillTheMemory() {
        assertThatThrownBy(() -> RegexpMatcher.compile("a{1000}".repeat(101)))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("100000 elements");
    }

    @Property
    void anyTextIsEitherRefusedOrCompiled(
            @ForAll @Chars({'a', '1', '(', ')', '[', ']', '{', '}', ',', '\\', '?', 'Q', 'E', ':', '^', '|'})
                    String text) {
        try {
            assertThat(RegexpMatcher.compile(text)).hasToString(text);
        } catch (InvalidPatternException e) {
            assertThat(e).hasMessageContaining("is not a valid regular expression");
        }
    }

    @Test
    void saysWhatIsWrongAndWhatToWrite() {
        assertThatThrownBy(() -> RegexpMatcher.compile("(?=x)"))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageStartingWith("\"(?=x)\" is not a valid regular expression: ")
                .hasMessageContaining("RE2 syntax");
    }
}
