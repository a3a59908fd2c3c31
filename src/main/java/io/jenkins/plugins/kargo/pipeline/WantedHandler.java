package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.project.CurrentProject;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The step of a promotion that the block of a {@code kargoSteps} is to carry out.
 *
 * @param alias of the step
 * @param name of the {@code kargoStep} that is meant
 * @param environment for its body
 */
public record WantedHandler(
        @NonNull ProjectKey project,
        @NonNull String promotion,
        @NonNull String alias,
        @NonNull String name,
        @NonNull Map<String, String> environment)
        implements Serializable {
    public WantedHandler {
        environment = new LinkedHashMap<>(environment);
    }

    /** As it is called now: a folder may be renamed or moved while the block runs. */
    @Override
    @NonNull
    public ProjectKey project() {
        return CurrentProject.of(project);
    }
}
