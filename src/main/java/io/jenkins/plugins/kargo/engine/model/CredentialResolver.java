package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/**
 * Finds the credential for a URL: by the project's bindings, the step's {@code credentials} map, or a Jenkins credential
 * whose domain specification matches. Called on background threads; may block.
 */
@FunctionalInterface
public interface CredentialResolver {
    CredentialResolver NONE = (url, access) -> Optional.empty();

    enum Access {
        READ,
        WRITE
    }

    /**
     * @return empty when none is bound or matches: the access is then anonymous
     * @throws CredentialRefused when one is bound but not usable here, and always for WRITE in a preview
     * @throws java.io.UncheckedIOException when it cannot be read now, as a token that a server has to give out first
     */
    @NonNull
    Optional<Credential> find(@NonNull String url, @NonNull Access access) throws CredentialRefused;

    /**
     * The private key that signs what an author commits.
     *
     * @param email of the author
     * @return empty when commits of this author are not signed, and in previews
     * @throws CredentialRefused when a key is meant to sign but may not be used
     */
    @NonNull
    default Optional<Credential> signingKey(@NonNull String email) throws CredentialRefused {
        return Optional.empty();
    }

    /**
     * How to reach the Argo CD of a stage.
     *
     * @param shard the stage's {@code spec.shard}, empty when it has none
     * @return empty when none is declared for it
     * @throws CredentialRefused when its credential may not be used, and always in a preview
     */
    @NonNull
    default Optional<ArgoCDAccess> argoCD(@NonNull String shard) throws CredentialRefused {
        return Optional.empty();
    }

    /** Hides the secrets that were given out so far. */
    @NonNull
    default SecretMask mask() {
        return SecretMask.NONE;
    }
}
