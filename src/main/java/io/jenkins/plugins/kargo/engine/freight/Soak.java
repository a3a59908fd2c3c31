package io.jenkins.plugins.kargo.engine.freight;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import io.jenkins.plugins.kargo.engine.model.FreightStatus.VerifiedStage;
import java.time.Duration;
import java.time.Instant;

/** How long Freight has stayed in a stage. The time runs from entering the stage, not from its verification there. */
public final class Soak {

    private Soak() {}

    /** The longest stay, be it over or not; zero unless the Freight is verified in that stage. */
    @NonNull
    public static Duration longest(@NonNull FreightStatus status, @NonNull String stage, @NonNull Instant now) {
        VerifiedStage verified = status.verifiedIn().get(stage);
        if (verified == null) {
            return Duration.ZERO;
        }
        Duration longest = verified.longestSoak() == null ? Duration.ZERO : verified.longestSoak();
        Instant since = status.currentlyIn().get(stage);
        Duration current = since == null ? Duration.ZERO : Duration.between(since, now);
        return current.compareTo(longest) > 0 ? current : longest;
    }
}
