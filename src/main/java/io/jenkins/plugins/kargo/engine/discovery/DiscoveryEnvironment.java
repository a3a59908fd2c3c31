package io.jenkins.plugins.kargo.engine.discovery;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.CredentialResolver;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;

/**
 * On whose behalf discovery looks.
 *
 * @param credentials asked for reading only: git and HTTP charts by the subscription's repoURL; images and OCI charts by
 *     {@code https://registry/repository}, Docker Hub being {@code docker.io} ({@code http://} for registries that the
 *     network policy lets speak plain HTTP)
 * @param project whose Warehouse it is
 */
public record DiscoveryEnvironment(
        @NonNull DiscoveryServices services,
        @NonNull CredentialResolver credentials,
        @NonNull ProjectKey project) {}
