package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;

/** Starts the project's runner job for a request made by a person. */
public interface Runners {
    /** @param possible whether a request could start a build now; @param reason in words when it could not, else empty */
    record Readiness(boolean possible, @NonNull String reason) {}

    @NonNull
    Readiness readiness(@NonNull ProjectKey project, @NonNull Caller caller);

    /** Schedules a build with a KargoCause that names the request. Call after {@link #readiness} said yes. */
    void start(@NonNull ProjectKey project, @NonNull PromotionRequest request, @NonNull Caller caller);
}
