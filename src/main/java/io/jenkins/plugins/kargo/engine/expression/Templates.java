package io.jenkins.plugins.kargo.engine.expression;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates the templates in configurations: in values, however deep, never in keys. Errors name the field. */
public final class Templates {
    private final Environment environment;
    private final TaintPolicy secrets;

    private Templates(Environment environment, TaintPolicy secrets) {
        this.environment = environment;
        this.secrets = secrets;
    }

    /** A value with its templates evaluated; secrets are refused. See {@link Template#evaluate}. */
    @CheckForNull
    public static Object evaluate(@CheckForNull Object value, @NonNull Environment environment) {
        return evaluate(value, environment, TaintPolicy.REFUSE);
    }

    /**
     * A value with its templates evaluated. Maps and lists are new ones, their order is kept, values that are no strings
     * stay what they are.
     *
     * @throws ExpressionException naming the field that holds the template
     */
    @CheckForNull
    public static Object evaluate(
            @CheckForNull Object value, @NonNull Environment environment, @NonNull TaintPolicy secrets) {
        for (String reserved : TemplateFunctions.RESERVED) {
            if (environment.defines(reserved)) {
                throw ExpressionException.of(
                        Phase.CHECK, "\"" + reserved + "\" is a forbidden key for a variable: it is a function");
            }
        }
        return new Templates(environment, secrets).value(value, "", 0);
    }

    /**
     * A step's configuration with its templates evaluated, as the step's schema sees it: whole numbers are Longs, and
     * numbers that JSON has not are refused.
     *
     * @throws ExpressionException naming the field that holds the template; also when the configuration is no map
     */
    @NonNull
    public static Map<String, Object> evaluateConfig(
            @CheckForNull Object config, @NonNull Environment environment, @NonNull TaintPolicy secrets) {
        if (!(config instanceof Map)) {
            throw ExpressionException.of(Phase.PARSE, "the configuration must be a map of fields to values");
        }
        @SuppressWarnings("unchecked") // made of a map by evaluate
        Map<String, Object> evaluated = (Map<String, Object>) evaluate(config, environment, secrets);
        return JsonNumbers.normalize(evaluated);
    }

    private Object value(Object value, String field, int depth) {
        if (depth > environment.limits().depth()) {
            throw ExpressionException.of(
                    Phase.PARSE,
                    field + ": nested deeper than " + environment.limits().depth());
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> evaluated = new LinkedHashMap<>();
            map.forEach((key, element) -> {
                String name = String.valueOf(key);
                evaluated.put(name, value(element, field.isEmpty() ? name : field + '.' + name, depth + 1));
            });
            return Collections.unmodifiableMap(evaluated);
        } else if (value instanceof List<?> list) {
            List<Object> evaluated = new ArrayList<>(list.size());
            for (int i = 0; i < list.size(); i++) {
                evaluated.add(value(list.get(i), field + '[' + i + ']', depth + 1));
            }
            return Collections.unmodifiableList(evaluated);
        }
        return value instanceof String text ? text(text, field) : value;
    }

    private Object text(String text, String field) {
        if (!Template.hasExpression(text)) {
            return text;
        }
        try {
            return Template.parse(text, environment.functions())
                    .evaluate(environment.withSecretsAllowed(secrets.allows(field)));
        } catch (ExpressionException e) {
            throw field.isEmpty() ? e : e.in(field);
        }
    }
}
