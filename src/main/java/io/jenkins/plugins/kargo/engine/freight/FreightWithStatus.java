package io.jenkins.plugins.kargo.engine.freight;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightStatus;

/** A piece of Freight and what became of it so far. */
public record FreightWithStatus(
        @NonNull Freight freight, @NonNull FreightStatus status) {}
