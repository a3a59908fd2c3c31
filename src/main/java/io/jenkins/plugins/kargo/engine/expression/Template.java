package io.jenkins.plugins.kargo.engine.expression;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Text with expressions between {@code ${{ }}} or {@code ${% %}}; the second for expressions that contain two closing
 * braces. Parsed once, evaluated as often as needed. Immutable.
 *
 * <p>The first closing delimiter ends an expression, also inside a string literal. An empty expression ends the
 * evaluation: what follows stays text. Both as in Kargo.
 */
public final class Template {
    private static final String[][] DELIMITERS = {{"${{", "}}"}, {"${%", "%}"}};

    /** @param text before the expression, which is null in the last part */
    private record Part(String text, @CheckForNull Expression expression) {}

    private final String source;
    private final List<Part> parts;

    private Template(String source, List<Part> parts) {
        this.source = source;
        this.parts = parts;
    }

    /** Whether the text contains an expression, so that it has to be parsed. */
    public static boolean hasExpression(@NonNull String text) {
        return text.contains(DELIMITERS[0][0]) || text.contains(DELIMITERS[1][0]);
    }

    /**
     * Reads a template.
     *
     * @param functions those that evaluation will find; the functions of {@link TemplateFunctions} are added
     * @throws ExpressionException when an expression is not closed, is none, or can never work
     */
    @NonNull
    public static Template parse(@NonNull String text, @NonNull FunctionTable functions) {
        return new Template(text, parts(text, functions.plus(TemplateFunctions.table())));
    }

    /**
     * What can be said against a template before anything is evaluated.
     *
     * @param variables the names of the variables that evaluation will find
     * @return empty when nothing is wrong
     */
    @NonNull
    public static Optional<String> problem(
            @NonNull String text, @NonNull FunctionTable functions, @NonNull Set<String> variables) {
        try {
            parts(text, functions.plus(TemplateFunctions.table()), variables);
            return Optional.empty();
        } catch (ExpressionException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static List<Part> parts(String text, FunctionTable functions) {
        return parts(text, functions, null);
    }

    private static List<Part> parts(String text, FunctionTable functions, @CheckForNull Set<String> variables) {
        List<Part> parts = new ArrayList<>();
        int position = 0;
        int[] next = {text.indexOf(DELIMITERS[0][0]), text.indexOf(DELIMITERS[1][0])};
        while (next[0] >= 0 || next[1] >= 0) {
            int kind = next[1] < 0 || next[0] >= 0 && next[0] < next[1] ? 0 : 1;
            int start = next[kind] + DELIMITERS[kind][0].length();
            int end = text.indexOf(DELIMITERS[kind][1], start);
            if (end < 0) {
                throw ExpressionException.at(
                        Phase.PARSE,
                        "unclosed expression: expected \"" + DELIMITERS[kind][1] + "\" but reached the end of the text",
                        text,
                        next[kind]);
            }
            String before = text.substring(position, next[kind]);
            position = end + DELIMITERS[kind][1].length();
            if (start == end) {
                parts.add(new Part(before + text.substring(position), null));
                return parts;
            }
            parts.add(new Part(before, Expression.parse(text.substring(start, end), functions, variables)));
            for (int i = 0; i < next.length; i++) {
                // searched again only when passed, so that many expressions of one kind stay linear
                next[i] = next[i] >= 0 && next[i] < position ? text.indexOf(DELIMITERS[i][0], position) : next[i];
            }
        }
        parts.add(new Part(text.substring(position), null));
        return parts;
    }

    /**
     * The template's value by Kargo's rules: text without expressions stays as it is; else everything is put together
     * and what then reads as a number (a Double), boolean, list, map or null becomes one.
     *
     * @return Tainted when a secret was used
     * @throws ExpressionException when an expression fails, or uses a secret where none is allowed
     */
    @CheckForNull
    public Object evaluate(@NonNull Environment environment) {
        if (!hasExpression(source)) {
            return source;
        }
        Environment complete = environment.withFunctions(TemplateFunctions.table());
        Evaluation evaluation = complete.start();
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.text());
            if (part.expression() != null) {
                text.append(text(part.expression(), complete, evaluation));
            }
        }
        Object value = Coercion.coerce(text.toString(), complete.start());
        return evaluation.isSecretUsed() ? Tainted.of(value) : value;
    }

    /** Strings as they are, everything else as JSON. */
    private static String text(Expression expression, Environment environment, Evaluation evaluation) {
        Object value = expression.run(environment, evaluation);
        try {
            Object open = evaluation.open(value);
            return open instanceof String string ? string : JsonWriter.compact(open, evaluation);
        } catch (ValueException e) {
            String problem = evaluation.isSecretUsed() ? "the secret value cannot become text" : e.getMessage();
            throw ExpressionException.at(Phase.RUN, problem, expression.source(), 0);
        }
    }
}
