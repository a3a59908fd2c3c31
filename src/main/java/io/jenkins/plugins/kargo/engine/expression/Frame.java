package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.freight.pattern.RegexpMatcher;
import java.util.HashMap;
import java.util.Map;

/** The state of one evaluation; used by one thread. */
final class Frame {
    final Environment environment;
    final Evaluation evaluation;
    final Object[] variables;
    Scope scope;
    private final String source;
    private final Map<String, RegexpMatcher> patterns = new HashMap<>();

    Frame(String source, Environment environment, Evaluation evaluation, int variables) {
        this.source = source;
        this.environment = environment;
        this.evaluation = evaluation;
        this.variables = new Object[variables];
    }

    /** A value that must be a boolean. */
    boolean bool(Object value) {
        if (evaluation.open(value) instanceof Boolean bool) {
            return bool;
        }
        throw new ValueException("expected a bool, got " + TypeNames.of(value));
    }

    RegexpMatcher pattern(String pattern) {
        return patterns.computeIfAbsent(pattern, Patterns::compile);
    }

    /** The failure with its place. Once a secret was used no message may quote values. */
    ExpressionException error(ValueException failure, Node node) {
        String problem = evaluation.isSecretUsed()
                ? "the expression failed on a secret value; the reason is not shown because it may contain the secret"
                : failure.getMessage();
        return ExpressionException.at(Phase.RUN, problem, source, node.at());
    }
}
