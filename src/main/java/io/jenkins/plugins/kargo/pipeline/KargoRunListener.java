package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Settles what a build has left unfinished as soon as the build is over. */
@Extension
public class KargoRunListener extends RunListener<Run<?, ?>> {
    private static final Logger LOGGER = Logger.getLogger(KargoRunListener.class.getName());

    @Override
    public void onFinalized(@NonNull Run<?, ?> run) {
        settle(run);
    }

    @Override
    public void onDeleted(@NonNull Run<?, ?> run) {
        settle(run);
    }

    private static void settle(Run<?, ?> run) {
        if (KargoBuildAction.find(run) == null) {
            return;
        }
        String build = run.getExternalizableId();
        try {
            KargoRuntime.get().workers().execute(() -> {
                try {
                    KargoRuntime.get().lostWork().settleOf(build);
                } catch (StoreException e) {
                    LOGGER.log(Level.WARNING, e, () -> "What build " + build + " left behind is settled later");
                }
            });
        } catch (RejectedExecutionException e) {
            // The controller stops: after the next start everything is looked at.
            LOGGER.log(Level.FINE, e, () -> "Not settled now: " + build);
        }
    }
}
