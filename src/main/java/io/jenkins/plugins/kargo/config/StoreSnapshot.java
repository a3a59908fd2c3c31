package io.jenkins.plugins.kargo.config;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.util.logging.Level;

/** A daily copy of the database: a backup of a home in use may catch the database itself in the middle of a write. */
@Extension
public class StoreSnapshot extends AsyncPeriodicWork {
    public StoreSnapshot() {
        super("Kargo store snapshot");
    }

    @Override
    public long getRecurrencePeriod() {
        return DAY;
    }

    @Override
    public long getInitialDelay() {
        // By default anywhere within the first day: a controller that restarts every night would never have one.
        return 10 * MIN;
    }

    @Override
    protected void execute(TaskListener listener) {
        try {
            KargoRuntime.get().snapshot();
        } catch (StoreException e) {
            listener.error("The snapshot of Kargo's store failed: " + e.getMessage());
        }
    }

    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }
}
