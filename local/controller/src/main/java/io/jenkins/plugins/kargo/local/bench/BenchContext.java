package io.jenkins.plugins.kargo.local.bench;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.nio.file.Path;

/**
 * What a benchmark gets.
 *
 * @param folder empty, its own, deleted afterwards
 * @param tools folder with helm and kubectl, null when there is none
 * @param percent size of the world in percent of the full one, 100 unless the command line says otherwise
 */
record BenchContext(
        @NonNull Path folder,
        @CheckForNull Path tools,
        int percent,
        @NonNull BenchReport report) {
    /** So many of something at the wanted size, at least one. */
    int scaled(int full) {
        return Math.max(1, (int) ((long) full * percent / 100));
    }
}
