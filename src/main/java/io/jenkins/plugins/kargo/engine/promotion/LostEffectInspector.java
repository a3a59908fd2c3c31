package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.StepRecord;
import java.util.Map;

/** Looks whether an effect that a step intended became real although its promotion lost its owner. */
@FunctionalInterface
public interface LostEffectInspector {
    /** Knows nothing about any effect. */
    LostEffectInspector UNKNOWN = (promotion, record) ->
            new LostEffect(Finding.UNKNOWN, "nobody looked whether it happened: " + record.intention(), null);

    enum Finding {
        HAPPENED,
        DID_NOT_HAPPEN,
        UNKNOWN
    }

    /**
     * @param message for people: what is there, such as the commit on the branch
     * @param output of the step when the effect happened, null for none
     */
    record LostEffect(
            @NonNull Finding finding,
            @NonNull String message,
            @CheckForNull Map<String, Object> output) {}

    /**
     * Called on a background thread with time limits of its own; says {@link Finding#UNKNOWN} and why when the outside
     * cannot be reached.
     *
     * @param record of a step that was running and had stored an intention
     */
    @NonNull
    LostEffect inspect(@NonNull Promotion promotion, @NonNull StepRecord record);
}
