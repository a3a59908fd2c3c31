package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;

/** A collection that a promotion brought to a stage; the newest entry is what the stage holds. */
public record StageHistoryEntry(
        @NonNull String stage,
        @NonNull FreightCollection collection,
        @NonNull String promotion,
        @NonNull Instant since) {}
