package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import java.util.Optional;

/** Looks into a Warehouse's repositories when a person asks for it. No user code runs for that. */
@FunctionalInterface
public interface Refresher {
    /**
     * Begins in the background; what it comes to is in the store later. A look that is under way is not begun twice.
     *
     * @return why it cannot begin, in words; empty when it did
     */
    @NonNull
    Optional<String> refresh(@NonNull ProjectKey project, @NonNull String warehouse, @NonNull Caller caller);
}
