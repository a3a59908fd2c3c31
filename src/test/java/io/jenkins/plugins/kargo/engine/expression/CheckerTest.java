package io.jenkins.plugins.kargo.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckerTest {
    private static final FunctionTable FUNCTIONS = FunctionTable.EMPTY.with(
            "greet",
            Function.of(
                    List.of(Signature.of(Type.TEXT, Type.TEXT), Signature.of(Type.TEXT, Type.TEXT, Type.INT)),
                    arguments -> "hello " + arguments.text(0)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u00a7',
            value = {
                "1 + 'a' ~ invalid operation: + (mismatched types int and string)",
                "not 1 ~ invalid operation: not (mismatched type int)",
                "1 == 'a' ~ mismatched types int and string",
                "1 and true ~ mismatched types int and bool",
                "'a' in [1, 2] ~ cannot use string as type int in array",
                "'a' matches '[' ~ is not a valid regular expression",
                "len(1) ~ invalid argument for len (type int)",
                "upper() ~ not enough arguments to call upper",
                "upper('a', 'b') ~ too many arguments to call upper",
                "upper(1) ~ cannot use int as argument (type string) to call upper",
                "filter(1, true) ~ takes only array (got int)",
                "filter([1], 1) ~ predicate should return boolean (got int)",
                "map([1], #acc) ~ unknown pointer #acc",
                "let len = 1; len ~ cannot redeclare builtin len",
                "let a = 1; let a = 2; a ~ cannot redeclare variable a",
                "let greet = 1; greet ~ cannot redeclare function greet",
                "(nil).a ~ type nil has no field a",
                "[1].a ~ array elements can only be selected using an integer",
                "1 % 0 ~ integer divide by zero",
                "1 ? 2 : 3 ~ non-bool expression (type int) used as condition",
                "greet() ~ not enough arguments to call greet",
                "greet(1) ~ cannot use int as argument",
                "greet('a', 'b') ~ cannot use string as argument (type int) to call greet",
                "date('2024-01-01').Month() == 1 ~ mismatched types time.Month and int",
                "date('2024-01-01').Nope() ~ has no method Nope",
                "date('2024-01-01').Add(1) ~ cannot use int as argument (type time.Duration)",
                "sortBy([1], #, 1) ~ order argument must be a string"
            })
    void findsWhatCanNeverWork(String source, String problem) {
        assertThatThrownBy(() -> Expression.parse(source, FUNCTIONS))
                .isInstanceOfSatisfying(ExpressionException.class, e -> {
                    assertThat(e.phase()).isEqualTo(Phase.CHECK);
                    assertThat(e.problem()).contains(problem);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a + 'a'",
                "not a",
                "a == 1",
                "a.b.c",
                "a(1)",
                "f(1 + 'a')",
                "len(a)",
                "filter(a, #.b)",
                "[1, 'a'][0] + 1",
                "a matches b",
                "greet(a)",
                "greet('a', a)",
                "max(a, 1)",
                "1 in a",
                "a ?? 1",
                "let b = a; b + 1"
            })
    void letsPassWhatDependsOnVariables(String source) {
        assertThat(Expression.parse(source, FUNCTIONS).source()).isEqualTo(source);
    }
}
