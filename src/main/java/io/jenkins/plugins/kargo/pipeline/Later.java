package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tidying up that listeners leave to the runtime's threads; what fails here is found again by the periodic check. */
final class Later {
    private static final Logger LOGGER = Logger.getLogger(Later.class.getName());

    private Later() {}

    static void run(@NonNull Runnable work) {
        try {
            KargoRuntime.get().workers().execute(() -> {
                try {
                    work.run();
                } catch (StoreException e) {
                    LOGGER.log(Level.WARNING, "Kargo's store could not be brought up to date now", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "The controller stops", e);
        }
    }
}
