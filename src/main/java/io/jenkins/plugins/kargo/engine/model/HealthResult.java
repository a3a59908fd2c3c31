package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Map;

/**
 * What one check found.
 *
 * @param uses the name of the checker
 * @param issues why it is not healthy, in words
 * @param output details for people and tools, plain values, may be empty
 */
public record HealthResult(
        @NonNull String uses,
        @NonNull HealthStatus status,
        @NonNull List<String> issues,
        @NonNull Map<String, Object> output) {
    public HealthResult {
        issues = List.copyOf(issues);
        output = Values.map(output);
    }
}
