package hudson.model.listeners;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

public abstract class RunListener<R extends Run> implements ExtensionPoint {
    private static final Logger LOGGER = Logger.getLogger(RunListener.class.getName());

    public final Class<R> targetType;

    protected RunListener(Class<R> targetType) {
        this.targetType = targetType;
    }

    @SuppressWarnings("unchecked")
    protected RunListener() {
        this.targetType = (Class<R>) Run.class;
    }

    public void onCompleted(R r, @NonNull TaskListener listener) {}

    public void onFinalized(R r) {}

    public void onInitialize(R r) {}

    public void onStarted(R r, TaskListener listener) {}

    public void onDeleted(R r) {}

    public static ExtensionList<RunListener> all() {
        return ExtensionList.lookup(RunListener.class);
    }

    @SuppressWarnings("unchecked")
    private static void forAll(Run run, Consumer<RunListener<Run>> call) {
        for (RunListener listener : all()) {
            if (!listener.targetType.isInstance(run)) {
                continue;
            }
            try {
                call.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                LOGGER.log(Level.WARNING, e, () -> listener + " failed");
            }
        }
    }

    public static void fireCompleted(Run r, @NonNull TaskListener listener) {
        forAll(r, each -> each.onCompleted(r, listener));
    }

    public static void fireInitialize(Run r) {
        forAll(r, each -> each.onInitialize(r));
    }

    public static void fireStarted(Run r, TaskListener listener) {
        forAll(r, each -> each.onStarted(r, listener));
    }

    public static void fireFinalized(Run r) {
        forAll(r, each -> each.onFinalized(r));
    }

    public static void fireDeleted(Run r) {
        forAll(r, each -> each.onDeleted(r));
    }
}
