package io.jenkins.plugins.kargo.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import io.jenkins.plugins.kargo.engine.expression.value.Limits;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
    private static final List<String> PIECES = List.of(
            "1", "2.5", "'a'", "\"b\"", "`c`", "b'd'", "x", "y.z", "?.", ".", "[", "]", "(", ")", "{", "}", ",", ";",
            ":", "::", "?", "??", "|", "||", "and", "or", "not", "in", "matches", "#", "#acc", "#index", "..", "+", "-",
            "*", "**", "%", "==", "<", ">=", "let q =", "if", "else", "map", "filter", "len", "reduce", "nil", "true",
            " ", "\n", "//", "/*", "*/", "0x1F", "1e5", "\\", "é", "\uD83D", "$env");

    private static Object value(String source) {
        return Expression.parse(source).evaluate(Environment.of(Map.of("x", 2, "list", List.of(1, 2, 3))));
    }

    @Provide
    Arbitrary<String> soup() {
        return Arbitraries.of(PIECES).list().ofMaxSize(25).map(pieces -> String.join("", pieces));
    }

    @Property
    void anyTextIsAnExpressionOrGivesAnExpressionException(@ForAll String text) {
        parseOrRefuse(text);
    }

    @Property(tries = 3_000)
    void anyMixOfTokensIsAnExpressionOrGivesAnExpressionException(@ForAll("soup") String text) {
        parseOrRefuse(text);
    }

    private static void parseOrRefuse(String text) {
        try {
            value(text);
        } catch (ExpressionException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property
    void anIntegerIsReadAsItIsWritten(@ForAll long number) {
        String literal = number == Long.MIN_VALUE ? "-9223372036854775807 - 1" : Long.toString(number);
        assertThat(value(literal)).isEqualTo(number);
    }

    @Property
    void aFloatIsReadAsItIsWritten(@ForAll double number) {
        assertThat(value("%s".formatted(number).contains("E") ? Double.toString(number) : number + "e0"))
                .isEqualTo(number);
    }

    @Property
    void aStringIsReadAsItsJsonIsWritten(@ForAll String text) {
        String whole = text.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(value(JsonWriter.quote(whole))).isEqualTo(whole);
    }

    @Property
    void aRawStringIsReadAsItIsWritten(@ForAll String text) {
        assertThat(value('`' + text.replace("`", "``") + '`')).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u00a7',
            value = {
                "1 + 2 * 3 ~ 7",
                "(1 + 2) * 3 ~ 9",
                "-2 ** 2 ~ -4.0",
                "2 ** 3 ** 2 ~ 512.0",
                "10 - 3 - 2 ~ 5",
                "0x1F + 0b11 + 0o17 + 1_000 ~ 1049",
                "1 < 2 < 3 ~ true",
                "3 > 2 > 2 ~ false",
                "not (2 in [1, 2]) ~ false",
                "5 not in [1, 2] ~ true",
                "'abc' not contains 'b' ~ false",
                "true ? false ? 1 : 2 : 3 ~ 2",
                "false ?: 4 ~ 4",
                "if x == 1 { 'a' } else if x == 2 { 'b' } else { 'c' } ~ b",
                "let a = 1; let b = a + 1; a + b ~ 3",
                "1; 2; 3 ~ 3",
                "list | filter(# > 1) | map(# * 10) | sum() ~ 50",
                "list[-1] ~ 3",
                "list[1:][0] ~ 2",
                "missing?.a.b?.[0] ~ null",
                "::len(list) ~ 3",
                "1 /* one */ + 2 // two ~ 3",
                "{a: 1, 'b c': 2, (string(3)): 3}['3'] ~ 3",
                "{a: 1, a: 2}.a ~ 1",
                "count(list, # > 1) ~ 2",
                "map(list, #index + #)[2] ~ 5",
                "reduce(list, #acc + #) ~ 6",
                "all(list, {let q = #; q > 0}) ~ true"
            })
    void readsTheLanguage(String source, String expected) {
        assertThat(String.valueOf(value(source))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 +",
                "foo.",
                "(1",
                "[1,,2]",
                "{a}",
                "a ? b",
                "let x = 1",
                "if true {1}",
                "1 not 2",
                "'abc",
                "`abc",
                "/* abc",
                "0x",
                "1e",
                "12abc",
                "@",
                "a ?? b || c",
                "map(list)",
                "map(list, 1; 2)",
                "#",
                "'\\z'",
                "f(1 2)",
                "99999999999999999999",
                "all(list,)"
            })
    void refusesWhatIsNoExpression(String source) {
        assertThatThrownBy(() -> Expression.parse(source))
                .isInstanceOfSatisfying(
                        ExpressionException.class, e -> assertThat(e.phase()).isEqualTo(Phase.PARSE));
    }

    @Test
    void anErrorShowsItsLineWithACaret() {
        assertThatThrownBy(() -> Expression.parse("let a = 1;\na + * 2"))
                .isInstanceOfSatisfying(ExpressionException.class, e -> {
                    assertThat(e.line()).isEqualTo(2);
                    assertThat(e.column()).isEqualTo(5);
                    assertThat(e).hasMessage("unexpected token \"*\" (2:5)\n | a + * 2\n | ....^");
                });
    }

    @Test
    void refusesTreesThatAreTooLargeOrTooDeep() {
        Limits limits = new Limits(50, 10, 100, 100, 100);
        assertThatThrownBy(() -> Expression.parse("[" + "1,".repeat(60) + "]", FunctionTable.EMPTY, limits))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("more than 50 parts");
        assertThatThrownBy(() -> Expression.parse("(".repeat(11) + "1", FunctionTable.EMPTY, limits))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("deeper than 10");
        assertThatThrownBy(() -> Expression.parse("a" + ".b".repeat(21), FunctionTable.EMPTY, limits))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("chains more than 20");
    }

    @Test
    void refusesComparisonsWhoseNestingDoublesTheTree() {
        String source = "1";
        for (int i = 0; i < 60; i++) {
            source = "(0 < " + source + " < 2)";
        }
        String nested = source;
        assertThatThrownBy(() -> Expression.parse(nested))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("nests too many comparisons");
    }

    @Test
    void theDeepestExpressionFitsHalfAMegabyteOfStack() throws InterruptedException {
        Expression.parse("1");
        List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
        List<String> deep = List.of(
                "x" + " + x".repeat(399),
                "all([x], ".repeat(190) + "true" + ")".repeat(190),
                "reverse(".repeat(190) + "list" + ")".repeat(190),
                "x ?? ".repeat(190) + "1");
        Thread thread = new Thread(null, () -> deep.forEach(ParserTest::value), "small stack", 512 * 1024);
        thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));
        thread.start();
        thread.join();
        assertThat(failures).isEmpty();
    }
}
