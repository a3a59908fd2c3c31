package io.jenkins.plugins.kargo.engine.freight;

import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import io.jenkins.plugins.kargo.engine.model.FreightStatus.ApprovedStage;
import io.jenkins.plugins.kargo.engine.model.FreightStatus.VerifiedStage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Says in words what became of Freight. */
final class StatusBuilder {

    private final Map<String, Instant> currentlyIn = new HashMap<>();
    private final Map<String, VerifiedStage> verifiedIn = new HashMap<>();
    private final Map<String, ApprovedStage> approvedFor = new HashMap<>();

    static StatusBuilder status() {
        return new StatusBuilder();
    }

    StatusBuilder inFor(String stage, Duration time) {
        currentlyIn.put(stage, Samples.NOW.minus(time));
        return this;
    }

    StatusBuilder verifiedIn(String stage) {
        return verifiedIn(stage, null);
    }

    StatusBuilder verifiedIn(String stage, Duration longestSoak) {
        verifiedIn.put(stage, new VerifiedStage(Samples.NOW, longestSoak));
        return this;
    }

    StatusBuilder approvedFor(String stage, String actor) {
        approvedFor.put(stage, new ApprovedStage(Samples.NOW, actor));
        return this;
    }

    FreightStatus build() {
        return new FreightStatus(currentlyIn, verifiedIn, approvedFor, Map.of());
    }
}
