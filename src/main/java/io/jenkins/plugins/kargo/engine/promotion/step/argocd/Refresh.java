package io.jenkins.plugins.kargo.engine.promotion.step.argocd;

import io.jenkins.plugins.kargo.engine.argocd.Application;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCD;
import io.jenkins.plugins.kargo.engine.argocd.ArgoCDException;
import io.jenkins.plugins.kargo.engine.argocd.OperationState;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whether the health of an Application is of after its last operation: Argo CD carries out operations and looks at health
 * one after the other.
 */
final class Refresh {
    private static final Logger LOGGER = Logger.getLogger(Refresh.class.getName());

    /** Argo CD looks by itself after an operation; later it may find nothing new and not say that it has looked. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Refresh() {}

    /** Whether Argo CD has not looked since the last operation ended. */
    static boolean isStale(Application application) {
        Instant finished = finishedAt(application);
        Instant looked = application.reconciledAt();
        return finished != null && (looked == null || looked.isBefore(finished));
    }

    /** Asks Argo CD to look when it has not for a while. Who may not ask waits until it does so by itself. */
    static void hurry(ArgoCD argo, Application application, Instant now) throws InterruptedException {
        Instant finished = finishedAt(application);
        if (finished == null || !isStale(application) || now.isBefore(finished.plus(PATIENCE))) {
            return;
        }
        try {
            argo.refresh(application);
        } catch (ArgoCDException e) {
            LOGGER.log(Level.FINE, e, () -> "Argo CD was not asked to look at " + application.key());
        }
    }

    private static Instant finishedAt(Application application) {
        return application.operationState().map(OperationState::finishedAt).orElse(null);
    }
}
