package io.jenkins.plugins.kargo.engine.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import io.jenkins.plugins.kargo.engine.model.WarehouseState;
import java.util.Map;
import java.util.Optional;

/** What discovery last found, one state for each Warehouse. */
public interface WarehouseStore {
    /** Replaces what was known. The project's version grows only when more than the time has changed. */
    void put(@NonNull WarehouseState state);

    @NonNull
    Optional<WarehouseState> find(@NonNull ProjectKey project, @NonNull String warehouse);

    /** How it last ended for every Warehouse that was ever looked at, without what was found. */
    @NonNull
    Map<String, WarehouseState.Check> checks(@NonNull ProjectKey project);
}
