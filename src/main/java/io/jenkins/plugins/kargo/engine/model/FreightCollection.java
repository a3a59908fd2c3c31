package io.jenkins.plugins.kargo.engine.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;

/**
 * What a stage holds or is given: one piece of Freight for each origin, keyed {@code Warehouse/name}.
 *
 * @param id Kargo's collection id (engine.freight computes it)
 */
public record FreightCollection(@NonNull String id, @NonNull Map<String, Freight> items) {
    public FreightCollection {
        items = Values.map(items);
    }
}
