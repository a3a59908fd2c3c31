package io.jenkins.plugins.kargo.local;

import hudson.model.Action;
import hudson.model.LoadBalancer;
import hudson.model.Queue;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.FutureImpl;
import hudson.model.queue.ScheduleResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Starts what is scheduled at once: a Pipeline needs no executor until it says {@code node}. */
final class StandInQueue extends Queue {
    private final AtomicLong ids = new AtomicLong();

    StandInQueue() {
        super(new LoadBalancer() {});
    }

    @Override
    public ScheduleResult schedule2(Task task, int quietPeriod, List<Action> actions) {
        StandInJob job = (StandInJob) task;
        if (!job.isBuildable()) {
            return ScheduleResult.refused();
        }
        try {
            Started item = new Started(job, actions, ids.incrementAndGet());
            job.start(actions, item.getId());
            return ScheduleResult.existing(item);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Item[] getItems() {
        return new Item[0];
    }

    private static final class Started extends Item {
        Started(Task task, List<Action> actions, long id) {
            super(task, actions, id, (FutureImpl) null);
        }

        @Override
        public CauseOfBlockage getCauseOfBlockage() {
            return null;
        }
    }
}
