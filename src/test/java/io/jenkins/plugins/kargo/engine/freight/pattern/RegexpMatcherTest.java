package io.jenkins.plugins.kargo.engine.freight.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RegexpMatcherTest {

    @Test
    void matchesAnywhereUnlessAnchored() {
        assertThat(RegexpMatcher.compile("rc\\d").matches("1.0.0-rc1-x")).isTrue();
        assertThat(RegexpMatcher.compile("^rc\\d").matches("1.0.0-rc1-x")).isFalse();
    }

    @Test
    void saysWhatIsWrongAndWhatToWrite() {
        assertThatThrownBy(() -> RegexpMatcher.compile("(?=x)"))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageStartingWith("\"(?=x)\" is not a valid regular expression: ")
                .hasMessageContaining("RE2 syntax");
    }
}
