package io.jenkins.plugins.kargo.security;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * Says which Jenkins credential the YAML means by {@code secret(name)}.
 *
 * @param key under which the secret itself is found, empty for the usual one of the credential's kind; several bindings
 *     of one name with different keys make one secret together
 */
public record SecretBinding(
        @NonNull String name, @NonNull String key, @NonNull String credentialsId) {}
