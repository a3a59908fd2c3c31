package io.jenkins.plugins.kargo.engine.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.expression.Environment;
import io.jenkins.plugins.kargo.engine.expression.Expression;
import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataFunctionsTest {
    private static final Instant TIME = Instant.parse("2026-05-13T14:42:47.5Z");
    private static final MetadataLookup LOOKUP = new MetadataLookup() {
        @Override
        public FreightStatus freightStatus(String freight) {
            return freight.equals("f")
                    ? new FreightStatus(
                            Map.of("test", TIME),
                            Map.of("test", new FreightStatus.VerifiedStage(TIME, Duration.ofHours(26))),
                            Map.of("prod", new FreightStatus.ApprovedStage(TIME, "someone")),
                            Map.of("number", 42, "nested", Map.of("k", "v")))
                    : null;
        }

        @Override
        public Map<String, Object> stageMetadata(String stage) {
            return stage.equals("test") ? Map.of("k", 1) : stage.equals("empty") ? Map.of() : null;
        }
    };

    private static Object value(String source) {
        Environment environment = Environment.of(Map.of()).withFunctions(MetadataFunctions.table(LOOKUP));
        return Expression.parse(source, environment.functions()).evaluate(environment);
    }

    @Test
    void theStatusIsThatOfKargosJson() {
        assertThat(value("freightStatus('f')"))
                .isEqualTo(Map.of(
                        "currentlyIn", Map.of("test", Map.of("since", "2026-05-13T14:42:47Z")),
                        "verifiedIn",
                                Map.of("test", Map.of("verifiedAt", "2026-05-13T14:42:47Z", "longestSoak", "26h0m0s")),
                        "approvedFor", Map.of("prod", Map.of("approvedAt", "2026-05-13T14:42:47Z")),
                        "metadata", Map.of("number", 42.0, "nested", Map.of("k", "v"))));
        assertThat(value("freightStatus('nope')")).isNull();
    }

    @Test
    void metadataHaveJsonsNumbers() {
        assertThat(value("freightMetadata('f').number")).isEqualTo(42.0);
        assertThat(value("freightMetadata('f')?.nope ?? 'none'")).isEqualTo("none");
        assertThat(value("stageMetadata('test').k")).isEqualTo(1.0);
        assertThat(value("[stageMetadata('empty'), stageMetadata('nope')]"))
                .isEqualTo(java.util.Arrays.asList(null, null));
    }
}
