package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Health of a stage, in the order of severity by which the worst of its checks decides; Kargo's own order. */
public enum HealthStatus {
    Healthy,
    NotApplicable,
    Progressing,
    Unknown,
    Unhealthy;

    @NonNull
    public HealthStatus worse(@NonNull HealthStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
