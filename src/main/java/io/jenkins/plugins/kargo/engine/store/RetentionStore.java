package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.time.Duration;
import java.time.Instant;

/** Takes away what is old and of no use any more, by the rules of Kargo's garbage collector. */
public interface RetentionStore {
    /**
     * How much stays.
     *
     * @param promotions of each stage, besides those that are not over and those made after them
     * @param freight of each warehouse, besides what a stage holds and what is newer than that
     * @param minimumAge nothing younger is removed
     */
    record Retention(int promotions, int freight, @NonNull Duration minimumAge) {
        /** Kargo's own. */
        public static final Retention DEFAULT = new Retention(20, 20, Duration.ofDays(14));

        public Retention {
            if (promotions < 1 || freight < 1 || minimumAge.isNegative()) {
                throw new IllegalArgumentException("at least one of each has to stay");
            }
        }
    }

    /** What was removed; an older revision of the configuration goes with the last promotion that used it. */
    record Removed(int promotions, int freight, int revisions) {
        public boolean isNothing() {
            return promotions + freight + revisions == 0;
        }
    }

    /**
     * Removes in steps, so that others may write between them. What a stage holds, the promotion that brought it, the
     * Freight of promotions and requests that stay, and the newest configuration are never removed.
     */
    @NonNull
    Removed removeOld(@NonNull ProjectKey project, @NonNull Retention retention, @NonNull Instant now);
}
