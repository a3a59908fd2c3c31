package io.jenkins.plugins.kargo.engine.freight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;

/** Whether a stage may get a piece of Freight, and why, in words for people. */
public sealed interface Availability {

    /** A clause about the Freight that fits after "available, because" or "not available:"; no full stop at its end. */
    @NonNull
    String reason();

    boolean isAvailable();

    /** The stage may get it. */
    record Available(@NonNull String reason) implements Availability {

        @Override
        public boolean isAvailable() {
            return true;
        }
    }

    /**
     * The stage may not get it yet.
     *
     * @param from when it becomes available if nothing but time passes; null if something else must happen first
     */
    record Unavailable(@NonNull String reason, @CheckForNull Instant from) implements Availability {

        @Override
        public boolean isAvailable() {
            return false;
        }
    }
}
