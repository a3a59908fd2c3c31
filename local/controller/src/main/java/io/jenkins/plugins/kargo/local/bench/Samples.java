package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Durations of one action, repeated; percentiles are nearest-rank. */
final class Samples {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long[] nanos;
    private final long[] cpuNanos;

    private Samples(long[] nanos, long[] cpuNanos) {
        this.nanos = nanos;
        this.cpuNanos = cpuNanos;
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
        long[] cpuNanos = new long[count];
        for (int i = 0; i < count; i++) {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            action.run(warmUp + i);
            nanos[i] = System.nanoTime() - begin;
            cpuNanos[i] = THREADS.getCurrentThreadCpuTime() - cpu;
        }
        return new Samples(sorted(nanos), sorted(cpuNanos));
    }

    @NonNull
    static Samples ofNanos(@NonNull long... nanos) {
        return new Samples(sorted(nanos), new long[nanos.length]);
    }

    private static long[] sorted(long... values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** In milliseconds. @param percent above 0, at most 100 */
    double percentile(double percent) {
        return percentile(nanos, percent);
    }

    /** What the thread itself worked, in milliseconds: tells a slow action from a machine that others use too. */
    double cpuPercentile(double percent) {
        return percentile(cpuNanos, percent);
    }

    private static double percentile(long[] sorted, double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }

    double median() {
        return percentile(50);
    }
}
