package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the steps in a block tell the {@code kargoPromote} around it. Kept in memory: after a restart nothing is known, and
 * the promotion's record alone says how far it came.
 */
final class OpenBlocks {
    private static final Map<String, Note> NOTES = new ConcurrentHashMap<>();
    private static final Map<String, Set<FilePath>> WORK_DIRS = new ConcurrentHashMap<>();

    private OpenBlocks() {}

    /** @param stepsCalled whether a {@code kargoSteps} worked in the block; @param notBefore when to invoke it again */
    record Note(
            boolean stepsCalled,
            @NonNull String waitsFor,
            @NonNull Instant notBefore) {}

    /** @param execution id of the promoting execution */
    static void opened(@NonNull String execution) {
        NOTES.put(execution, new Note(false, "", Instant.MIN));
    }

    static void stepsCalled(@NonNull String execution) {
        NOTES.put(execution, new Note(true, "", Instant.MIN));
    }

    static void waits(@NonNull String execution, @NonNull String why, @NonNull Instant notBefore) {
        NOTES.put(execution, new Note(true, why, notBefore));
    }

    /** @return null when the block was invoked by a controller that has been restarted since */
    @CheckForNull
    static Note find(@NonNull String execution) {
        return NOTES.get(execution);
    }

    /** The promotion works in this folder, which has to be removed when it is over. */
    static void worksIn(@NonNull String execution, @NonNull FilePath workDir) {
        WORK_DIRS
                .computeIfAbsent(execution, key -> ConcurrentHashMap.newKeySet())
                .add(workDir);
    }

    @NonNull
    static Set<FilePath> workDirs(@NonNull String execution) {
        return WORK_DIRS.getOrDefault(execution, Set.of());
    }

    static void closed(@NonNull String execution) {
        NOTES.remove(execution);
        WORK_DIRS.remove(execution);
    }
}
