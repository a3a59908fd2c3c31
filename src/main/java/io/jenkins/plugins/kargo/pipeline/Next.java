package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.time.Duration;

/** What a step's execution does after a turn. */
sealed interface Next {
    /** The step ends with this value: plain and serializable. */
    record Done(@CheckForNull Object value) implements Next {}

    /** The step fails with this. */
    record Failed(@NonNull Throwable cause) implements Next {}

    /**
     * Another turn after the interval, or earlier when something happens to the stage.
     *
     * @param why for people, without a full stop
     * @param project null to be woken by time alone; @param stage null likewise
     */
    record Wait(
            @NonNull String why,
            @NonNull Duration interval,
            @CheckForNull ProjectKey project,
            @CheckForNull String stage)
            implements Next {}

    /** Another turn when the body has ended. */
    record Parked() implements Next {}
}
