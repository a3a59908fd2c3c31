package io.jenkins.plugins.kargo.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryRuleTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(RetryRule.retryAfter(headers(Map.of("Retry-After", " 7 ")), NOW))
                .contains(Duration.ofSeconds(7));
        assertThat(RetryRule.retryAfter(headers(Map.of("retry-after", "Sun, 01 Mar 2026 12:00:09 GMT")), NOW))
                .contains(Duration.ofSeconds(9));
        assertThat(RetryRule.retryAfter(headers(Map.of("Retry-After", "Sun, 01 Mar 2026 11:00:00 GMT")), NOW))
                .contains(Duration.ZERO);
        assertThat(RetryRule.retryAfter(headers(Map.of("Retry-After", "soon")), NOW))
                .isEmpty();
    }

    @Test
    void anEmptyQuotaWithAResetIsAPause() {
        assertThat(exhausted(Map.of("RateLimit-Remaining", "0", "RateLimit-Reset", "30")))
                .isEqualTo("PT30S");
        assertThat(exhausted(Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1772366415")))
                .isEqualTo("PT15S");
        assertThat(exhausted(Map.of("RateLimit", "\"default\";r=0;t=12"))).isEqualTo("PT12S");
        assertThat(exhausted(Map.of("RateLimit", "\"default\";r=5;t=12"))).isEqualTo("none");
        assertThat(exhausted(Map.of("RateLimit-Remaining", "1", "RateLimit-Reset", "30")))
                .isEqualTo("none");
        assertThat(exhausted(Map.of("RateLimit-Remaining", "0;w=21600"))).isEqualTo("none");
        assertThat(exhausted(Map.of())).isEqualTo("none");
    }

    @Property
    void theBackOffStaysWithinItsCeiling(
            @ForAll @IntRange(min = 1, max = 1000) int attempt, @ForAll @DoubleRange(min = 0, max = 1) double random) {
        assertThat(RetryRule.backoff(attempt, random)).isBetween(Duration.ZERO, Duration.ofSeconds(10));
    }

    private static String exhausted(Map<String, String> fields) {
        return RetryRule.exhausted(headers(fields), NOW).map(Duration::toString).orElse("none");
    }

    private static HttpHeaders headers(Map<String, String> fields) {
        return HttpHeaders.of(
                fields.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, f -> List.of(f.getValue()))),
                (name, value) -> true);
    }
}
