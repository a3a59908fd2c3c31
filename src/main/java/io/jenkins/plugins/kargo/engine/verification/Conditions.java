package io.jenkins.plugins.kargo.engine.verification;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.Numbers;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The conditions of metrics: expressions about {@code result}, with Argo Rollouts' functions. */
final class Conditions {
    private static final String RESULT = "result";

    private static final FunctionTable FUNCTIONS = FunctionTable.of(Map.of(
            "asInt", of(Type.INT, Type.ANY, arguments -> Numbers.parseInteger(arguments.get(0))),
            "asFloat", of(Type.FLOAT, Type.ANY, arguments -> Numbers.parseFloat(arguments.get(0))),
            "isNaN", of(Type.BOOL, Type.FLOAT, arguments -> Double.isNaN(Numbers.toFloat(arguments.get(0)))),
            "isInf", of(Type.BOOL, Type.FLOAT, arguments -> Double.isInfinite(Numbers.toFloat(arguments.get(0)))),
            "isNil", of(Type.BOOL, Type.ANY, arguments -> arguments.get(0) == null),
            "default", Function.of(List.of(Signature.of(Type.ANY, Type.ANY, Type.ANY)), Conditions::valueOrDefault)));

    private Conditions() {}

    /** Both conditions empty is a success; without one of them the other decides; neither true is inconclusive. */
    static MetricProvider.Judgement judge(MetricSpec metric, @CheckForNull Object result) {
        boolean success = false;
        boolean failure = false;
        String field = "successCondition";
        String condition = metric.successCondition();
        try {
            if (!condition.isEmpty()) {
                success = holds(condition, result);
            }
            field = "failureCondition";
            condition = metric.failureCondition();
            if (!condition.isEmpty()) {
                failure = holds(condition, result);
            }
        } catch (AnalysisException e) {
            String hint = isNilOrEmpty(result) ? "metric result is nil or empty; " : "";
            String problem = hint + "could not evaluate " + field + " \"" + condition + "\": " + e.getMessage();
            return new MetricProvider.Judgement(VerificationPhase.Error, problem);
        }
        return new MetricProvider.Judgement(phase(metric, success, failure), "");
    }

    private static VerificationPhase phase(MetricSpec metric, boolean success, boolean failure) {
        boolean asksForSuccess = !metric.successCondition().isEmpty();
        boolean asksForFailure = !metric.failureCondition().isEmpty();
        if (failure || asksForSuccess && !asksForFailure && !success) {
            return VerificationPhase.Failed;
        }
        return success || !asksForSuccess ? VerificationPhase.Successful : VerificationPhase.Inconclusive;
    }

    /** @throws AnalysisException when the condition cannot be evaluated or is no boolean */
    static boolean holds(String condition, @CheckForNull Object result) throws AnalysisException {
        Map<String, Object> variables = new HashMap<>();
        variables.put(RESULT, result);
        try {
            Object value = Expression.parse(condition, FUNCTIONS, Set.of(RESULT))
                    .evaluate(Environment.of(variables).withFunctions(FUNCTIONS));
            if (value instanceof Boolean holds) {
                return holds;
            }
            throw new AnalysisException("a condition must be true or false, this one is " + TypeNames.of(value));
        } catch (ExpressionException e) {
            throw new AnalysisException(e.getMessage());
        }
    }

    static boolean isNilOrEmpty(@CheckForNull Object value) {
        return value == null
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    private static Object valueOrDefault(Arguments arguments) {
        arguments.expect(2, 2);
        return arguments.get(0) == null ? arguments.get(1) : arguments.get(0);
    }

    private static Function of(Type result, Type parameter, Function.Body body) {
        return Function.of(List.of(Signature.of(result, parameter)), arguments -> {
            arguments.expect(1, 1);
            return body.call(arguments);
        });
    }
}
