package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.PromotionRequest;
import java.util.List;
import java.util.Optional;

/** Requests of people that wait for a build. */
public interface RequestStore {
    void add(@NonNull PromotionRequest request);

    @NonNull
    Optional<PromotionRequest> find(@NonNull ProjectKey project, @NonNull String id);

    /** Not yet adopted, oldest first. */
    @NonNull
    List<PromotionRequest> pending(@NonNull ProjectKey project);

    /** Marks the request as carried out by the promotion. @return false when another promotion had adopted it, or it is gone */
    boolean adopt(@NonNull ProjectKey project, @NonNull String id, @NonNull String promotion);

    void remove(@NonNull ProjectKey project, @NonNull String id);
}
