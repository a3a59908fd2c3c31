package io.jenkins.plugins.kargo.engine.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CreationTimeTest {
    private static final String OCI = "org.opencontainers.image.created";
    private static final String LEGACY = "org.label-schema.build-date";
    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void theFirstKeyWithATimeWins() {
        assertThat(CreationTime.claimed(Map.of(OCI, EARLY.toString(), LEGACY, LATE.toString())))
                .contains(EARLY);
        assertThat(CreationTime.claimed(Map.of(OCI, "yesterday", LEGACY, LATE.toString())))
                .contains(LATE);
        assertThat(CreationTime.claimed(Map.of("other", EARLY.toString()))).isEmpty();
    }

    @Test
    void theLaterOfConfigAndLabelCounts() {
        assertThat(CreationTime.ofConfig(EARLY.toString(), Map.of(OCI, LATE.toString())))
                .isEqualTo(LATE);
        assertThat(CreationTime.ofConfig(LATE.toString(), Map.of(OCI, EARLY.toString())))
                .isEqualTo(LATE);
        assertThat(CreationTime.ofConfig(null, Map.of(LEGACY, EARLY.toString())))
                .isEqualTo(EARLY);
        assertThat(CreationTime.ofConfig(null, Map.of())).isNull();
    }

    @Test
    void timesAreRfc3339() {
        assertThat(CreationTime.parse("2026-01-01T01:00:00.123456789+01:00"))
                .contains(Instant.parse("2026-01-01T00:00:00.123456789Z"));
        assertThat(CreationTime.parse("2026-01-01T00:00:00,5Z")).contains(Instant.parse("2026-01-01T00:00:00.5Z"));
        assertThat(CreationTime.parse("2026-01-01T00:00:00.1234567899Z"))
                .contains(Instant.parse("2026-01-01T00:00:00.123456789Z"));
        assertThat(CreationTime.parse("2026-01-01")).isEmpty();
        assertThat(CreationTime.parse("2026-01-01T01:00Z")).isEmpty();
        assertThat(CreationTime.parse("2026-13-01T01:00:00Z")).isEmpty();
        assertThat(CreationTime.parse(null)).isEmpty();
    }
}
