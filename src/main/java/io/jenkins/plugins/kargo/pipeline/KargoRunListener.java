package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.project.KargoCause;

/** Settles what a build has left unfinished as soon as the build is over. */
@Extension
public class KargoRunListener extends RunListener<Run<?, ?>> {
    @Override
    public void onFinalized(@NonNull Run<?, ?> run) {
        settle(run);
    }

    @Override
    public void onDeleted(@NonNull Run<?, ?> run) {
        settle(run);
    }

    private static void settle(Run<?, ?> run) {
        String build = run.getExternalizableId();
        KargoCause cause = run.getCause(KargoCause.class);
        if (cause != null) {
            Later.run(() -> KargoRuntime.get()
                    .lostWork()
                    .dropRequest(cause.getProject(), cause.getRequest(), "build " + build + " is over"));
        }
        if (KargoBuildAction.find(run) != null) {
            Later.run(() -> KargoRuntime.get().lostWork().settleOf(build));
        }
    }
}
