package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;

/** Durations of one action, repeated; percentiles are nearest-rank. */
final class Samples {
    private final long[] nanos;

    private Samples(long... nanos) {
        this.nanos = nanos;
    }

    /** What is measured; the number of the repetition lets it ask for something different every time. */
    @FunctionalInterface
    interface Action {
        void run(int repetition) throws Exception;
    }

    /**
     * @param warmUp repetitions that do not count
     * @param count repetitions that count, at least one
     */
    @NonNull
    static Samples of(int warmUp, int count, @NonNull Action action) throws Exception {
        for (int i = 0; i < warmUp; i++) {
            action.run(i);
        }
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            action.run(warmUp + i);
            nanos[i] = System.nanoTime() - begin;
        }
        return ofNanos(nanos);
    }

    @NonNull
    static Samples ofNanos(@NonNull long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    /** In milliseconds. @param percent above 0, at most 100 */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * nanos.length);
        return nanos[Math.max(0, rank - 1)] / 1e6;
    }

    double median() {
        return percentile(50);
    }
}
