package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;

/**
 * What the block of a {@code kargoReconcile} was invoked for.
 *
 * @param hasWorkspace whether the promotions work in the workspace around the step, so that the block holds handlers only
 * @param verifiedStage the stage that a {@code kargoVerify} in the block is to verify, null when it is none's turn
 * @param verification id of that verification, null likewise
 */
public record ReconcileScope(
        boolean hasWorkspace,
        @CheckForNull String verifiedStage,
        @CheckForNull String verification) implements Serializable {
    /** Whether a {@code kargoVerify} with this argument is meant. @param stage null for any */
    boolean verifies(@CheckForNull String stage) {
        return verifiedStage != null && (stage == null || stage.equals(verifiedStage));
    }
}
