package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.TaintPolicy;
import io.jenkins.plugins.kargo.engine.expression.Templates;
import io.jenkins.plugins.kargo.engine.expression.function.KargoValues;
import io.jenkins.plugins.kargo.engine.expression.function.StatusFunctions;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.SecretSource;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import io.jenkins.plugins.kargo.engine.model.Variable;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.verification.StageFunctions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates a step's expressions as Kargo does: variables, functions and their order. */
final class ExpressionStepEvaluator implements StepEvaluator {
    private final KargoStore store;
    private final StepRegistry registry;
    private final SecretSource secrets;
    private final Clock clock;

    ExpressionStepEvaluator(KargoStore store, StepRegistry registry, SecretSource secrets, Clock clock) {
        this.store = store;
        this.registry = registry;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public boolean skips(StepScope scope) throws EvaluationException {
        String condition = scope.step().condition();
        if (condition.isEmpty()) {
            return scope.hasFailures();
        }
        try {
            Object value = Templates.evaluate(condition, full(scope));
            if (value instanceof Boolean holds) {
                return !holds;
            }
            throw new EvaluationException("expression must evaluate to a boolean, got " + TypeNames.of(value));
        } catch (ExpressionException e) {
            throw new EvaluationException(e.getMessage());
        }
    }

    @Override
    public Map<String, Object> config(StepScope scope) throws EvaluationException {
        if (scope.step().config().isEmpty()) {
            return Map.of();
        }
        TaintPolicy policy =
                registry.find(scope.step().uses()).map(StepRunner::secretFields).orElse(TaintPolicy.REFUSE);
        try {
            return Templates.evaluateConfig(scope.step().config(), full(scope), policy);
        } catch (ExpressionException e) {
            throw new EvaluationException(e.getMessage());
        }
    }

    /** What conditions and configurations see. */
    private Environment full(StepScope scope) throws EvaluationException {
        FunctionTable functions = functions(scope);
        return withOutputs(scope, Environment.of(Map.of()))
                .withVariable("vars", vars(scope, functions))
                .withFunctions(functions.plus(StatusFunctions.table(scope.step().as(), scope.before())))
                .withClock(clock);
    }

    /** The promotion's variables, which see no outputs, then the step's; each sees those before it. */
    private Map<String, Object> vars(StepScope scope, FunctionTable functions) throws EvaluationException {
        Map<String, Object> vars = new LinkedHashMap<>();
        Environment plain = Environment.of(Map.of("ctx", context(scope)))
                .withFunctions(functions)
                .withClock(clock);
        add(scope.promotion().vars(), plain, vars);
        add(scope.step().vars(), withOutputs(scope, plain), vars);
        return vars;
    }

    private static void add(List<Variable> variables, Environment environment, Map<String, Object> vars)
            throws EvaluationException {
        for (Variable variable : variables) {
            String template = variable.value() == null ? "" : variable.value();
            try {
                Environment now = environment.withVariable("vars", new LinkedHashMap<>(vars));
                // A secret in a variable stays tainted: the field that uses it decides.
                vars.put(variable.name(), Templates.evaluate(template, now, TaintPolicy.ALLOW));
            } catch (ExpressionException e) {
                throw new EvaluationException(
                        "error pre-processing promotion variable \"" + variable.name() + "\": " + e.getMessage());
            }
        }
    }

    private static Environment withOutputs(StepScope scope, Environment environment) {
        Map<String, Object> metas = new LinkedHashMap<>();
        for (StepRecord record : scope.records()) {
            metas.put(record.alias(), KargoValues.of(record));
        }
        Environment seeing = environment
                .withVariable("ctx", context(scope))
                .withVariable("outputs", scope.outputs())
                .withVariable("stepMetas", metas);
        return scope.taskOutputs()
                .map(outputs -> seeing.withVariable("task", Map.of("outputs", outputs)))
                .orElse(seeing);
    }

    private static Map<String, Object> context(StepScope scope) {
        Promotion promotion = scope.promotion();
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("name", promotion.freight());
        promotion.collection().items().values().stream()
                .filter(freight -> freight.name().equals(promotion.freight()))
                .findFirst()
                .ifPresent(freight -> describe(freight, target));
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("uiBaseUrl", "");
        context.put("project", promotion.project().name());
        context.put("stage", promotion.stage());
        context.put("promotion", promotion.name());
        context.put("targetFreight", target);
        context.put(
                "meta",
                Map.of(
                        "promotion",
                        Map.of("actor", promotion.actor(), "rollback", false),
                        "step",
                        Map.of("alias", scope.step().as())));
        context.putAll(scope.contextExtras());
        return context;
    }

    private static void describe(Freight freight, Map<String, Object> target) {
        target.put("alias", freight.alias());
        target.put("origin", Map.of("name", freight.origin().name()));
    }

    private FunctionTable functions(StepScope scope) {
        Promotion promotion = scope.promotion();
        SecretSource available = scope.preview()
                ? (project, name) -> {
                    throw new ValueException("secret \"" + name + "\" is not available in a preview");
                }
                : secrets;
        return StageFunctions.table(
                store,
                available,
                promotion.project(),
                scope.configuration(),
                promotion.stage(),
                promotion.collection());
    }
}
