package io.jenkins.plugins.kargo.extension;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import io.jenkins.plugins.kargo.engine.health.HealthChecker;
import io.jenkins.plugins.kargo.engine.promotion.StepRunner;
import java.util.Collection;
import java.util.List;

/**
 * Adds kinds of promotion steps. Asked once, when Kargo's engine opens at the start of the controller: a provider that
 * comes later counts after a restart. One that fails, or whose names are taken, is left out with a message in the
 * controller's log.
 *
 * @see StepRunner what a step promises, and where its JSON schema lies ({@link
 *     io.jenkins.plugins.kargo.engine.promotion.StepSchemas#FOLDER})
 */
public interface PromotionStepProvider extends ExtensionPoint {
    /** Each with a name after {@code uses:} that no other step has. */
    @NonNull
    Collection<? extends StepRunner> steps();

    /** What looks at the health checks that the steps register; none by default. */
    @NonNull
    default Collection<? extends HealthChecker> healthCheckers() {
        return List.of();
    }
}
