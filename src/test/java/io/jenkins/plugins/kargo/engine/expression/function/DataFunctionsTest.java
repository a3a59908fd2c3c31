package io.jenkins.plugins.kargo.engine.expression.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.expression.Templates;
import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFunctionsTest {
    private final List<String> asked = new ArrayList<>();
    private final DataLookup lookup = new DataLookup() {
        @Override
        public Map<String, String> configMap(String name) {
            asked.add("configMap " + name);
            return name.equals("settings") ? Map.of("replicas", "3") : null;
        }

        @Override
        public Map<String, String> secret(String name) {
            asked.add("secret " + name);
            return name.equals("token") ? Map.of("value", "hunter2") : null;
        }

        @Override
        public Map<String, String> sharedConfigMap(String name) {
            return Map.of("shared", name);
        }

        @Override
        public Map<String, String> sharedSecret(String name) {
            return Map.of("shared", name);
        }
    };
    private final Environment environment = Environment.of(Map.of()).withFunctions(DataFunctions.table(lookup));

    private Object value(String source) {
        return Expression.parse(source, environment.functions()).evaluate(environment);
    }

    @Test
    void aNameIsLookedUpOnceForEachTable() {
        assertThat(value("configMap('settings').replicas + configMap('settings').replicas"))
                .isEqualTo("33");
        assertThat(value("configMap('nope').a + configMap('nope').b")).isEqualTo("");
        assertThat(value("secret('settings')")).isEqualTo(Map.of());
        assertThat(asked).containsExactly("configMap settings", "configMap nope", "secret settings");
    }

    @Test
    void aMissingEntryIsTheEmptyString() {
        assertThat(value("[configMap('settings').nope, get(configMap('settings'), 'nope'), secret('token').nope]"))
                .isEqualTo(java.util.Arrays.asList("", null, ""));
    }

    @Test
    void secretsAreTaintedAndConfigMapsAreNot() {
        assertThat(value("secret('token').value")).isInstanceOf(Tainted.class).hasToString("****");
        assertThat(value("sharedSecret('x').shared")).isInstanceOf(Tainted.class);
        assertThat(value("sharedConfigMap('x').shared")).isEqualTo("x");
        assertThat(String.valueOf(value("secret('token')"))).doesNotContain("hunter2");
        assertThatThrownBy(() -> Templates.evaluate("key: ${{ secret('token').value }}", environment))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("a secret cannot be used here")
                .hasMessageNotContaining("hunter2");
    }
}
