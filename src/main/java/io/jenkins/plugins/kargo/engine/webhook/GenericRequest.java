package io.jenkins.plugins.kargo.engine.webhook;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.Template;
import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import io.jenkins.plugins.kargo.engine.expression.value.Method;
import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.StructType;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.freight.url.ChartUrls;
import io.jenkins.plugins.kargo.engine.freight.url.GitUrls;
import io.jenkins.plugins.kargo.engine.freight.url.ImageUrls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A request as the expressions of a generic receiver see it. */
final class GenericRequest {
    private static final FunctionTable FUNCTIONS = FunctionTable.of(Map.of(
            "normalizeGit", normalizer(GitUrls::normalize),
            "normalizeImage", normalizer(ImageUrls::normalize),
            "normalizeChart", normalizer(ChartUrls::normalize)));

    private final Environment environment;

    GenericRequest(@NonNull WebhookRequest request) throws WebhookRefused {
        Object body =
                request.body().length == 0 ? Map.of() : Payload.of(request).value();
        StructType type = new StructType(
                "request",
                List.of(new StructType.Field("body", "body", false, Type.ANY)),
                Map.of(
                        "header", method("header", Type.TEXT, request::header),
                        "headers", method("headers", Type.LIST, request::headers),
                        "params", method("params", Type.TEXT, name -> parameter(request, name))));
        environment = Environment.of(Map.of("request", type.with(body == null ? Map.of() : body)))
                .withFunctions(FUNCTIONS);
    }

    private GenericRequest(Environment environment) {
        this.environment = environment;
    }

    /**
     * The request as the texts of an action see it: with its parameters as {@code params}.
     *
     * @throws ExpressionException when the value of one fails
     */
    @NonNull
    GenericRequest with(@NonNull Map<String, String> parameters) {
        Map<String, Object> values = new LinkedHashMap<>();
        parameters.forEach((name, value) -> values.put(name, text(value)));
        return new GenericRequest(environment.withVariable("params", values));
    }

    private static String parameter(WebhookRequest request, String name) {
        List<String> values = request.parameters().getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    private static Method method(String name, Type result, java.util.function.Function<String, Object> body) {
        return new Method(name, Signature.of(result, Type.TEXT), (target, arguments) -> body.apply(only(arguments)));
    }

    private static Function normalizer(UnaryOperator<String> normalize) {
        return Function.of(List.of(Signature.of(Type.TEXT, Type.TEXT)), arguments -> normalize.apply(only(arguments)));
    }

    private static String only(Arguments arguments) {
        arguments.expect(1, 1);
        return arguments.text(0, "first argument");
    }

    /** @throws ExpressionException when it cannot be read, fails, or comes to something else than true or false */
    boolean holds(@NonNull String condition) {
        return condition.isBlank()
                || Expression.parse(condition.strip(), FUNCTIONS).evaluateCondition(environment);
    }

    /** The text with its expressions replaced. @throws ExpressionException when one fails */
    @NonNull
    String text(@NonNull String template) {
        if (!Template.hasExpression(template)) {
            return template;
        }
        Object value = Template.parse(template, FUNCTIONS).evaluate(environment);
        if (value == null) {
            return "";
        }
        // A name of digits alone reads as a number.
        return value instanceof String text ? text : JsonWriter.compact(value, Evaluation.plain());
    }
}
