package io.jenkins.plugins.kargo.engine.freight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.kargo.engine.model.FreightStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * What became of Freight in one upstream stage.
 *
 * @param required how long it must have stayed there, null for no minimum
 * @param since when it entered the stage that still holds it, null if it is not there
 */
record UpstreamStay(
        String stage,
        boolean verified,
        Duration soaked,
        @CheckForNull Duration required,
        @CheckForNull Instant since,
        Instant now) {

    static UpstreamStay of(FreightStatus status, String stage, @CheckForNull Duration required, Instant now) {
        return new UpstreamStay(
                stage,
                status.verifiedIn().containsKey(stage),
                Soak.longest(status, stage, now),
                required,
                status.currentlyIn().get(stage),
                now);
    }

    boolean suffices() {
        return verified && (required == null || soaked.compareTo(required) >= 0);
    }

    /** When it suffices by staying where it is; null if that does not help. */
    @CheckForNull
    Instant sufficesFrom() {
        return !suffices() && verified && since != null && required != null ? since.plus(required) : null;
    }

    /** What is there, for a stay that suffices. */
    String achievement() {
        return "verified in " + stage + (required == null ? "" : " and was there for " + DurationWords.of(soaked));
    }

    /** What is missing, for a stay that does not suffice. */
    String shortfall() {
        if (!verified || required == null) {
            return "not verified in " + stage;
        }
        Instant from = sufficesFrom();
        if (from == null) {
            return "verified in " + stage + ", but left it before the required " + DurationWords.of(required);
        }
        return "in " + stage + " for " + DurationWords.of(Duration.between(since, now)) + " of the required "
                + DurationWords.of(required) + ", " + DurationWords.ofRemaining(Duration.between(now, from)) + " to go";
    }
}
