package io.jenkins.plugins.kargo.engine.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.expression.ConformanceValues;
import io.jenkins.plugins.kargo.engine.expression.FunctionTable;
import io.jenkins.plugins.kargo.engine.expression.value.Arguments;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.Function;
import io.jenkins.plugins.kargo.engine.expression.value.JsonReader;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import io.jenkins.plugins.kargo.engine.expression.value.Limits;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the cases of Kargo's own functions. */
class FunctionConformanceTest {
    @Test
    void everyFunctionGivesWhatKargoGives() {
        JsonNode data = ConformanceValues.read("expr-templates.json");
        List<String> failures = new ArrayList<>();
        int cases = 0;
        for (JsonNode one : data.get("cases")) {
            if (!one.get("fn").asText().equals("template")) {
                cases++;
                run(one, failures);
            }
        }
        assertThat(cases).isGreaterThan(100);
        assertThat(failures).as(failures.size() + " failures").isEmpty();
    }

    private static void run(JsonNode one, List<String> failures) {
        Object result = null;
        String error = null;
        try {
            result = function(one).call(new Arguments(evaluation(), arguments(one)));
        } catch (ValueException e) {
            error = e.getMessage();
        }
        for (JsonNode expected : one.get("expect")) {
            if (!holds(expected, result, error)) {
                failures.add(one.get("id").asText() + ": " + expected + " but result " + result + ", error " + error);
            }
        }
    }

    private static Evaluation evaluation() {
        return new Evaluation(Limits.DEFAULT, true, Clock.systemUTC());
    }

    private static Function function(JsonNode one) {
        String name = one.get("fn").asText();
        ConformanceContext context = new ConformanceContext(one);
        FunctionTable table =
                switch (name) {
                    case "semverDiff", "semverParse" -> SemverFunctions.table();
                    case "status" ->
                        StatusFunctions.table(one.get("currentStepAlias").asText(), context.records());
                    case "configMap", "secret" -> DataFunctions.table(context);
                    case "freightMetadata", "freightStatus", "stageMetadata" -> MetadataFunctions.table(context);
                    default ->
                        name.endsWith(":discovered")
                                ? DiscoveryFunctions.table(context.discovered())
                                : FreightFunctions.table(context);
                };
        String called = name.replace(":discovered", "");
        boolean shared = called.equals("secret") && !one.get("hasDirectAccess").asBoolean();
        return table.find(shared ? "sharedSecret" : called);
    }

    private static Object[] arguments(JsonNode one) {
        List<Object> arguments = new ArrayList<>();
        for (JsonNode argument : one.get("args")) {
            arguments.add(
                    argument.isObject()
                            ? KargoValues.ORIGIN.with(
                                    argument.path("kind").asText(),
                                    argument.path("name").asText())
                            : ConformanceValues.value(argument));
        }
        return arguments.toArray();
    }

    private static boolean holds(JsonNode expected, Object result, String error) {
        Object value = at(expected.path("path").asText(), result);
        return switch (expected.get("op").asText()) {
            case "error" ->
                error != null && error.contains(expected.get("contains").asText());
            case "noError" -> error == null;
            case "nil" -> value == null;
            case "notNil" -> value != null;
            case "empty" -> value == null || value.equals("") || value.equals(Map.of());
            case "equal" -> json(ConformanceValues.value(expected.get("value"))).equals(value);
            default -> false;
        };
    }

    private static Object json(Object value) {
        return JsonReader.read(JsonWriter.compact(value, evaluation()), evaluation());
    }

    /** The part of the result at a path of JSON names. */
    private static Object at(String path, Object result) {
        Object value = result == null ? null : json(result);
        String[] names = path.split("\\.");
        for (int i = 1; i < names.length && value instanceof Map<?, ?> map; i++) {
            String name = names[i];
            value = map.entrySet().stream()
                    .filter(e -> String.valueOf(e.getKey()).equalsIgnoreCase(name))
                    .map(e -> (Object) e.getValue())
                    .findFirst()
                    .orElse(null);
        }
        return value;
    }
}
