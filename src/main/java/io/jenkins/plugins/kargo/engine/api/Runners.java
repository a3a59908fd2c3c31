package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import java.util.List;
import java.util.Map;

/** Starts the project's runner job for a request made by a person. */
public interface Runners {
    /** @param possible whether a request could start a build now; @param reason in words when it could not, else empty */
    record Readiness(boolean possible, @NonNull String reason) {}

    /**
     * What is declared about a project.
     *
     * @param runnerJob full name of the job that carries out requests, empty while there is none
     * @param branch of a multibranch project that counts, empty for its primary branch
     * @param manifests path of the manifests in the checkout
     * @param promoters stage name, or {@code *}, to the full names of further jobs that may promote to it
     */
    record Declared(
            @NonNull String runnerJob,
            @NonNull String branch,
            @NonNull String manifests,
            @NonNull Map<String, List<String>> promoters) {}

    @NonNull
    Declared declared(@NonNull ProjectKey project);

    @NonNull
    Readiness readiness(@NonNull ProjectKey project, @NonNull Caller caller);

    /** Schedules a build with a KargoCause that names the request. Call after {@link #readiness} said yes. */
    void start(@NonNull ProjectKey project, @NonNull PromotionRequest request, @NonNull Caller caller);
}
