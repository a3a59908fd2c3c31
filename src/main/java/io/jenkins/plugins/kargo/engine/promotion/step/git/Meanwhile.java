package io.jenkins.plugins.kargo.engine.promotion.step.git;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is done on a thread of its own while this one goes on; closing it ends it. */
final class Meanwhile<T> implements AutoCloseable {
    @FunctionalInterface
    interface Work<T> {
        T call() throws IOException, InterruptedException;
    }

    private final FutureTask<T> task;

    private Meanwhile(FutureTask<T> task) {
        this.task = task;
    }

    static <T> Meanwhile<T> start(@NonNull Work<T> work) {
        FutureTask<T> task = new FutureTask<>(work::call);
        Thread thread = new Thread(task, "kargo-git-meanwhile");
        thread.setDaemon(true);
        thread.start();
        return new Meanwhile<>(task);
    }

    /** Waits for the end. */
    T result() throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException failure) {
                throw failure;
            }
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof Error failure) {
                throw failure;
            }
            throw new IOException(cause);
        }
    }

    @Override
    public void close() {
        task.cancel(true);
    }
}
