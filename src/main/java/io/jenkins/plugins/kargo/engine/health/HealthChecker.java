package io.jenkins.plugins.kargo.engine.health;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.HealthResult;
import java.io.IOException;

/**
 * Looks at what a step registered in its result. Stateless and shared between threads; called without a build, again and
 * again, on a pool thread of the controller. It reads only, asks no agent, and comes back within a minute.
 */
public interface HealthChecker {
    /** What {@link io.jenkins.plugins.kargo.engine.model.HealthCheck#uses()} names. */
    @NonNull
    String name();

    /**
     * @return what was found, with issues in words when it is not healthy
     * @throws IOException when it cannot be found out now; the health is then Unknown, with the message as its issue
     */
    @NonNull
    HealthResult check(@NonNull HealthContext context) throws IOException, InterruptedException;
}
