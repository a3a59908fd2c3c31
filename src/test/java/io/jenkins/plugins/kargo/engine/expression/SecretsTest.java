package io.jenkins.plugins.kargo.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import io.jenkins.plugins.kargo.engine.expression.value.TextMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String SECRET = "hunter2hunter2";
    private static final Environment ENVIRONMENT =
            Environment.of(Map.of("s", TextMap.tainted(Map.of("token", SECRET)), "list", List.of(1, 2)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Bearer ' + s.token",
                "s.token == 'hunter2hunter2'",
                "s.token in ['hunter2hunter2']",
                "s.token matches '^h'",
                "s.token startsWith 'h'",
                "s.token < 'i'",
                "s.token[0:1]",
                "len(s.token)",
                "upper(s.token)",
                "string(s.token)",
                "string(s)",
                "toJSON(s)",
                "toJSON([{a: s.token}])",
                "join([s.token])",
                "sort([s.token, 'a'])",
                "uniq([s.token, 'a'])",
                "map([s.token], # + 'x')",
                "split(s.token, '')",
                "type(s.token)",
                "fromJSON(s.token)",
                "int(s.token)",
                "max([s.token])",
                "[s.token] == ['x']",
                "toBase64(s.token)",
                "groupBy([s.token], #)",
                "fromPairs([[s.token, 1]])",
                "{(s.token): 1}",
                "list[s.token]",
                "not s.token",
                "s.token ? 1 : 2",
                "reduce([s.token], #acc + #, '')",
                "'abc' matches s.token",
                "sum([s.token, 'a'])"
            })
    void cannotBeLookedIntoWhereTheyAreNotAllowed(String source) {
        assertThatThrownBy(() -> Expression.parse(source).evaluate(ENVIRONMENT))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("a secret cannot be used here")
                .hasMessageNotContaining(SECRET.toUpperCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s.token", "[s.token][0]", "let t = s.token; t", "missing ?? s.token", "first(values(s))"})
    void mayBePassedOn(String source) {
        Object value = Expression.parse(source).evaluate(ENVIRONMENT);
        assertThat(value).isInstanceOf(Tainted.class);
        assertThat(String.valueOf(value)).doesNotContain(SECRET);
    }

    @Test
    void mayBeComparedWithNilAndCounted() {
        assertThat(Expression.parse("[s.token == nil, s.token != nil, len(s), 'token' in s]")
                        .evaluate(ENVIRONMENT))
                .isEqualTo(List.of(false, true, 1L, true));
    }

    @Test
    void taintWhatIsMadeOfThemWhereTheyAreAllowed() {
        Environment allowing = ENVIRONMENT.withSecretsAllowed(true);
        Object value = Expression.parse("{header: 'Bearer ' + s.token}").evaluate(allowing);
        assertThat(value).isInstanceOf(Tainted.class).hasToString("****");
        assertThat(((Tainted) value).reveal()).isEqualTo(Map.of("header", "Bearer " + SECRET));
        assertThat(Expression.parse("1 + 1").evaluate(allowing)).isEqualTo(2L);
        assertThat(Expression.parse("len(s.token)").evaluate(allowing)).isInstanceOf(Tainted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int(s.token)",
                "fromJSON(s.token)",
                "date(s.token)",
                "float(s.token)",
                "s.token matches s.token + '('",
                "timezone(s.token)",
                "duration(s.token)",
                "{a: 1}.b + s.token"
            })
    void areNotInTheMessageWhenTheExpressionFails(String source) {
        assertThatThrownBy(() -> Expression.parse(source).evaluate(ENVIRONMENT.withSecretsAllowed(true)))
                .isInstanceOf(ExpressionException.class)
                .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET));
    }

    @Test
    void areRefusedInPlainTemplates() {
        Map<String, Object> config = Map.of("body", Map.of("text", List.of("x", "token ${{ s.token }}")));
        assertThatThrownBy(() -> Templates.evaluateConfig(config, ENVIRONMENT, TaintPolicy.REFUSE))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith("body.text[1]: a secret cannot be used here");
        assertThatThrownBy(() -> Templates.evaluate("${{ s.token }}", ENVIRONMENT))
                .isInstanceOf(ExpressionException.class);
    }

    @Test
    void comeOutTaintedOfFieldsThatAllowThem() {
        Map<String, Object> config = Map.of(
                "url",
                "https://example.com/${{ list[0] }}",
                "headers",
                List.of(Map.of("name", "Authorization", "value", "Bearer ${{ s.token }}")));
        Map<String, Object> evaluated =
                Templates.evaluateConfig(config, ENVIRONMENT, field -> field.startsWith("headers"));
        assertThat(evaluated).containsEntry("url", "https://example.com/1");
        Object value = ((Map<?, ?>) ((List<?>) evaluated.get("headers")).get(0)).get("value");
        assertThat(value).isInstanceOf(Tainted.class);
        assertThat(((Tainted) value).reveal()).isEqualTo("Bearer " + SECRET);
        assertThat(evaluated.toString()).doesNotContain(SECRET);
    }

    @Test
    void areCoercedAsAnyOtherText() {
        Environment environment = Environment.of(Map.of("s", TextMap.tainted(Map.of("pin", "0042"))))
                .withSecretsAllowed(true);
        Object value = Template.parse("${{ s.pin }}", FunctionTable.EMPTY).evaluate(environment);
        assertThat(((Tainted) value).reveal()).isEqualTo(42.0);
        Map<String, Object> config =
                Templates.evaluateConfig(Map.of("pin", "${{ s.pin }}"), environment, TaintPolicy.ALLOW);
        assertThat(((Tainted) config.get("pin")).reveal()).isEqualTo(42L);
    }
}
