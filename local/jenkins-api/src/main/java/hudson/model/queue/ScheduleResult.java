package hudson.model.queue;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Queue;

public abstract class ScheduleResult {
    public boolean isCreated() {
        return false;
    }

    public boolean isRefused() {
        return false;
    }

    @CheckForNull
    public Queue.Item getItem() {
        return null;
    }

    public final boolean isAccepted() {
        return !isRefused();
    }

    public static final class Existing extends ScheduleResult {
        @NonNull
        private final Queue.Item item;

        private Existing(@NonNull Queue.Item item) {
            this.item = item;
        }

        @NonNull
        @Override
        public Queue.Item getItem() {
            return item;
        }
    }

    public static final class Refused extends ScheduleResult {
        private Refused() {}

        @Override
        public boolean isRefused() {
            return true;
        }
    }

    public static Existing existing(Queue.Item existing) {
        return new Existing(existing);
    }

    public static Refused refused() {
        return new Refused();
    }
}
