package io.jenkins.plugins.kargo.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeclaredNamesTest {
    private static Object evaluate(String source) {
        return Expression.parse(source, FunctionTable.EMPTY, Set.of("result"))
                .evaluate(Environment.of(Map.of("result", 5L)));
    }

    @Test
    void aNameThatIsNotDeclaredIsAMistake() {
        assertThatThrownBy(() -> evaluate("resutl > 1"))
                .isInstanceOfSatisfying(
                        ExpressionException.class,
                        e -> assertThat(e.phase()).isEqualTo(ExpressionException.Phase.CHECK))
                .hasMessageStartingWith("unknown name resutl (1:1)");
        assertThatThrownBy(() -> evaluate("asInt(result) == 1")).hasMessageContaining("unknown name asInt");
    }

    @Test
    void declaredNamesBuiltinsAndLocalNamesAreKnown() {
        assertThat(evaluate("result > 1 && len([1]) == 1")).isEqualTo(true);
        assertThat(evaluate("let double = result * 2; double")).isEqualTo(10L);
        assertThat(evaluate("$env.other")).isNull();
    }
}
