package io.jenkins.plugins.kargo.engine.promotion;

import io.jenkins.plugins.kargo.engine.store.StoreException;
import java.util.function.Supplier;

/**
 * Keeps an interrupt away from work on the store: what a step did must be recorded even when somebody wants the thread to
 * stop at that moment, and a pool does not lend connections to an interrupted thread.
 */
final class Uninterrupted {
    private static final int ATTEMPTS = 3;

    private Uninterrupted() {}

    /** Runs the work, again when an interrupt made the store fail; the interrupt shows afterwards. */
    static <T> T call(Supplier<T> work) {
        boolean interrupted = false;
        try {
            for (int attempt = 1; ; attempt++) {
                interrupted |= Thread.interrupted();
                try {
                    return work.get();
                } catch (StoreException e) {
                    // A store call that fails has changed nothing, so that it may be repeated.
                    if (!Thread.currentThread().isInterrupted() || attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
