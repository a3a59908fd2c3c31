package io.jenkins.plugins.kargo.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kargo.engine.expression.value.TypeNames;
import io.jenkins.plugins.kargo.engine.testing.ConformanceExceptions;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs the cases that were computed with the Go library that Kargo uses. */
class ExpressionConformanceTest {
    private static final Map<String, String> EXCEPTIONS = ConformanceExceptions.of("expr-lang.json");

    @Test
    void everyCaseGivesWhatTheGoLibraryGives() {
        JsonNode data = ConformanceValues.read("expr-lang.json");
        List<String> failures = new ArrayList<>();
        int cases = 0;
        for (JsonNode one : data.get("cases")) {
            cases++;
            String failure = run(one, data.get("envs"));
            boolean excepted = EXCEPTIONS.containsKey(one.get("id").asText());
            if (failure != null && !excepted) {
                failures.add(one.get("id").asText() + " " + one.get("expr") + ": " + failure);
            } else if (failure == null && excepted) {
                failures.add(one.get("id").asText() + " passes: it is no exception any more");
            }
        }
        assertThat(cases).isGreaterThan(5_000);
        assertThat(EXCEPTIONS.size()).isLessThan(cases / 100);
        assertThat(failures).as(failures.size() + " failures").isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static String run(JsonNode one, JsonNode environments) {
        JsonNode env = one.get("env");
        Map<String, Object> variables =
                (Map<String, Object>) ConformanceValues.value(env.isTextual() ? environments.get(env.asText()) : env);
        String expected = one.has("error") ? one.get("error").asText() : null;
        try {
            Object result = Expression.parse(one.get("expr").asText()).evaluate(Environment.of(variables));
            return expected == null
                    ? difference(one, result)
                    : "expected a failure in phase " + expected + ", got " + result;
        } catch (ExpressionException e) {
            return e.phase().name().toLowerCase(Locale.ROOT).equals(expected)
                    ? null
                    : "expected " + (expected == null ? one.get("result") : expected) + ", got " + e.phase() + " "
                            + e.getMessage();
        }
    }

    private static String difference(JsonNode one, Object result) {
        Object expected = ConformanceValues.value(one.get("result"));
        String type = one.get("type").asText();
        boolean same =
                one.has("unordered") ? equalInAnyOrder((List<?>) expected, (List<?>) result) : equal(expected, result);
        if (!same) {
            return "expected " + one.get("result") + ", got " + show(result);
        }
        return typeOf(result).equals(type) ? null : "expected type " + type + ", got " + typeOf(result);
    }

    private static String show(Object value) {
        return value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
    }

    private static String typeOf(Object value) {
        String name = TypeNames.of(value);
        return value instanceof byte[]
                ? "bytes"
                : name.startsWith("time.") ? name.substring(5).toLowerCase(Locale.ROOT) : name;
    }

    private static boolean equalInAnyOrder(List<?> expected, List<?> actual) {
        List<Object> left = new ArrayList<>(actual);
        return expected.size() == actual.size()
                && expected.stream()
                        .allMatch(e -> left.remove(left.stream()
                                .filter(a -> equal(e, a))
                                .findFirst()
                                .orElse(new Object())));
    }

    private static boolean equal(Object expected, Object actual) {
        if (expected instanceof byte[] a && actual instanceof byte[] b) {
            return Arrays.equals(a, b);
        } else if (expected instanceof List<?> a && actual instanceof List<?> b) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!equal(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        } else if (expected instanceof Map<?, ?> a && actual instanceof Map<?, ?> b) {
            return a.size() == b.size()
                    && a.entrySet().stream()
                            .allMatch(e -> b.containsKey(e.getKey()) && equal(e.getValue(), b.get(e.getKey())));
        } else if (expected instanceof ZonedDateTime a && actual instanceof ZonedDateTime b) {
            return a.toOffsetDateTime().equals(b.toOffsetDateTime());
        }
        return Objects.equals(expected, actual);
    }
}
