package io.jenkins.plugins.kargo.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Limits;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Environment NOTHING = Environment.of(Map.of());

    private static Object value(String source) {
        return Expression.parse(source).evaluate(NOTHING);
    }

    @Test
    void isParsedOnceAndEvaluatedWithManyEnvironmentsAtOnce() {
        Expression expression = Expression.parse("let y = x * 2; sum(1..x) + y");
        List<Object> results = IntStream.range(0, 500)
                .parallel()
                .mapToObj(x -> expression.evaluate(Environment.of(Map.of("x", x))))
                .toList();
        assertThat(results)
                .isEqualTo(IntStream.range(0, 500)
                        .mapToObj(x -> (Object) (x * (x + 1L) / 2 + 2L * x))
                        .toList());
    }

    @Test
    void takesWhatJavaAndYamlHaveForNumbersAndTimes() {
        Environment environment = Environment.of(Map.of(
                "i", 1, "s", (short) 2, "f", 1.5f, "t", Instant.parse("2024-01-02T03:04:05Z"), "l", List.of(1, 2)));
        assertThat(Expression.parse("[i + s, f, t.Year(), l[0], type(i), l == [1, 2]]")
                        .evaluate(environment))
                .isEqualTo(List.of(3L, 1.5, 2024L, 1L, "int", true));
    }

    @Test
    void givesPlainJavaValues() {
        assertThat(value("1..3")).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(value("toPairs({a: 1})")).isEqualTo(List.of(List.of("a", 1L)));
        assertThat(value("groupBy([1, 2], # % 2)")).isEqualTo(Map.of(1L, List.of(1L), 0L, List.of(2L)));
    }

    @Test
    void bytesOfStringsAreNumbersOutside() {
        Environment environment = Environment.of(Map.of("s", "abc"));
        assertThat(Expression.parse("[s[0], s[1:], type(s[0])]").evaluate(environment))
                .isEqualTo(List.of(97L, "bc", "uint"));
    }

    @Test
    void leavesTheValuesOfTheEnvironmentAlone() {
        List<Object> list = Arrays.asList(3, 1, 2);
        Map<String, Object> map = Map.of("list", list);
        Expression.parse("sort(list) | reverse() | concat([4])").evaluate(Environment.of(map));
        assertThat(list).containsExactly(3, 1, 2);
    }

    @Test
    void aLazyVariableIsLookedUpOnceAndOnlyWhenNeeded() {
        AtomicInteger asked = new AtomicInteger();
        Environment environment = Environment.of(Map.of("n", Lazy.of(asked::incrementAndGet), "m", 1));
        Expression.parse("m").evaluate(environment);
        assertThat(asked).hasValue(0);
        assertThat(Expression.parse("n + n + $env.n").evaluate(environment)).isEqualTo(3L);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aFunctionHidesTheBuiltinOfItsName() {
        Function seven = Function.of(List.of(Signature.of(Type.INT, Type.ANY)), arguments -> 7L);
        Environment environment = NOTHING.withFunctions(FunctionTable.of(Map.of("len", seven)));
        assertThat(Expression.parse("[len('a'), ::len('a')]", environment.functions())
                        .evaluate(environment))
                .isEqualTo(List.of(7L, 1L));
    }

    @Test
    void aFunctionThatIsNotThereIsAnErrorOnlyWhenItIsCalled() {
        assertThat(value("true || nope(1)")).isEqualTo(true);
        assertThatThrownBy(() -> value("1 + nope(1)"))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("there is no function nope");
    }

    @Test
    void nowIsTheTimeOfTheEnvironmentsClock() {
        Clock clock = Clock.fixed(Instant.parse("2024-05-06T07:08:09Z"), ZoneOffset.UTC);
        assertThat(Expression.parse("(now() - duration('1h')).Hour()").evaluate(NOTHING.withClock(clock)))
                .isEqualTo(6L);
        assertThat(value("duration('90m').Hours()")).isEqualTo(1.5);
        assertThat(value("duration('1h30m')")).isEqualTo(Duration.ofMinutes(90));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u00a7',
            value = {
                "missing.field ~ cannot fetch field from nil",
                "[1, 2][5 + missing2] ~ invalid operation: int + nil",
                "l[9] ~ index out of range: 9 (array length is 2)",
                "s.field ~ invalid operation: int(string)",
                "s + 1 ~ invalid operation: string + int",
                "s < l ~ invalid operation: string < array",
                "i % zero ~ integer divide by zero",
                "'a' in s ~ not defined on string",
                "i() ~ cannot call non-function of type int",
                "upper(i) ~ argument must be string, got int",
                "join([i]) ~ element 0 is int",
                "int(s) ~ invalid operation: int(text)",
                "sort([1, s]) ~ invalid operation: string < int",
                "groupBy(l, [#]) ~ a array cannot be the key of a map",
                "toJSON(groupBy(l, #)) ~ JSON has no map whose keys are no strings",
                "toJSON(1.0 / zero) ~ JSON has no number +Inf",
                "fromJSON('{') ~ invalid JSON at character 2",
                "reduce([], #) ~ reduce of empty array with no initial value",
                "date('soon') ~ invalid date soon",
                "timezone('Mars') ~ unknown time zone Mars",
                "all(i, true) ~ takes only an array (got int)",
                "s matches '[' + '' ~ not a valid regular expression",
                "filter(l, i) ~ expected a bool, got int"
            })
    void saysWhyItFailsWithTheseValues(String source, String problem) {
        Environment environment = Environment.of(Map.of("s", "text", "i", 1, "zero", 0, "l", List.of(1, 2)));
        assertThatThrownBy(() -> Expression.parse(source).evaluate(environment))
                .isInstanceOfSatisfying(ExpressionException.class, e -> {
                    assertThat(e.problem()).contains(problem);
                    assertThat(e.line()).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1..9999999",
                "repeat('a', 2000000)",
                "map(1..1000, 1..1000)",
                "reduce(1..60, #acc + #acc, 'a')",
                "toJSON(reduce(1..40, [#acc, #acc], 1))",
                "string(reduce(1..40, [#acc, #acc], 1))",
                "reduce(1..40, [#acc, #acc], 1)",
                "reduce(1..40, [#acc, #acc], 1) == reduce(1..40, [#acc, #acc], 1)",
                "flatten(reduce(1..40, [#acc, #acc], 1))",
                "max(reduce(1..40, [#acc, #acc], 1))",
                "reduce(1..3000, [#acc], 1)",
                "let r = 1..50000; all(r, all(r, true))",
                "replace(repeat('a', 99999), '', repeat('b', 99999))",
                "join(split(repeat('a', 99999), ''), repeat('b', 99999))",
                "fromJSON(repeat('[', 5000))",
            })
    void stopsWhatUsesTooMuch(String source) {
        Environment hurried = NOTHING.withLimits(new Limits(10_000, 200, 1_000_000, 1_000_000, 2_000_000));
        assertThatThrownBy(() -> Expression.parse(source).evaluate(hurried))
                .isInstanceOfSatisfying(
                        ExpressionException.class, e -> assertThat(e.phase()).isEqualTo(Phase.RUN));
    }

    @Test
    void theLimitsAreThoseOfTheEnvironment() {
        Environment small = NOTHING.withLimits(new Limits(100, 20, 10, 1_000, 50));
        assertThat(Expression.parse("map(1..4, #)").evaluate(small)).isEqualTo(List.of(1L, 2L, 3L, 4L));
        assertThatThrownBy(() -> Expression.parse("map(1..5, #)").evaluate(small))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("memory budget exceeded: more than 10 list elements");
        assertThatThrownBy(() -> Expression.parse("'" + "a".repeat(40) + "' + '" + "b".repeat(20) + "' + string(1)")
                        .evaluate(small))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("more than 50 characters");
    }

    @Test
    void aMessageNeverQuotesAHugeValue() {
        Environment environment = Environment.of(Map.of("s", "x".repeat(100_000)));
        assertThatThrownBy(() -> Expression.parse("int(s)").evaluate(environment))
                .isInstanceOf(ExpressionException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "'\"T\"', true", "'\"false\"', false", "'\"0\"', false", "1, true", "1 > 2, false"})
    void aConditionIsABooleanOrTextOfOne(String source, boolean holds) {
        assertThat(Expression.parse(source).evaluateCondition(NOTHING)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nil", "'yes'", "2", "[true]", "1.0"})
    void aConditionIsNothingElse(String source) {
        assertThatThrownBy(() -> Expression.parse(source).evaluateCondition(NOTHING))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("must yield true or false");
    }
}
