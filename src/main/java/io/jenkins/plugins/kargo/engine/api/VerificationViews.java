package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A verification's metrics and measurements as the API shows them, read out of its analysis run leniently. Pure. */
final class VerificationViews {
    private VerificationViews() {}

    @NonNull
    static Views.VerificationDetail of(VerificationRecord record) {
        Values run = new Values(record.result() == null ? Map.of() : record.result());
        Map<String, Values> specs = new HashMap<>();
        run.child("spec").children("metrics").forEach(spec -> specs.put(spec.text("name"), spec));
        List<Views.Metric> metrics = run.child("status").children("metricResults").stream()
                .map(result -> metric(result, specs.getOrDefault(result.text("name"), new Values(Map.of()))))
                .toList();
        return new Views.VerificationDetail(PromotionViews.verification(record), record.actor(), metrics);
    }

    private static Views.Metric metric(Values result, Values spec) {
        return new Views.Metric(
                result.text("name"),
                result.text("phase"),
                result.text("message"),
                Boolean.TRUE.equals(result.values().get("dryRun")),
                result.number("count"),
                result.number("successful"),
                result.number("failed"),
                result.number("inconclusive"),
                result.number("error"),
                spec.text("successCondition"),
                spec.text("failureCondition"),
                result.children("measurements").stream()
                        .map(VerificationViews::measurement)
                        .toList());
    }

    private static Views.Measurement measurement(Values one) {
        String value = one.text("value");
        return new Views.Measurement(
                one.text("phase"),
                one.text("message"),
                value,
                number(value),
                one.time("startedAt"),
                one.time("finishedAt"));
    }

    /** A list of one number, as Prometheus answers, counts as that number. */
    @CheckForNull
    private static Double number(String value) {
        String bare = value.startsWith("[") && value.endsWith("]") ? value.substring(1, value.length() - 1) : value;
        if (!bare.strip().matches("[-+]?\\d{1,300}(\\.\\d{1,300})?([eE][-+]?\\d{1,3})?")) {
            return null;
        }
        double number = Double.parseDouble(bare.strip());
        return Double.isFinite(number) ? number : null;
    }

    private record Values(Map<?, ?> values) {
        String text(String key) {
            return values.get(key) instanceof String text ? text : "";
        }

        int number(String key) {
            return values.get(key) instanceof Number number ? number.intValue() : 0;
        }

        Values child(String key) {
            return new Values(values.get(key) instanceof Map<?, ?> map ? map : Map.of());
        }

        List<Values> children(String key) {
            return values.get(key) instanceof List<?> list
                    ? list.stream()
                            .filter(Map.class::isInstance)
                            .map(each -> new Values((Map<?, ?>) each))
                            .toList()
                    : List.of();
        }

        @CheckForNull
        Instant time(String key) {
            try {
                return text(key).isEmpty() ? null : Instant.parse(text(key));
            } catch (DateTimeParseException e) {
                return null;
            }
        }
    }
}
