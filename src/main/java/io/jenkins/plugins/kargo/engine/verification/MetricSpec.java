package io.jenkins.plugins.kargo.engine.verification;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Metric;
import io.jenkins.plugins.kargo.engine.model.GoDurations;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A metric whose arguments are resolved and whose numbers are read.
 *
 * @param count 0 when not given
 * @param interval null for none
 * @param initialDelay null for none
 * @param failureLimit -1 switches failures off
 * @param consecutiveSuccessLimit 0 for off
 * @param config the provider's settings, plain YAML values
 */
public record MetricSpec(
        @NonNull String name,
        int count,
        @CheckForNull Duration interval,
        @CheckForNull Duration initialDelay,
        int failureLimit,
        int inconclusiveLimit,
        int consecutiveErrorLimit,
        int consecutiveSuccessLimit,
        @NonNull String successCondition,
        @NonNull String failureCondition,
        @NonNull String provider,
        @NonNull Map<String, Object> config) {
    static final int DEFAULT_CONSECUTIVE_ERROR_LIMIT = 4;

    /** @throws AnalysisException naming the field that is no number or duration, or a limit that makes no sense */
    static MetricSpec of(Metric metric) throws AnalysisException {
        MetricSpec spec = read(metric);
        spec.validate();
        return spec;
    }

    /** Without a look at whether the limits make sense. */
    static MetricSpec read(Metric metric) throws AnalysisException {
        Fields fields = new Fields(metric);
        return new MetricSpec(
                metric.name(),
                fields.number("count", 0),
                fields.duration("interval"),
                fields.duration("initialDelay"),
                fields.number("failureLimit", 0),
                fields.number("inconclusiveLimit", 0),
                fields.number("consecutiveErrorLimit", DEFAULT_CONSECUTIVE_ERROR_LIMIT),
                fields.number("consecutiveSuccessLimit", 0),
                metric.fields().getOrDefault("successCondition", ""),
                metric.fields().getOrDefault("failureCondition", ""),
                metric.provider(),
                metric.config());
    }

    /** How many measurements there will be at most, empty for no end. */
    OptionalInt effectiveCount() {
        if (count > 0) {
            return OptionalInt.of(count);
        }
        return interval == null ? OptionalInt.of(1) : OptionalInt.empty();
    }

    boolean failureCounts() {
        return failureLimit >= 0;
    }

    boolean successEnds() {
        return consecutiveSuccessLimit > 0;
    }

    private void validate() throws AnalysisException {
        require(failureLimit >= -1, "failureLimit must be -1 (off) or more");
        require(
                failureCounts() || successEnds(),
                "failureLimit -1 needs a consecutiveSuccessLimit: otherwise nothing could ever fail");
        require(inconclusiveLimit >= 0, "inconclusiveLimit must not be negative");
        require(consecutiveErrorLimit >= 0, "consecutiveErrorLimit must not be negative");
        require(consecutiveSuccessLimit >= 0, "consecutiveSuccessLimit must not be negative");
        if (count > 0) {
            int needed = Math.max(failureLimit, 0) + consecutiveSuccessLimit;
            require(count >= needed, "count must be at least " + needed + ", failureLimit and consecutiveSuccessLimit");
            require(count >= inconclusiveLimit, "count must be at least inconclusiveLimit");
        }
        require(count <= 1 || interval != null, "an interval is needed when count is more than 1");
        require(!provider.isEmpty(), "a provider is needed");
    }

    private void require(boolean condition, String problem) throws AnalysisException {
        if (!condition) {
            throw new AnalysisException("Metric \"" + name + "\": " + problem);
        }
    }

    private record Fields(Metric metric) {
        int number(String field, int whenAbsent) throws AnalysisException {
            String text = metric.fields().getOrDefault(field, "");
            try {
                return text.isEmpty() ? whenAbsent : Integer.parseInt(text.trim());
            } catch (NumberFormatException e) {
                throw wrong(field, text, "a whole number");
            }
        }

        Duration duration(String field) throws AnalysisException {
            String text = metric.fields().getOrDefault(field, "");
            try {
                return text.isEmpty() ? null : GoDurations.parseGo(text);
            } catch (IllegalArgumentException e) {
                throw wrong(field, text, "a duration such as 30s, 5m or 1h30m");
            }
        }

        private AnalysisException wrong(String field, String text, String wanted) {
            return new AnalysisException(
                    "Metric \"" + metric.name() + "\": " + field + " is \"" + text + "\", not " + wanted);
        }
    }
}
