package io.jenkins.plugins.kargo.engine.fuzz;

import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Any text is an expression or an error with a position; evaluating one ends soon with a value or an error. */
public final class FuzzExpression {
    static final Environment ENVIRONMENT = Environment.of(Map.of(
            "vars",
            Map.of("a", 1, "b", "text", "c", List.of(3, 1.5, "x", Map.of("k", true))),
            "ctx",
            Map.of("project", "guestbook", "stage", "test"),
            "outputs",
            Map.of("step-1", Map.of("commit", "0123456789abcdef"))));

    private FuzzExpression() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        try {
            Expression expression = Expression.parse(text);
            if (expression.toString().isEmpty()) {
                throw new AssertionError("an expression without text");
            }
            expression.evaluate(ENVIRONMENT);
        } catch (ExpressionException e) {
            if (e.getMessage() == null || e.getMessage().isEmpty()) {
                throw new AssertionError("an error without words", e);
            }
        }
    }
}
