package io.jenkins.plugins.kargo.engine.verification;

import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.expression.Templates;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Argument;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.FreightCollection;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.SecretSource;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import io.jenkins.plugins.kargo.engine.model.SecretUnavailable;
import io.jenkins.plugins.kargo.engine.model.Stage;
import io.jenkins.plugins.kargo.engine.model.Variable;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The expressions of a stage's verification, with Kargo's variables and functions. */
final class StageExpressions implements AnalysisExpressions {
    private final KargoStore store;
    private final SecretSource secrets;
    private final Clock clock;

    StageExpressions(KargoStore store, SecretSource secrets, Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Map<String, String> stageArguments(VerificationRecord verification, Stage stage, Configuration configuration)
            throws AnalysisException {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (stage.verification() == null || stage.verification().args().isEmpty()) {
            return arguments;
        }
        FreightCollection collection = store.promotions()
                .find(verification.project(), verification.promotion())
                .map(Promotion::collection)
                .orElseThrow();
        Environment environment = Environment.of(
                        Map.of("ctx", Map.of("project", verification.project().name(), "stage", stage.name())))
                .withFunctions(StageFunctions.table(
                        store, secrets, verification.project(), configuration, stage.name(), collection))
                .withClock(clock);
        Map<String, Object> vars = new LinkedHashMap<>();
        for (Variable variable : stage.vars()) {
            vars.put(variable.name(), evaluate("variable " + variable.name(), variable, environment, vars));
        }
        for (Variable argument : stage.verification().args()) {
            Object value = evaluate("args." + argument.name(), argument, environment, vars);
            if (!(value instanceof String text)) {
                throw new AnalysisException("args." + argument.name() + ": value is not a string but "
                        + TypeNames.of(value) + "; use quote()");
            }
            arguments.put(argument.name(), text);
        }
        return arguments;
    }

    private static Object evaluate(String what, Variable variable, Environment environment, Map<String, Object> vars)
            throws AnalysisException {
        try {
            String template = variable.value() == null ? "" : variable.value();
            return Templates.evaluate(template, environment.withVariable("vars", new LinkedHashMap<>(vars)));
        } catch (ExpressionException e) {
            throw new AnalysisException(what + ": " + e.getMessage());
        }
    }

    @Override
    public Resolved resolve(VerificationRecord verification, List<Argument> arguments) throws AnalysisException {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> revealed = new ArrayList<>();
        for (Argument argument : arguments) {
            if (argument.value() != null) {
                values.put(argument.name(), argument.value());
            } else {
                String secret = secret(verification, argument);
                values.put(argument.name(), secret);
                revealed.add(secret);
            }
        }
        return new Resolved(values, revealed);
    }

    private String secret(VerificationRecord verification, Argument argument) throws AnalysisException {
        if (!(argument.valueFrom().get("secretKeyRef") instanceof Map<?, ?> reference)) {
            throw new AnalysisException("args." + argument.name() + ".valueFrom: only secretKeyRef is possible here");
        }
        String name = String.valueOf(reference.get("name"));
        String key = String.valueOf(reference.get("key"));
        Map<String, SecretText> secret;
        try {
            secret = secrets.find(verification.project(), name);
        } catch (SecretUnavailable e) {
            throw new AnalysisException("args." + argument.name() + ": " + e.getMessage());
        }
        SecretText text = secret == null ? null : secret.get(key);
        if (text == null) {
            throw new AnalysisException("args." + argument.name() + ": no secret \"" + name + "\" with the key \"" + key
                    + "\" is bound to the project");
        }
        return text.reveal();
    }

    @Override
    public MetricProvider.Judgement judge(MetricSpec metric, Object value) {
        return Conditions.judge(metric, value);
    }
}
