package io.jenkins.plugins.kargo.engine.promotion;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What the caller of {@link PromotionRunner#advance} lends it for that call.
 *
 * @param owner names the lease: the same for every call of one build, also after a restart, and no other's
 * @param workspace the promotion's work dir, empty while none is at hand
 * @param stopRequested whether the build is to stop: the promotion then ends Aborted
 * @param contextExtras added to the variable {@code ctx}, such as {@code uiBaseUrl}
 */
public record RunEnvironment(
        @NonNull String owner,
        @NonNull PromotionLog log,
        @NonNull Optional<Workspace> workspace,
        @NonNull CredentialResolver credentials,
        @NonNull BooleanSupplier stopRequested,
        @NonNull Map<String, Object> contextExtras) {
    public RunEnvironment {
        contextExtras = Map.copyOf(contextExtras);
    }

    /** Without work dir and credentials. */
    @NonNull
    public static RunEnvironment of(@NonNull String owner, @NonNull PromotionLog log) {
        return new RunEnvironment(owner, log, Optional.empty(), CredentialResolver.NONE, () -> false, Map.of());
    }

    @NonNull
    public RunEnvironment withWorkspace(@NonNull Workspace newWorkspace) {
        return new RunEnvironment(owner, log, Optional.of(newWorkspace), credentials, stopRequested, contextExtras);
    }

    @NonNull
    public RunEnvironment withCredentials(@NonNull CredentialResolver newCredentials) {
        return new RunEnvironment(owner, log, workspace, newCredentials, stopRequested, contextExtras);
    }

    @NonNull
    public RunEnvironment withStopRequested(@NonNull BooleanSupplier newStopRequested) {
        return new RunEnvironment(owner, log, workspace, credentials, newStopRequested, contextExtras);
    }

    @NonNull
    public RunEnvironment withContextExtras(@NonNull Map<String, Object> newContextExtras) {
        return new RunEnvironment(owner, log, workspace, credentials, stopRequested, newContextExtras);
    }
}
