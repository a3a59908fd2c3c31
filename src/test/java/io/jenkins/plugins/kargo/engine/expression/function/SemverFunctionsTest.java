package io.jenkins.plugins.kargo.engine.expression.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.expression.Templates;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemverFunctionsTest {
    private static final Environment ENVIRONMENT =
            Environment.of(Map.of("v", "v1.2.3-rc.1+build.5")).withFunctions(SemverFunctions.table());

    private static Object value(String source) {
        return Expression.parse(source, ENVIRONMENT.functions()).evaluate(ENVIRONMENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u00a7',
            value = {
                "semverParse(v).Major() ~ 1",
                "semverParse(v).Minor() + semverParse(v).Patch() ~ 5",
                "semverParse(v).Prerelease() ~ rc.1",
                "semverParse(v).Metadata() ~ build.5",
                "semverParse(v).String() ~ 1.2.3-rc.1+build.5",
                "semverParse(v).Original() ~ v1.2.3-rc.1+build.5",
                "semverParse(v).IncPatch().String() ~ 1.2.3",
                "semverParse(v).IncMinor().String() ~ 1.3.0",
                "semverParse(v).IncMajor().Original() ~ v2.0.0",
                "semverParse('1.2').LessThan(semverParse('1.10')) ~ true",
                "semverParse('1.2').Compare(semverParse('1.2.0')) ~ 0",
                "string(semverParse('1.2')) ~ 1.2.0",
                "semverDiff('1.2.3', v) ~ Metadata",
                "semverDiff('1.2.3-a', '1.2.3-b') ~ None"
            })
    void readsAndComparesVersions(String source, String expected) {
        assertThat(String.valueOf(value(source))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "semverParse('x')",
                "semverParse(1)",
                "semverParse(v).Nope()",
                "semverParse(v).Major(1)",
                "semverParse(v).LessThan('1')",
                "semverParse(v).Major",
                "semverDiff(v)"
            })
    void refusesWhatIsNoVersion(String source) {
        assertThatThrownBy(() -> value(source)).isInstanceOf(ExpressionException.class);
    }

    @Test
    void aVersionInATemplateIsItsText() {
        assertThat(Templates.evaluate("x ${{ semverParse('v1.2') }}", ENVIRONMENT))
                .isEqualTo("x \"1.2.0\"");
        assertThat(Templates.evaluate("${{ semverParse('v1.2') }}", ENVIRONMENT))
                .isEqualTo("1.2.0");
        assertThat(Templates.evaluate("${{ asYAML({'v': semverParse('v1.2')}) }}", ENVIRONMENT))
                .isEqualTo("v: 1.2.0\n");
    }
}
