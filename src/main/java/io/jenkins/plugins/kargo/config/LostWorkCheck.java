package io.jenkins.plugins.kargo.config;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.util.logging.Level;

/** Finds promotions whose build went away without telling, such as one whose folder was removed from the disk. */
@Extension
public class LostWorkCheck extends AsyncPeriodicWork {
    private static final long MINUTES = 10;

    public LostWorkCheck() {
        super("Kargo lost promotions");
    }

    @Override
    public long getRecurrencePeriod() {
        return MINUTES * MIN;
    }

    @Override
    protected void execute(TaskListener listener) {
        try {
            KargoRuntime.get().lostWork().settleAll();
        } catch (StoreException e) {
            listener.error("Kargo's store could not be looked at: " + e.getMessage());
        }
    }

    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }
}
