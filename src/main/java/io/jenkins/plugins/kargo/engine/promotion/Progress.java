package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Promotion;
import io.jenkins.plugins.kargo.engine.model.PromotionStep;
import java.time.Duration;
import java.util.Map;

/** Why {@link PromotionRunner#advance} came back, and so what its caller has to do. */
public sealed interface Progress {
    /** The promotion is in a terminal phase. */
    record Finished(@NonNull Promotion promotion) implements Progress {}

    /** The step needs the work dir: call again with a workspace. */
    record NeedsWorkspace(@NonNull String alias) implements Progress {}

    /**
     * A handler in the Jenkinsfile carries out this step: run it, then call {@link PromotionRunner#completeHandler} or
     * {@link PromotionRunner#failHandler}, then {@code advance} again. The same answer comes again until then.
     *
     * @param handler the {@code name} of its configuration
     * @param with the {@code with} of its configuration, evaluated
     */
    record NeedsHandler(
            @NonNull PromotionStep step,
            @NonNull String handler,
            @NonNull Map<String, Object> with) implements Progress {}

    /**
     * Nothing to do until the interval is over or {@link StageSignals} tells of a change: then call again. No executor
     * needs to be held meanwhile.
     *
     * @param why for people, without a full stop
     */
    record Waiting(@NonNull String why, @NonNull Duration pollAfter) implements Progress {}
}
