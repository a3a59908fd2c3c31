package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Builds a world of its own, measures something in it and reports figures. Leaves no process or thread behind. */
interface Benchmark {
    /** How the command line calls it: one word. */
    @NonNull
    String name();

    /** What it measures, in a few words. */
    @NonNull
    String purpose();

    /** @throws Exception when it cannot be measured; the other benchmarks still run */
    void run(@NonNull BenchContext context) throws Exception;
}
