package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.CauseAction;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import io.jenkins.plugins.kargo.config.KargoRuntime;
import io.jenkins.plugins.kargo.project.KargoCause;

/** Drops the request of a person whose build was cancelled in the queue. */
@Extension
public class KargoQueueListener extends QueueListener {
    @Override
    public void onLeft(@NonNull Queue.LeftItem item) {
        if (!item.isCancelled()) {
            return;
        }
        for (CauseAction causes : item.getActions(CauseAction.class)) {
            KargoCause cause = causes.findCause(KargoCause.class);
            if (cause != null) {
                Later.run(() -> KargoRuntime.get()
                        .lostWork()
                        .dropRequest(cause.getProject(), cause.getRequest(), "its build was cancelled in the queue"));
            }
        }
    }
}
