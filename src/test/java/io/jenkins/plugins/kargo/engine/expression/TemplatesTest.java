package io.jenkins.plugins.kargo.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private static final Environment ENVIRONMENT =
            Environment.of(Map.of("name", "guestbook", "number", 3, "text", "line \"1\"\nline \\2\n"));

    private static Object value(String template) {
        return Templates.evaluate(template, ENVIRONMENT);
    }

    @Test
    void textWithoutExpressionsStaysAsItIs() {
        assertThat(value("42")).isEqualTo("42");
        assertThat(value("{{ name }} $ {x}")).isEqualTo("{{ name }} $ {x}");
        assertThat(Templates.evaluate(7, ENVIRONMENT)).isEqualTo(7);
        assertThat(Templates.evaluate(null, ENVIRONMENT)).isNull();
    }

    @Test
    void resultsBecomeWhatTheWholeTextReadsAs() {
        assertThat(value("${{ name }}-${{ number }}")).isEqualTo("guestbook-3");
        assertThat(value("${{ number }}")).isEqualTo(3.0);
        assertThat(value("${{ number }}0")).isEqualTo(30.0);
        assertThat(value("${{ number == 3 }}")).isEqualTo(true);
        assertThat(value("${{ [name] }}")).isEqualTo(List.of("guestbook"));
        assertThat(value("${% {'a': {'b': 1}} %}")).isEqualTo(Map.of("a", Map.of("b", 1.0)));
        assertThat(value("${{ missing }}")).isNull();
        assertThat(value("${{ '1.10' }}")).isEqualTo(1.1);
    }

    @Property
    void aQuotedStringArrivesAsItIs(@ForAll String text) {
        Environment environment = Environment.of(Map.of("t", text));
        assertThat(Templates.evaluate("${{ quote(t) }}", environment)).isEqualTo(text);
    }

    @Property
    void anyTextIsATemplateOrGivesAnExpressionException(@ForAll String text, @ForAll String more) {
        try {
            value(text + "${{" + more + "}}");
        } catch (ExpressionException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void quotesKeepAStringAString() {
        assertThat(value("${{ quote(text) }}")).isEqualTo("line \"1\"\nline \\2\n");
        assertThat(value("${{ quote('007') }}")).isEqualTo("007");
        assertThat(value("${{ quote([1]) }}")).isEqualTo("[1]");
        assertThat(value("${{ unsafeQuote('a') }}")).isEqualTo("\"a\"");
        assertThat(value("${{ asYAML({'a': [1, {'b': 'yes'}]}) }}")).isEqualTo("a:\n    - 1\n    - b: \"yes\"\n");
        assertThat(value("${{ asJSON({'a': [1]}) }}")).isEqualTo("{\n  \"a\": [\n    1\n  ]\n}\n");
    }

    @Test
    void valuesAreEvaluatedHoweverDeepAndKeysNever() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("${{ name }}", "${{ name }}");
        config.put("list", Arrays.asList("${{ number }}", null, Map.of("deep", List.of("x${{ number }}")), 1.5));
        Map<String, Object> evaluated = Templates.evaluateConfig(config, ENVIRONMENT, TaintPolicy.REFUSE);
        assertThat(evaluated.keySet()).containsExactly("${{ name }}", "list");
        assertThat(evaluated)
                .containsEntry("${{ name }}", "guestbook")
                .containsEntry("list", Arrays.asList(3L, null, Map.of("deep", List.of("x3")), 1.5));
        assertThat(config.get("${{ name }}")).isEqualTo("${{ name }}");
    }

    @Test
    void numbersOfAConfigurationAreThoseOfItsJson() {
        Map<String, Object> config =
                Map.of("a", "${{ 2.0 }}", "b", "${{ 2.5 }}", "c", "${{ '1e30' }}", "d", 9007199254740993L);
        assertThat(Templates.evaluateConfig(config, ENVIRONMENT, TaintPolicy.REFUSE))
                .containsEntry("a", 2L)
                .containsEntry("b", 2.5)
                .containsEntry("c", 1e30)
                .containsEntry("d", 9007199254740993L);
        assertThatThrownBy(() ->
                        Templates.evaluateConfig(Map.of("a", List.of("${{ 'inf' }}")), ENVIRONMENT, TaintPolicy.REFUSE))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("a[0]: the value is not a number that JSON has");
    }

    @Test
    void anErrorNamesTheField() {
        Map<String, Object> config = Map.of("steps", List.of(Map.of("file", "${{ name + 1 }}")));
        assertThatThrownBy(() -> Templates.evaluateConfig(config, ENVIRONMENT, TaintPolicy.REFUSE))
                .isInstanceOfSatisfying(ExpressionException.class, e -> {
                    assertThat(e.phase()).isEqualTo(Phase.RUN);
                    assertThat(e.problem()).isEqualTo("steps[0].file: invalid operation: string + int");
                    assertThat(e).hasMessageEndingWith("(1:7)\n |  name + 1 \n | ......^");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${{ name",
                "${% name }}",
                "${{ }}",
                "${{ 1 + }}",
                "${{ nope() }}",
                "${{ quote() }}",
                "${{ {'a':1}}}"
            })
    void whatCannotWorkIsAnError(String template) {
        assertThatThrownBy(() -> value(template)).isInstanceOf(ExpressionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quote", "asYAML", "asJSON"})
    void aVariableMustNotHaveTheNameOfATemplateFunction(String name) {
        assertThatThrownBy(() -> Templates.evaluate(Map.of(), Environment.of(Map.of(name, 1))))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("forbidden key");
    }

    @Test
    void aConfigurationMustBeAMap() {
        for (Object config : Arrays.asList(List.of(1), "text", null)) {
            assertThatThrownBy(() -> Templates.evaluateConfig(config, ENVIRONMENT, TaintPolicy.REFUSE))
                    .isInstanceOf(ExpressionException.class)
                    .hasMessageContaining("must be a map");
        }
    }

    @Test
    void manyExpressionsInOneTextTakeLinearTime() {
        String template = "${{ 1 }}".repeat(20_000);
        assertThat(value(template)).isEqualTo("1".repeat(20_000));
    }
}
