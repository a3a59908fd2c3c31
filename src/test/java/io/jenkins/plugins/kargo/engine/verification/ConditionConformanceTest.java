package io.jenkins.plugins.kargo.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.model.VerificationPhase;
import io.jenkins.plugins.kargo.engine.testing.Conformance;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ConditionConformanceTest {
    private static final Set<String> ELSEWHERE = Set.of(
            "assessMetricStatus",
            "assessMetricFailureInconclusiveOrError",
            "assessRunStatus",
            "calculateNextReconcileTime");

    @TestFactory
    Stream<DynamicTest> everyCase() {
        return Conformance.cases("analysis-metrics.json")
                .filter(node -> !ELSEWHERE.contains(node.path("fn").asText()))
                .map(node -> DynamicTest.dynamicTest(
                        node.path("fn").asText() + ' ' + node.path("src").asText(), () -> check(node)));
    }

    private static void check(JsonNode node) throws AnalysisException {
        String function = node.path("fn").asText();
        Object in = value(node.path("in"));
        switch (function) {
            case "evaluateResult" -> evaluateResult(node);
            case "evalCondition" -> condition(node, node.path("condition").asText(), value(node.path("result")));
            case "evalTime" -> time(node);
            case "isNilOrEmpty" ->
                assertThat(Conditions.isNilOrEmpty(in))
                        .isEqualTo(node.path("value").asBoolean());
            case "default" ->
                condition(node, "default(result, " + node.path("default") + ") == " + node.path("value"), in);
            case "asInt", "asFloat" -> condition(node, function + "(result) == " + node.path("value"), in);
            default -> condition(node, function + "(result) == " + node.path("value"), in);
        }
    }

    private static void evaluateResult(JsonNode node) {
        MetricSpec metric = new MetricSpec(
                "m",
                0,
                null,
                null,
                0,
                0,
                4,
                0,
                node.path("metric").path("successCondition").asText(),
                node.path("metric").path("failureCondition").asText(),
                "web",
                Map.of());
        MetricProvider.Judgement judgement = Conditions.judge(metric, value(node.path("result")));
        assertThat(judgement.phase())
                .isEqualTo(VerificationPhase.valueOf(node.path("phase").asText()));
        assertThat(judgement.message().isEmpty()).isEqualTo(!node.path("error").asBoolean());
        node.path("errorContains")
                .forEach(text -> assertThat(judgement.message()).contains(text.asText()));
    }

    private static void condition(JsonNode node, String condition, Object result) throws AnalysisException {
        if (node.path("error").asBoolean()) {
            assertThatThrownBy(() -> Conditions.holds(condition, result)).isNotNull();
        } else {
            boolean expected = !node.path("fn").asText().equals("evalCondition")
                    || node.path("value").asBoolean();
            assertThat(Conditions.holds(condition, result)).isEqualTo(expected);
        }
    }

    private static void time(JsonNode node) {
        String source = node.path("expression").asText();
        if (node.path("error").asBoolean()) {
            assertThatThrownBy(() -> assertThat(Expression.parse(source).evaluate(Environment.of(Map.of())))
                            .isInstanceOf(ZonedDateTime.class))
                    .isNotNull();
        } else {
            Object value = Expression.parse(source).evaluate(Environment.of(Map.of()));
            assertThat(((ZonedDateTime) value).toInstant())
                    .hasToString(node.path("time").asText());
        }
    }

    private static Object value(JsonNode node) {
        if (node.isObject() && node.has("$float")) {
            return node.path("$float").asText().equals("NaN") ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
            return new HashMap<>(map);
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(value(element)));
            return list;
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
        }
        return null;
    }
}
