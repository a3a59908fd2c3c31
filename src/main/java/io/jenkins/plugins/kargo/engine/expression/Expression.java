package io.jenkins.plugins.kargo.engine.expression;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import io.jenkins.plugins.kargo.engine.expression.value.Booleans;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.Limits;
import io.jenkins.plugins.kargo.engine.expression.value.Members;
import io.jenkins.plugins.kargo.engine.expression.value.Tainted;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.util.Set;

/**
 * An expression of expr-lang 1.17: parsed and checked once, evaluated as often as needed. Immutable; many threads may
 * evaluate it at once.
 */
public final class Expression {
    static {
        // made now and not in the middle of a deep expression, where the stack might be too short to make it
        Builtins.isBuiltin("");
    }

    private final String source;
    private final Code code;
    private final int variables;

    private Expression(String source, Code code, int variables) {
        this.source = source;
        this.code = code;
        this.variables = variables;
    }

    /** An expression that calls no functions but the language's own, or whose calls are checked when it runs. */
    @NonNull
    public static Expression parse(@NonNull String source) {
        return parse(source, FunctionTable.EMPTY, null, Limits.DEFAULT);
    }

    /** @param functions those that evaluation will find; calls of them are checked now */
    @NonNull
    public static Expression parse(@NonNull String source, @NonNull FunctionTable functions) {
        return parse(source, functions, null, Limits.DEFAULT);
    }

    /**
     * An expression whose context is known for good: another name than these is a mistake, not an absent value.
     *
     * @param functions those that evaluation will find; calls of them are checked now
     * @param variables the names of the variables that evaluation will find, null when they are not known
     */
    @NonNull
    public static Expression parse(
            @NonNull String source, @NonNull FunctionTable functions, @CheckForNull Set<String> variables) {
        return parse(source, functions, variables, Limits.DEFAULT);
    }

    /** @throws ExpressionException when the source is no expression, or one that can never work */
    @NonNull
    static Expression parse(String source, FunctionTable functions, Limits limits) {
        return parse(source, functions, null, limits);
    }

    private static Expression parse(
            String source, FunctionTable functions, @CheckForNull Set<String> variables, Limits limits) {
        Node node = Parser.parse(source, limits, name -> functions.find(name) != null);
        Types types = Checker.check(node, source, functions, variables);
        Node optimized = Optimizer.optimize(node, types, source);
        Compiler compiler = new Compiler(source, types);
        Code code = compiler.compile(optimized);
        return new Expression(source, code, compiler.variables());
    }

    @NonNull
    public String source() {
        return source;
    }

    /**
     * The value: null, Boolean, Long, Double, String, byte[], List, Map, ZonedDateTime, Duration, ZoneId, StructValue, or
     * Tainted where a secret was used; Tainted values may also stand inside lists and maps.
     *
     * @throws ExpressionException when it fails with these variables
     */
    @CheckForNull
    public Object evaluate(@NonNull Environment environment) {
        Evaluation evaluation = environment.start();
        Object value = run(environment, evaluation);
        try {
            Object plain = Members.plain(value, evaluation);
            return evaluation.isSecretUsed() ? Tainted.of(plain) : plain;
        } catch (ValueException e) {
            throw ExpressionException.at(Phase.RUN, e.getMessage(), source, 0);
        }
    }

    /**
     * Whether a condition holds: the value has to be a boolean, or text that Go reads as one ({@code 1 t T TRUE true True
     * 0 f F FALSE false False}).
     *
     * @throws ExpressionException when it fails or is neither
     */
    public boolean evaluateCondition(@NonNull Environment environment) {
        Object value = evaluate(environment);
        Boolean holds = value instanceof Boolean bool ? bool : Booleans.parse(text(value));
        if (holds == null) {
            throw ExpressionException.at(
                    Phase.RUN, "the expression must yield true or false, it yields something else", source, 0);
        }
        return holds;
    }

    private static String text(Object value) {
        return value instanceof String || value instanceof Long ? value.toString() : "";
    }

    /** The value as the language has it. */
    @CheckForNull
    Object run(Environment environment, Evaluation evaluation) {
        return code.run(new Frame(source, environment, evaluation, variables));
    }

    @Override
    public String toString() {
        return source;
    }
}
