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
 * @param controller for what can be measured only there, null when there is none
 */
record BenchContext(
        @NonNull Path folder,
        @CheckForNull Path tools,
        int percent,
        @CheckForNull RealController controller,
        @NonNull BenchReport report) {
    /** A Jenkins, the plugins for it, and this plugin as built. */
    record RealController(
            @NonNull Path war,
            @NonNull Path plugins,
            @NonNull Path hpi) {}

    /** So many of something at the wanted size, at least one. */
    int scaled(int full) {
        return Math.max(1, (int) ((long) full * percent / 100));
    }
}
