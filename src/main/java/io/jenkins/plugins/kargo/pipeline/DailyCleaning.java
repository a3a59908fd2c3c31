package io.jenkins.plugins.kargo.pipeline;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.kargo.config.KargoGlobalConfiguration;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.store.KargoStore;
import io.jenkins.plugins.kargo.engine.store.ProjectStore.ProjectRecord;
import io.jenkins.plugins.kargo.engine.store.RetentionStore.Removed;
import io.jenkins.plugins.kargo.engine.store.RetentionStore.Retention;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;

/** Removes once a day what nobody needs any more: old promotions and Freight, unused mirrors, work dirs left behind. */
@Extension
public class DailyCleaning extends AsyncPeriodicWork {
    public DailyCleaning() {
        super("Kargo cleaning");
    }

    @Override
    public long getRecurrencePeriod() {
        return DAY;
    }

    @Override
    public long getInitialDelay() {
        // Builds that go on after a restart have their promotions in hand by then.
        return HOUR;
    }

    @Override
    protected void execute(TaskListener listener) throws IOException, InterruptedException {
        Retention retention = KargoGlobalConfiguration.get().retention();
        Instant now = Instant.now();
        try {
            KargoStore store = KargoRuntime.get().store();
            for (ProjectRecord project : store.projects().all()) {
                Removed removed = store.retention().removeOld(project.key(), retention, now);
                if (!removed.isNothing()) {
                    listener.getLogger()
                            .println("Project " + project.key() + ": removed " + removed.promotions()
                                    + " promotions, " + removed.freight() + " pieces of Freight and "
                                    + removed.revisions() + " configurations");
                }
            }
            KargoRuntime.get().discovery().prune(now.minus(retention.minimumAge()));
            new LeftWorkDirs(KargoRuntime.get()).remove(listener, now);
        } catch (StoreException e) {
            listener.error("Kargo's store could not be cleaned: " + e.getMessage());
        }
    }

    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }
}
