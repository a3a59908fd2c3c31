package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/** Gives the parsed manifests of a stored configuration revision. Safe for many threads; may block on I/O. */
@FunctionalInterface
public interface ConfigurationSource {
    /** @return empty when the project has no such revision */
    @NonNull
    Optional<Configuration> find(@NonNull ProjectKey project, @NonNull String hash);
}
