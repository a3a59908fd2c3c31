package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Freight;
import java.util.List;

/**
 * What reconciling a Warehouse came to.
 *
 * @param freight what is stored now: created, found to exist, or in a preview the newest of the Warehouse; with {@link
 *     Status#NEW} what would be stored, without an alias; null for none
 * @param discovered null when no repository was asked
 * @param messages what was done and why, for the build log, in order
 */
public record WarehouseOutcome(
        @NonNull Status status,
        @CheckForNull Freight freight,
        @CheckForNull DiscoveredArtifacts discovered,
        @NonNull List<String> messages) {
    /** How it ended. */
    public enum Status {
        /** New Freight is in the store. */
        CREATED,
        /** Everything was found and would make new Freight; nobody asked for it to be created. */
        NEW,
        /** Freight of exactly these artifacts was there before. */
        ALREADY_EXISTS,
        /** A subscription failed or found nothing. */
        INCOMPLETE,
        /** Everything was found; the Warehouse leaves the creation to people. */
        MANUAL,
        /** Everything was found; freightCreationCriteria does not hold. */
        CRITERIA_NOT_SATISFIED,
        /** freightCreationCriteria cannot be read or fails. */
        CRITERIA_FAILED,
        /** The Warehouse would go round in circles; nothing was looked up. */
        REFUSED,
        /** The build may only look. */
        PREVIEW
    }

    public WarehouseOutcome {
        messages = List.copyOf(messages);
    }

    /** Those of the messages that say what somebody has to put right; empty when it has not failed. */
    @NonNull
    public List<String> problems() {
        if (!failed()) {
            return List.of();
        }
        return status == Status.INCOMPLETE && discovered != null
                ? discovered.problems()
                : messages.subList(messages.size() - 1, messages.size());
    }

    /** Whether somebody has to do something before Freight can come. */
    public boolean failed() {
        return status == Status.INCOMPLETE || status == Status.CRITERIA_FAILED || status == Status.REFUSED;
    }
}
