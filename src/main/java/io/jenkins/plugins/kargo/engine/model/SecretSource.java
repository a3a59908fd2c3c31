package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;

/**
 * Gives the secrets that are bound to a project by name, for the function {@code secret(name)} and the arguments of
 * analyses. Called on background threads; may block. Nothing of an answer is stored.
 */
@FunctionalInterface
public interface SecretSource {
    SecretSource NONE = (project, name) -> null;

    /**
     * @return the secret's values by key, null when no such secret is bound to the project
     * @throws SecretUnavailable when one is bound and cannot be had
     */
    @CheckForNull
    Map<String, SecretText> find(@NonNull ProjectKey project, @NonNull String name);

    /** Hides what was given out for the project so far. */
    @NonNull
    default SecretMask mask(@NonNull ProjectKey project) {
        return SecretMask.NONE;
    }
}
