package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.FutureImpl;
import hudson.model.queue.QueueTaskFuture;
import hudson.model.queue.ScheduleResult;
import hudson.model.queue.SubTask;
import hudson.security.ACL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import jenkins.model.FullyNamedModelObject;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** What is waiting to be built. The controller decides what scheduling means. */
public class Queue extends ResourceController implements Saveable {
    public Queue(@NonNull LoadBalancer loadBalancer) {}

    @Override
    public void save() {
        throw new UnsupportedOperationException("the queue is not saved");
    }

    @NonNull
    public ScheduleResult schedule2(Task p, int quietPeriod, List<Action> actions) {
        throw new UnsupportedOperationException("this controller schedules nothing");
    }

    @NonNull
    public ScheduleResult schedule2(Task p, int quietPeriod, Action... actions) {
        return schedule2(p, quietPeriod, Arrays.asList(actions));
    }

    public boolean cancel(Item item) {
        throw new UnsupportedOperationException("this controller cancels nothing");
    }

    public Item[] getItems() {
        throw new UnsupportedOperationException("this controller has no queue");
    }

    public boolean isEmpty() {
        return getItems().length == 0;
    }

    public Item getItem(long id) {
        for (Item item : getItems()) {
            if (item.getId() == id) {
                return item;
            }
        }
        return null;
    }

    public Item getItem(Task t) {
        for (Item item : getItems()) {
            if (item.task.equals(t)) {
                return item;
            }
        }
        return null;
    }

    public boolean contains(Task t) {
        return getItem(t) != null;
    }

    public static Queue getInstance() {
        return Jenkins.get().getQueue();
    }

    /** An action that has a say in whether a new request for a task is another one than those that wait already. */
    public interface QueueAction extends Action {
        boolean shouldSchedule(List<Action> actions);
    }

    public interface Task extends FullyNamedModelObject, SubTask {
        @CheckForNull
        default CauseOfBlockage getCauseOfBlockage() {
            return null;
        }

        String getName();

        default void checkAbortPermission() {
            throw new UnsupportedOperationException(getClass() + " does not say who may abort it");
        }

        String getUrl();

        default boolean isConcurrentBuild() {
            return false;
        }

        default Collection<? extends SubTask> getSubTasks() {
            return Collections.singleton(this);
        }

        @NonNull
        default Authentication getDefaultAuthentication2() {
            return ACL.SYSTEM2;
        }

        @NonNull
        default Authentication getDefaultAuthentication2(Queue.Item item) {
            return getDefaultAuthentication2();
        }
    }

    public interface Executable extends Runnable {
        @NonNull
        SubTask getParent();

        @Override
        void run();

        default long getEstimatedDuration() {
            return getParent().getEstimatedDuration();
        }

        @Override
        String toString();
    }

    /** An item that is no longer in the queue. */
    public static final class LeftItem extends Item {
        public LeftItem(Item base) {
            super(base.task, new ArrayList<>(base.getAllActions()), base.getId(), null);
        }

        @Override
        public CauseOfBlockage getCauseOfBlockage() {
            return null;
        }

        /** Items become builds in another way here. */
        public boolean isCancelled() {
            return true;
        }
    }

    public abstract static class Item extends Actionable {
        @NonNull
        public final Task task;

        private final long id;
        private final long inQueueSince;

        protected Item(@NonNull Task task, @NonNull List<Action> actions, long id, FutureImpl future) {
            this(task, actions, id, future, System.currentTimeMillis());
        }

        protected Item(
                @NonNull Task task, @NonNull List<Action> actions, long id, FutureImpl future, long inQueueSince) {
            this.task = task;
            this.id = id;
            this.inQueueSince = inQueueSince;
            actions.forEach(this::addAction);
        }

        public long getId() {
            return id;
        }

        @NonNull
        public Task getTask() {
            return task;
        }

        public long getInQueueSince() {
            return inQueueSince;
        }

        public QueueTaskFuture<Executable> getFuture() {
            throw new UnsupportedOperationException("nobody waits for a queue item here");
        }

        public final List<Cause> getCauses() {
            return getActions(CauseAction.class).stream()
                    .flatMap(action -> action.getCauses().stream())
                    .toList();
        }

        public String getUrl() {
            return "queue/item/" + id + '/';
        }

        public final String getWhy() {
            CauseOfBlockage cause = getCauseOfBlockage();
            return cause == null ? null : cause.getShortDescription();
        }

        public abstract CauseOfBlockage getCauseOfBlockage();

        @Override
        public String getDisplayName() {
            return null;
        }
    }
}
