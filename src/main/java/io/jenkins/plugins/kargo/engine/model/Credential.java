package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/** A credential as the gateways need it. It travels to agents over the encrypted channel and is never stored. */
public sealed interface Credential extends Serializable {
    /** The id of the Jenkins credential, for messages and cache keys; not a secret. */
    @NonNull
    String id();

    record UsernamePassword(
            @NonNull String id,
            @NonNull String username,
            @NonNull SecretText password) implements Credential {}

    record SshKey(
            @NonNull String id,
            @NonNull String username,
            @NonNull SecretText privateKey,
            @CheckForNull SecretText passphrase)
            implements Credential {}

    record Token(@NonNull String id, @NonNull SecretText token) implements Credential {}
}
