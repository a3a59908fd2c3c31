package io.jenkins.plugins.kargo.engine.freight.window;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Instant;

/**
 * Whether promotions to a stage may begin, named as Kargo's stage status names it.
 *
 * @param closed whether they may not
 * @param reason why they may not, in words; empty while they may
 * @param nextOpen when they may again; null while they may, and when no such time is known
 * @param nextClose when they may no more; null while they may not, and when no such time is known
 * @param nextCloseReason why then, empty without nextClose
 */
public record WindowState(
        boolean closed,
        @NonNull String reason,
        @CheckForNull Instant nextOpen,
        @CheckForNull Instant nextClose,
        @NonNull String nextCloseReason) {
    /** No window concerns the stage. */
    public static final WindowState OPEN = new WindowState(false, "", null, null, "");
}
