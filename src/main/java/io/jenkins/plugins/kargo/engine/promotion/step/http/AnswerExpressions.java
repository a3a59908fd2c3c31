package io.jenkins.plugins.kargo.engine.promotion.step.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.promotion.StepFailure;
import io.jenkins.plugins.kargo.engine.promotion.step.common.PlainOutput;
import io.jenkins.plugins.kargo.engine.promotion.step.common.StepConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a step judges an answer, and what it takes from it. Read before the request is sent, which may be sent only once. */
record AnswerExpressions(
        @CheckForNull Expression success,
        @CheckForNull Expression failure,
        @CheckForNull Expression error,
        @NonNull Map<String, Expression> outputs) {
    /** @throws StepFailure naming the field that is no expression */
    @NonNull
    static AnswerExpressions of(@NonNull StepConfig config) throws StepFailure {
        Map<String, Expression> outputs = new LinkedHashMap<>();
        for (StepConfig output : config.objects("outputs")) {
            outputs.put(output.text("name"), parsed(output, "fromExpression"));
        }
        return new AnswerExpressions(
                parsed(config, "successExpression"),
                parsed(config, "failureExpression"),
                parsed(config, "errorExpression"),
                outputs);
    }

    @CheckForNull
    private static Expression parsed(StepConfig config, String key) throws StepFailure {
        String text = config.text(key);
        try {
            return text.isEmpty() ? null : Expression.parse(text);
        } catch (ExpressionException e) {
            throw new StepFailure("error compiling " + key + " \"" + text + "\": " + e.getMessage(), e);
        }
    }

    /** Whether there is a criterion, so that the status alone decides nothing. */
    boolean judge() {
        return success != null || failure != null;
    }

    boolean fails(@NonNull Environment answer) throws IOException {
        return holds("failureExpression", failure, answer);
    }

    boolean succeeds(@NonNull Environment answer) throws IOException {
        return holds("successExpression", success, answer);
    }

    private static boolean holds(String key, @CheckForNull Expression expression, Environment answer)
            throws IOException {
        if (expression == null) {
            return false;
        }
        Object value = evaluate(key, expression, answer);
        if (value instanceof Boolean holds) {
            return holds;
        }
        throw new IOException(key + " did not evaluate to a boolean (got " + value + ")");
    }

    /** Why it failed, empty when the answer does not say: that does not hide that it failed. */
    @NonNull
    String reason(@NonNull Environment answer) {
        try {
            return error != null && error.evaluate(answer) instanceof String text ? text : "";
        } catch (ExpressionException e) {
            return "";
        }
    }

    @NonNull
    Map<String, Object> output(@NonNull Environment answer) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, Expression> output : outputs.entrySet()) {
            values.put(
                    output.getKey(),
                    PlainOutput.of(evaluate("expression \"" + output.getValue() + '"', output.getValue(), answer)));
        }
        return values;
    }

    private static Object evaluate(String what, Expression expression, Environment answer) throws IOException {
        try {
            return expression.evaluate(answer);
        } catch (ExpressionException e) {
            throw new IOException("error evaluating " + what + ": " + e.getMessage(), e);
        }
    }
}
