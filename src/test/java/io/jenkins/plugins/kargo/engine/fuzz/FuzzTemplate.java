package io.jenkins.plugins.kargo.engine.fuzz;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.expression.Templates;
import java.nio.charset.StandardCharsets;

/** Any text is a template or an error; without a placeholder it stands for itself or for the JSON that it is. */
public final class FuzzTemplate {
    private FuzzTemplate() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        try {
            Object value = Templates.evaluate(text, FuzzExpression.ENVIRONMENT);
            if (!text.contains("${") && value instanceof String same && !same.equals(text)) {
                throw new AssertionError("a text without placeholders was changed to " + same);
            }
        } catch (ExpressionException e) {
            if (e.getMessage() == null || e.getMessage().isEmpty()) {
                throw new AssertionError("an error without words", e);
            }
        }
    }
}
