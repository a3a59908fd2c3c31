package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.VerificationRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Verifications, one or more for each promotion that succeeded. */
public interface VerificationStore {
    void add(@NonNull VerificationRecord verification);

    @NonNull
    Optional<VerificationRecord> find(@NonNull ProjectKey project, @NonNull String id);

    /** Like {@link PromotionStore#update}: a settled verification is left alone. */
    @NonNull
    VerificationRecord update(
            @NonNull ProjectKey project, @NonNull String id, @NonNull UnaryOperator<VerificationRecord> change);

    /** Newest first. @param stage null for any; @param promotion null for any */
    @NonNull
    List<VerificationRecord> list(
            @NonNull ProjectKey project, @CheckForNull String stage, @CheckForNull String promotion, int limit);

    @NonNull
    Map<String, VerificationRecord> latest(@NonNull ProjectKey project);

    @NonNull
    List<VerificationRecord> unfinished();
}
