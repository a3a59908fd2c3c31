package io.jenkins.plugins.kargo.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollIntervalTest {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    private static Warehouse every(Duration interval) {
        return new Warehouse(Metadata.named("w"), interval, Warehouse.FreightCreationPolicy.Automatic, "", List.of());
    }

    private static WarehouseState looked(Duration ago, boolean failed) {
        return new WarehouseState(
                new ProjectKey("", "p"), "w", new WarehouseState.Check(NOW.minus(ago), failed, ""), List.of());
    }

    private static boolean isDue(Warehouse warehouse, WarehouseState last) {
        return PollInterval.isDue(warehouse, last, NOW.minus(Duration.ofDays(1)), NOW);
    }

    @Test
    void aLongerIntervalThanTheSchedulesKeepsItFromLooking() {
        Warehouse hourly = every(Duration.ofHours(1));

        assertThat(isDue(hourly, looked(Duration.ofMinutes(5), false))).isFalse();
        assertThat(isDue(hourly, looked(Duration.ofMinutes(59), false))).isFalse();
        assertThat(isDue(hourly, looked(Duration.ofMinutes(60).minusSeconds(20), false)))
                .isTrue();
    }

    @Test
    void whatWasNeverLookedAtOrFailedOrWasChangedIsDue() {
        Warehouse hourly = every(Duration.ofHours(1));

        assertThat(isDue(hourly, null)).isTrue();
        assertThat(isDue(hourly, looked(Duration.ofMinutes(5), true))).isTrue();
        assertThat(PollInterval.isDue(
                        hourly, looked(Duration.ofMinutes(5), false), NOW.minus(Duration.ofMinutes(1)), NOW))
                .isTrue();
        assertThat(isDue(hourly, looked(Duration.ofMinutes(-5), false)))
                .as("a clock that was set back")
                .isTrue();
    }

    @Test
    void withKargosDefaultTheScheduleDecides() {
        assertThat(isDue(every(Warehouse.DEFAULT_INTERVAL), looked(Duration.ofSeconds(1), false)))
                .isTrue();
    }
}
