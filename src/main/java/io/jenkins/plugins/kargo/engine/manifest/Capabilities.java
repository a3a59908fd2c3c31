package io.jenkins.plugins.kargo.engine.manifest;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Set;

/**
 * What this installation can do beyond what every manifest may use.
 *
 * @param steps names of the promotion steps that can be run
 * @param subscriptions types of subscriptions besides git, image and chart
 */
public record Capabilities(
        @NonNull Set<String> steps, @NonNull Set<String> subscriptions) {
    public Capabilities {
        steps = Set.copyOf(steps);
        subscriptions = Set.copyOf(subscriptions);
    }
}
