package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells those who wait in this process that something they may wait for has changed (an answer, an abort, a promotion
 * or verification that ended), so that they look at once and not only after their poll interval. Nothing is lost when a
 * signal is: polling goes on. Safe for many threads.
 */
public final class StageSignals {
    private static final Logger LOGGER = Logger.getLogger(StageSignals.class.getName());

    /** Called on the thread that made the change: returns at once and only wakes up somebody else. */
    @FunctionalInterface
    public interface Listener {
        void changed(@NonNull ProjectKey project, @NonNull String stage);
    }

    /** Ends the listening. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    @NonNull
    public Subscription listen(@NonNull Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    public void changed(@NonNull ProjectKey project, @NonNull String stage) {
        for (Listener listener : listeners) {
            try {
                listener.changed(project, stage);
            } catch (RuntimeException e) {
                LOGGER.log(
                        Level.WARNING, e, () -> "A listener failed on a change of stage " + stage + " of " + project);
            }
        }
    }
}
