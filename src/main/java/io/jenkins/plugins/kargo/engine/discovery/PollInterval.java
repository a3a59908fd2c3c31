package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Warehouse;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import java.time.Duration;
import java.time.Instant;

/**
 * What a Warehouse's {@code interval} means beside a schedule that asks for looks: it is not looked at more often, unless
 * the schedule's own distance is Kargo's default or the last look failed. Pure.
 */
public final class PollInterval {
    /** Schedules are not exact, and a look takes a while: one that comes a little early is not to wait for the next. */
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    private PollInterval() {}

    /**
     * Whether a look is due for which there is no other reason than the schedule.
     *
     * @param last what is known of the last look, null for nothing
     * @param configuredAt since when the Warehouse is as it is, or earlier
     */
    public static boolean isDue(
            @NonNull Warehouse warehouse,
            @CheckForNull WarehouseState last,
            @NonNull Instant configuredAt,
            @NonNull Instant now) {
        if (last == null
                || last.check().failed()
                || last.check().at().isBefore(configuredAt)
                || warehouse.interval().compareTo(Warehouse.DEFAULT_INTERVAL) <= 0) {
            return true;
        }
        Duration elapsed = Duration.between(last.check().at(), now);
        return elapsed.isNegative() || elapsed.plus(TOLERANCE).compareTo(warehouse.interval()) >= 0;
    }
}
