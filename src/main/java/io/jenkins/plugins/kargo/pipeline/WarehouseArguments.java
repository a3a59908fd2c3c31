package io.jenkins.plugins.kargo.pipeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a {@code kargoWarehouse}; null for those that are not given.
 *
 * @param config path of the manifests in the workspace
 * @param artifacts what the build pins, one map for each
 */
public record WarehouseArguments(
        @CheckForNull String project,
        @CheckForNull String warehouse,
        @CheckForNull String config,
        @NonNull ArrayList<LinkedHashMap<String, Object>> artifacts)
        implements Serializable {

    /**
     * @param artifacts one map or a list of maps, null for none
     * @throws IllegalArgumentException saying how to write them
     */
    @NonNull
    static ArrayList<LinkedHashMap<String, Object>> artifacts(@CheckForNull Object artifacts) {
        ArrayList<LinkedHashMap<String, Object>> maps = new ArrayList<>();
        List<?> entries = artifacts instanceof List<?> list ? list : artifacts == null ? List.of() : List.of(artifacts);
        for (Object entry : entries) {
            if (!(entry instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException("artifacts: '" + entry
                        + "' is no map: write artifacts: [image: 'registry/app:1.2.3'], or a list of such maps");
            }
            maps.add(PlainData.map(map));
        }
        return maps;
    }
}
