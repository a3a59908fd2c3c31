package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.util.List;

/** One entry of a stage's {@code requestedFreight}: an origin and the ways by which its Freight may arrive. */
public record FreightRequest(
        @NonNull FreightOrigin origin, @NonNull Sources sources) {
    public enum AvailabilityStrategy {
        OneOf,
        All
    }

    public enum SelectionPolicy {
        NewestFreight,
        MatchUpstream
    }

    /** @param requiredSoakTime how long Freight must have stayed in an upstream stage, null for no minimum */
    public record Sources(
            boolean direct,
            @NonNull List<String> stages,
            @CheckForNull Duration requiredSoakTime,
            @NonNull AvailabilityStrategy availabilityStrategy,
            @NonNull SelectionPolicy selectionPolicy) {
        public Sources {
            stages = Values.list(stages);
        }
    }
}
