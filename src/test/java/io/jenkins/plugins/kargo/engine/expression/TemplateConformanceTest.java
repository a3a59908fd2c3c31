package io.jenkins.plugins.kargo.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.expression.value.Evaluation;
import io.jenkins.plugins.kargo.engine.expression.value.JsonReader;
import io.jenkins.plugins.kargo.engine.expression.value.JsonWriter;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import io.jenkins.plugins.kargo.engine.testing.ConformanceExceptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the template cases of Kargo, and those computed with its template code. */
class TemplateConformanceTest {
    private static final Map<String, String> EXCEPTIONS = ConformanceExceptions.of("expr-templates.json");

    @Test
    void everyTemplateGivesWhatKargoGives() {
        JsonNode data = ConformanceValues.read("expr-templates.json");
        List<String> failures = new ArrayList<>();
        int cases = 0;
        for (JsonNode one : data.get("cases")) {
            if (!one.get("fn").asText().equals("template")) {
                continue;
            }
            cases++;
            String failure = run(one, data.get("envs"));
            boolean excepted = EXCEPTIONS.containsKey(one.get("id").asText());
            if (failure != null && !excepted) {
                failures.add(one.get("id").asText() + " " + one.get("template") + ": " + failure);
            } else if (failure == null && excepted) {
                failures.add(one.get("id").asText() + " passes: it is no exception any more");
            }
        }
        assertThat(cases).isGreaterThan(200);
        assertThat(failures).as(failures.size() + " failures").isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static String run(JsonNode one, JsonNode environments) {
        JsonNode env = one.get("env");
        Environment environment = Environment.of(
                (Map<String, Object>) ConformanceValues.value(env.isTextual() ? environments.get(env.asText()) : env));
        boolean fails = one.has("error") || one.has("errorContains");
        try {
            Object template = one.has("templateText")
                    ? JsonReader.read(one.get("templateText").asText(), Evaluation.plain())
                    : ConformanceValues.value(one.get("template"));
            Object result = Templates.evaluate(template, environment);
            Map<String, Object> config = Templates.evaluateConfig(template, environment, TaintPolicy.REFUSE);
            return fails ? "expected a failure, got " + result : difference(one, result, config);
        } catch (ExpressionException e) {
            return fails ? messageDifference(one, e) : "expected a value, got " + e.getMessage();
        } catch (ValueException e) {
            return fails ? null : "expected a value, got " + e.getMessage();
        }
    }

    private static String messageDifference(JsonNode one, ExpressionException e) {
        String part = one.has("errorContains") ? one.get("errorContains").asText() : "";
        return e.getMessage().contains(part) ? null : "expected \"" + part + "\" in " + e.getMessage();
    }

    private static String difference(JsonNode one, Object result, Map<String, Object> config) {
        String json = JsonWriter.compact(result, Evaluation.plain());
        if (one.has("outText") && !json.equals(one.get("outText").asText())) {
            return "expected " + one.get("outText").asText() + ", got " + json;
        }
        if (one.has("out") && !one.has("outText") && !same(ConformanceValues.value(one.get("out")), result)) {
            return "expected " + one.get("out") + ", got " + json;
        }
        if (one.has("out") && !same(ConformanceValues.value(one.get("out")), config)) {
            return "expected " + one.get("out") + ", got the configuration " + config;
        }
        String text = String.valueOf(config.get("AString"));
        for (JsonNode part : one.path("outContains").path("AString")) {
            if (!text.contains(part.asText())) {
                return "expected " + part + " in " + text;
            }
        }
        return text.endsWith(one.path("outSuffix").path("AString").asText()) ? null : "wrong end: " + text;
    }

    /** By JSON, in which 1 and 1.0 are the same number. */
    private static boolean same(Object expected, Object actual) {
        return JsonReader.read(JsonWriter.compact(expected, Evaluation.plain()), Evaluation.plain())
                .equals(JsonReader.read(JsonWriter.compact(actual, Evaluation.plain()), Evaluation.plain()));
    }
}
