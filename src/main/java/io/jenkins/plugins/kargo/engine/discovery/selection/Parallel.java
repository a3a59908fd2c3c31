package io.jenkins.plugins.kargo.engine.discovery.selection;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs reads side by side; the first failure ends all. */
public final class Parallel {
    private Parallel() {}

    /** One read. */
    @FunctionalInterface
    public interface Read<A, B> {
        B of(A argument) throws IOException, InterruptedException;
    }

    /** The results in the order of the arguments. @param threads of which no thread may be the calling one */
    @NonNull
    public static <A, B> List<B> map(
            @NonNull ExecutorService threads, @NonNull List<A> arguments, @NonNull Read<A, B> read)
            throws IOException, InterruptedException {
        List<Future<B>> futures = new ArrayList<>(arguments.size());
        try {
            for (A argument : arguments) {
                futures.add(threads.submit(() -> read.of(argument)));
            }
            List<B> results = new ArrayList<>(arguments.size());
            for (Future<B> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (CancellationException e) {
            throw new IOException("The discovery was stopped", e);
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }

    private static IOException failure(Throwable cause) throws InterruptedException {
        if (cause instanceof IOException io) {
            return io;
        }
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IOException(cause);
    }
}
