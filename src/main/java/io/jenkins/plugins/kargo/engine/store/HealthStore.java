package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.HealthCheck;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.StageHealth;
import java.util.List;
import java.util.Map;

/** What steps asked to be watched, and how healthy stages were when they were looked at last. */
public interface HealthStore {
    /**
     * A stage that holds what a promotion with health checks brought.
     *
     * @param health null when it was not looked at yet
     */
    record Watched(
            @NonNull ProjectKey project,
            @NonNull String stage,
            @NonNull String promotion,
            @CheckForNull StageHealth health) {}

    /** Replaces what the step registered before. */
    void register(
            @NonNull ProjectKey project,
            @NonNull String promotion,
            @NonNull String step,
            @NonNull List<HealthCheck> checks);

    /** Of all steps of the promotion, in the order in which they registered them. */
    @NonNull
    List<HealthCheck> checks(@NonNull ProjectKey project, @NonNull String promotion);

    /** Replaces what was found before. The project's version does not grow when only the time has changed. */
    void put(@NonNull ProjectKey project, @NonNull String stage, @NonNull StageHealth health);

    /** By stage, of what was found last, whatever the stage holds now. */
    @NonNull
    Map<String, StageHealth> latest(@NonNull ProjectKey project);

    /** The stages of all living projects for which the newest promotion that brought something registered checks. */
    @NonNull
    List<Watched> watched();

    /** Those of one project. */
    @NonNull
    List<Watched> watched(@NonNull ProjectKey project);
}
