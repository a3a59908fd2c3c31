package io.jenkins.plugins.kargo.engine.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.model.AnalysisTemplate.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricArgumentsTest {
    private static final MetricArguments ARGUMENTS =
            new MetricArguments(Map.of("host", "example.com", "count", "3", "quote", "a\"b"));

    @Test
    void everyTextOfAMetricIsResolved() throws AnalysisException {
        Metric metric = new Metric(
                "up-{{args.host}}",
                Map.of(
                        "count",
                        "{{ args.count }}",
                        "interval",
                        "1m30s",
                        "successCondition",
                        "result == {{args.count}}"),
                "web",
                Map.of(
                        "url",
                        "https://{{args.host}}/{{ args.quote }}",
                        "headers",
                        List.of(Map.of("key", "n", "n", 1))));
        MetricSpec spec = ARGUMENTS.resolve(metric);
        assertThat(spec.name()).isEqualTo("up-example.com");
        assertThat(spec.count()).isEqualTo(3);
        assertThat(spec.interval()).isEqualTo(Duration.ofSeconds(90));
        assertThat(spec.successCondition()).isEqualTo("result == 3");
        assertThat(spec.config())
                .isEqualTo(Map.of("url", "https://example.com/a\"b", "headers", List.of(Map.of("key", "n", "n", 1))));
    }

    @Test
    void anUnknownArgumentIsNamed() {
        assertThatThrownBy(() -> ARGUMENTS.resolve("{{args.nope}}"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageStartingWith("unable to resolve metric arguments: failed to resolve {{args.nope}}");
        assertThatThrownBy(() -> ARGUMENTS.resolve("{{inputs.x}}")).isInstanceOf(AnalysisException.class);
    }

    @Test
    void bracesThatDoNotCloseStayText() throws AnalysisException {
        assertThat(ARGUMENTS.resolve("a {{ b")).isEqualTo("a {{ b");
    }

    @Test
    void numbersDurationsAndLimitsAreChecked() {
        assertBad(Map.of("count", "many"), "count is \"many\", not a whole number");
        assertBad(Map.of("interval", "soon"), "interval is \"soon\", not a duration");
        assertBad(Map.of("count", "2"), "an interval is needed when count is more than 1");
        assertBad(Map.of("failureLimit", "-1"), "failureLimit -1 needs a consecutiveSuccessLimit");
        assertBad(Map.of("count", "2", "failureLimit", "3", "interval", "1s"), "count must be at least 3");
        assertBad(Map.of("inconclusiveLimit", "-1"), "inconclusiveLimit must not be negative");
    }

    private static void assertBad(Map<String, String> fields, String words) {
        assertThatThrownBy(() -> ARGUMENTS.resolve(new Metric("m", fields, "web", Map.of())))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining(words);
    }
}
