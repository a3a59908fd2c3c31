package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionHold;
import java.util.List;

/** Where people stopped auto-promotion. */
public interface HoldStore {
    /** Replaces one of the same stage and origin. */
    void put(@NonNull PromotionHold hold);

    /**
     * Ends the holds of a stage.
     *
     * @param origin only this one; empty for all of the stage
     * @return whether there was any
     */
    boolean remove(@NonNull ProjectKey project, @NonNull String stage, @NonNull String origin);

    /** Those of all stages, oldest first. */
    @NonNull
    List<PromotionHold> list(@NonNull ProjectKey project);
}
